"""Reading a nested file of facts, with errors that name the place of what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn, TypeAlias

from app.errors import InvalidError

Written: TypeAlias = "str | int | float | bool | date | list[Written] | dict[str, Written] | None"


@dataclass(frozen=True, slots=True)
class Facts:
    """A mapping of a YAML file, and where it stands: questions raise InvalidError naming it."""

    written: Mapping[str, Written]
    where: str

    @classmethod
    def of(cls, written: Written, where: str) -> "Facts":
        if not isinstance(written, dict):
            raise InvalidError(f"{where}: a mapping was expected, not {written!r}.", where=where)
        return cls(written, where)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.written)

    def at(self, key: str) -> "Facts":
        return Facts.of(self._value(key), f"{self.where}: {key}")

    def list_at(self, key: str) -> tuple["Facts", ...]:
        where = f"{self.where}: {key}"
        return tuple(
            Facts.of(each, f"{where}, {place}") for place, each in enumerate(self._list(key), 1)
        )

    def text(self, key: str) -> str:
        value = self._value(key)
        return value if isinstance(value, str) else self._refuse(key, value, "a text")

    def number(self, key: str) -> float:
        return self._number(key, self._value(key))

    def whole(self, key: str) -> int:
        value = self._value(key)
        return value if type(value) is int else self._refuse(key, value, "a whole number")

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            self._refuse(key, self.text(key), "a day such as 2026-03-02")

    def texts(self, key: str) -> dict[str, str]:
        inner = self.at(key)
        return {each: inner.text(each) for each in inner.keys}

    def numbers(self, key: str) -> dict[str, float]:
        inner = self.at(key)
        return {each: inner.number(each) for each in inner.keys}

    def shares(self, key: str) -> dict[str, float]:
        """Numbers that sum to 1, give or take 0.005."""
        found = self.numbers(key)
        if abs(sum(found.values()) - 1) > 0.005:
            self._refuse(key, round(sum(found.values()), 4), "shares that sum to 1")
        return found

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        inner = Facts(
            {str(place): each for place, each in enumerate(self._list(key), 1)}, self.where
        )
        return tuple(inner.text(each) for each in inner.keys)

    def list_of_numbers(self, key: str) -> tuple[float, ...]:
        return tuple(self._number(key, each) for each in self._list(key))

    def pair(self, key: str) -> tuple[float, float]:
        numbers = self.list_of_numbers(key)
        return (numbers[0], numbers[1]) if len(numbers) == 2 else self._refuse(key, "", "a pair")

    def _list(self, key: str) -> list[Written]:
        value = self._value(key)
        return value if isinstance(value, list) else self._refuse(key, value, "a list")

    def _number(self, key: str, value: Written) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(key, value, "a number")
        return float(value)

    def _value(self, key: str) -> Written:
        if key not in self.written:
            raise InvalidError(f"{self.where}: {key} is missing: add it.", where=self.where)
        return self.written[key]

    def _refuse(self, key: str, value: object, wanted: str) -> NoReturn:
        message = f"{self.where}: {key} holds {value!r} where {wanted} was expected: mend it."
        raise InvalidError(message, where=self.where, key=key)
