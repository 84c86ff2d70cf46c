"""The pictures that may stand beside a choice in the easy version, by name."""

from typing import Final

PICTURES: Final = frozenset(
    {
        *("books", "bulb", "bus", "calendar", "care", "clock", "coin", "computer", "culture"),
        *("factory", "family", "fish", "food", "friends", "handshake", "health", "home", "leaf"),
        *("letter", "lorry", "paw", "plant", "question", "shop", "suitcase", "talk", "tools"),
        *("town_hall", "tree", "wifi"),
    }
)
