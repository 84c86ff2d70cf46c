"""Numbers and lines while they are gathered for the audit."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.estimation.audit import Item, Line, Sums

Name = TypeVar("Name", bound=Hashable)


@dataclass
class Gathering(Generic[Name]):
    """places: name of a number to its item; a number met twice is one item."""

    places: dict[Name, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    lines: dict[Line, None] = field(default_factory=dict)

    def named(self, name: Name, item: Item) -> int:
        if name not in self.places:
            self.places[name] = self.unnamed(item)
        return self.places[name]

    def unnamed(self, item: Item) -> int:
        self.items.append(item)
        return len(self.items) - 1

    def add(self, total: int, parts: Iterable[int]) -> None:
        """A number that is its own part, being of the same people, adds up to nothing new."""
        members = tuple(parts)
        if total not in members:
            self.lines[Line(total, members)] = None

    def names(self) -> Mapping[int, Name]:
        return {place: name for name, place in self.places.items()}

    def sums(self) -> Sums:
        return Sums(tuple(self.items), tuple(self.lines))
