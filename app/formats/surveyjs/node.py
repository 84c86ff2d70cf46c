"""A JSON object of a survey, with its path in the file for what is said about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.formats.xlsform.faults import Place


@dataclass(frozen=True, slots=True)
class Node:
    """path: pages[0].elements[2]."""

    values: Mapping[str, object]
    path: str = ""

    def place(self, key: str = "") -> Place:
        return Place(".".join(filter(None, (self.path, key))))

    def text(self, key: str) -> str:
        """A text, or a number as one; '' where neither stands."""
        return written(self.values.get(key))

    def is_on(self, key: str) -> bool:
        return self.values.get(key) is True

    def is_off(self, key: str) -> bool:
        return self.values.get(key) is False

    def number(self, key: str) -> float | None:
        found = self.values.get(key)
        if isinstance(found, bool) or not isinstance(found, int | float | str):
            return None
        try:
            return float(found)
        except ValueError:
            return None

    def whole(self, key: str) -> int | None:
        found = self.number(key)
        return None if found is None else int(found)

    def inner(self, key: str) -> "Node | None":
        found = self.values.get(key)
        return Node(found, self.place(key).sheet) if isinstance(found, Mapping) else None

    def nodes(self, key: str) -> Iterator["Node"]:
        """The objects of a list; a plain value of one is an object that has it as value."""
        found = self.values.get(key)
        for place, each in enumerate(found if isinstance(found, list) else ()):
            path = f"{self.place(key).sheet}[{place}]"
            yield Node(each if isinstance(each, Mapping) else {"value": each}, path)


def written(value: object) -> str:
    """As codes are stored: true, 5, a."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""
