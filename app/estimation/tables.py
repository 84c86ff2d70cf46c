"""Answers as columns: a row a respondent, in the order given."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias, TypeVar

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.picks import Picks

Answer: TypeAlias = str | int | float | bool | Sequence[str] | None
Answers: TypeAlias = Mapping[str, Answer]
Column = TypeVar("Column", Labels, Floats)
_ITEM = re.compile(r"[^\[\]/]+\[(?P<item>[^\[\]]+)\]/(?P<field>.+)")


class Coded(Protocol):
    """Rows of answers, of which single ones are read."""

    def code(self, question: str) -> Labels:
        """The code of a single choice, shape (n,); "" without an answer."""

    def number(self, question: str) -> Floats:
        """A number, shape (n,); nan without an answer."""


class Said(Protocol):
    """Answers of `size` respondents: rows, each of one or of several in turn who said the same."""

    @property
    def size(self) -> int: ...
    @property
    def rows_once(self) -> Coded: ...
    def of_each(self, of_row: Ints) -> Ints:
        """What is known of each row, for each respondent, shape (size,)."""


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """Answers by path, as stored: codes, numbers, lists of codes; None and absent: no answer.

    What was asked of it once is kept: many indicators read the same questions.
    """

    rows: tuple[Answers, ...]

    @classmethod
    def of(cls, rows: Iterable[Answers]) -> "AnswerTable":
        return cls(tuple(rows))

    @property
    def size(self) -> int:
        return len(self.rows)

    @property
    def rows_once(self) -> "AnswerTable":
        return self

    def of_each(self, of_row: Ints) -> Ints:
        return of_row

    def code(self, question: str) -> Labels:
        """The code of a single choice, shape (n,); "" without an answer."""
        found = self._codes.get(question)
        if found is None:
            said = [_as_code(row.get(question)) for row in self.rows]
            found = self._codes[question] = _kept(np.array(said, dtype=np.str_))
        return found

    def number(self, question: str) -> Floats:
        """A number, shape (n,); nan without an answer."""
        found = self._numbers.get(question)
        if found is None:
            said = [_as_number(row.get(question)) for row in self.rows]
            found = self._numbers[question] = _kept(np.array(said, dtype=np.float64))
        return found

    def chose(self, question: str, code: str) -> Bools:
        """Whether the code is the answer, or among the answers, shape (n,)."""
        return self.chose_each(question, (code,))[:, 0]

    def chose_each(self, question: str, codes: Sequence[str]) -> Bools:
        """The same for several codes at once, shape (n, codes)."""
        return self._picked(question).holding(codes)

    def answered(self, question: str, missing: Iterable[str] = ()) -> Bools:
        """Whether there is a usable answer, shape (n,); `missing` codes such as dk are not."""
        return self._picked(question).beside(frozenset(missing))

    def _picked(self, question: str) -> Picks:
        found = self._choices.get(question)
        if found is None:
            said = enumerate(_as_codes(row.get(question)) for row in self.rows)
            picked = ((row, code) for row, codes in said for code in codes)
            found = self._choices[question] = Picks.of(self.size, picked)
        return found

    @cached_property
    def _codes(self) -> dict[str, Labels]:
        return {}

    @cached_property
    def _numbers(self) -> dict[str, Floats]:
        return {}

    @cached_property
    def _choices(self) -> dict[str, Picks]:
        return {}

    @cached_property
    def _rosters(self) -> dict[str, "RosterTable"]:
        return {}

    def answered_any(self, questions: AbstractSet[str]) -> Bools:
        """Whether one of the questions has an answer, fields of a roster included, shape (n,)."""
        found = [
            any(path.partition("[")[0] in questions and _as_codes(row[path]) for path in row)
            for row in self.rows
        ]
        return np.array(found, dtype=np.bool_)

    def roster(self, code: str) -> "RosterTable":
        """The items of a roster in long form: a row an item, in the order of respondents."""
        if code not in self._rosters:
            self._rosters[code] = self._items_of(code)
        return self._rosters[code]

    def _items_of(self, code: str) -> "RosterTable":
        found: dict[tuple[int, str], dict[str, Answer]] = {}
        begins = f"{code}["
        for place, row in enumerate(self.rows):
            for path, answer in row.items():
                parts = _ITEM.fullmatch(path) if path.startswith(begins) else None
                if parts:
                    found.setdefault((place, parts["item"]), {})[parts["field"]] = answer
        return RosterTable(
            self.size,
            np.array([place for place, _ in found], dtype=np.intp),
            np.array([item for _, item in found], dtype=np.str_),
            AnswerTable.of(found.values()),
        )


@dataclass(frozen=True, eq=False)
class CodeTable:
    """Answers by question, each as a column of texts, shape (n,); "" without an answer."""

    columns: Mapping[str, Labels]

    def code(self, question: str) -> Labels:
        return self.columns[question]

    def number(self, question: str) -> Floats:
        texts = self.columns[question]
        return np.where(texts == "", "nan", texts).astype(np.float64)


@dataclass(frozen=True, eq=False)
class RepeatedTable:
    """Respondents of whom some in turn said the same: a row for these, and how many they are.

    times: shape (rows,).
    """

    rows_once: CodeTable
    times: Ints

    @property
    def size(self) -> int:
        return int(self.times.sum())

    def of_each(self, of_row: Ints) -> Ints:
        return np.repeat(of_row, self.times)


@dataclass(frozen=True, eq=False)
class RosterTable:
    """Items of a roster: a row an item.

    respondents: how many respondents the answers are of. respondent: which of them, shape (m,).
    item: the code that the item stands for, shape (m,). fields: answers of the items.
    """

    respondents: int
    respondent: Ints
    item: Labels
    fields: AnswerTable

    def sums(self, values: Floats) -> Floats:
        """Sum over each respondent's items, shape (respondents,); values: shape (m,), no gaps."""
        return np.bincount(self.respondent, values, self.respondents).astype(np.float64)

    def any_of(self, holds: Bools) -> Bools:
        """Whether it holds for at least one item, shape (respondents,)."""
        return self.sums(holds.astype(np.float64)) > 0

    def holding(self, holds: Bools, items: Sequence[str]) -> Bools:
        """For which items it holds, shape (respondents, items)."""
        held = zip(self.respondent[holds].tolist(), self.item[holds].tolist(), strict=True)
        return Picks.of(self.respondents, held).holding(items)


def _kept(column: Column) -> Column:
    """Of many readers: none may write into it."""
    column.flags.writeable = False
    return column


def _as_code(answer: Answer) -> str:
    return answer if isinstance(answer, str) else ""


def _as_number(answer: Answer) -> float:
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return float(answer) if is_number else float("nan")  # type: ignore[arg-type]  # a number here


def _as_codes(answer: Answer) -> Sequence[str]:
    if answer is None or answer == "":
        return ()
    return (str(answer),) if isinstance(answer, str | int | float) else answer
