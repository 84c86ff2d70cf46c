"""What a pass takes over from the one before: all in which no changed answer has a say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Protocol, TypeAlias

from app.questionnaire.asked import OPEN, Asked, parts_of
from app.questionnaire.dependence import ANYTHING, read_by, read_in
from app.questionnaire.model import Answers, Choice, Question, Value
from app.questionnaire.remembering import Remembered
from app.questionnaire.steps import Spot

Mark: TypeAlias = tuple[int, int, int, int, int, int, bool]
"""Before a spot: how many values, items, item_choices, relevant, read_only and asked; is its page
shown."""


class Passed(Protocol):
    """What a pass found, in the order in which it came to it."""

    @property
    def answers(self) -> Answers: ...
    @property
    def values(self) -> dict[str, Value]: ...
    @property
    def items(self) -> dict[str, tuple[str, ...]]: ...
    @property
    def item_choices(self) -> dict[tuple[str, str], Choice | None]: ...
    @property
    def relevant(self) -> dict[str, bool]: ...
    @property
    def read_only(self) -> dict[str, bool]: ...
    @property
    def asked(self) -> list[Asked]: ...
    @property
    def marks(self) -> list[Mark]: ...
    @property
    def drawn(self) -> str | None: ...


def mark_of(passed: Passed, *, is_page_shown: bool) -> Mark:
    return (
        len(passed.values),
        len(passed.items),
        len(passed.item_choices),
        len(passed.relevant),
        len(passed.read_only),
        len(passed.asked),
        is_page_shown,
    )


@dataclass(slots=True)
class Former:
    """The pass before, of the same questionnaire in the same setting, along the same route.

    changed: codes of questions that are answered otherwise, or came out otherwise, than before.
    """

    passed: Passed
    changed: set[str]
    values: list[tuple[str, Value]] = field(init=False)
    items: list[tuple[str, tuple[str, ...]]] = field(init=False)
    item_choices: list[tuple[tuple[str, str], Choice | None]] = field(init=False)
    relevant: list[tuple[str, bool]] = field(init=False)
    read_only: list[tuple[str, bool]] = field(init=False)
    spot: int = 0

    def __post_init__(self) -> None:
        self.values = list(self.passed.values.items())
        self.items = list(self.passed.items.items())
        self.item_choices = list(self.passed.item_choices.items())
        self.relevant = list(self.passed.relevant.items())
        self.read_only = list(self.passed.read_only.items())

    def gives(self, spot: Spot, now: Passed) -> bool:
        """Takes a spot over when nothing that it rests on has changed."""
        marks, here = self.passed.marks, self.spot
        is_same = marks[here][-1] == now.marks[-1][-1]
        if not is_same or not self.changed.isdisjoint(rests_on(spot)):
            return False
        (v, i, c, r, o, a, _), (v_to, i_to, c_to, r_to, o_to, a_to, _) = marks[here : here + 2]
        now.values.update(self.values[v:v_to])
        now.items.update(self.items[i:i_to])
        now.item_choices.update(self.item_choices[c:c_to])
        now.relevant.update(self.relevant[r:r_to])
        now.read_only.update(self.read_only[o:o_to])
        now.asked.extend(self.passed.asked[a:a_to])
        self.spot += 1
        return True

    def compare(self, spot: Spot, now: Passed) -> None:
        """After a spot was taken anew: who reads it is taken anew too, if it came out otherwise."""
        marks, here = self.passed.marks, self.spot
        (v, i, _, r, o, _, _), (v_to, i_to, _, r_to, o_to, _, _) = marks[here : here + 2]
        v_now, i_now, _, r_now, o_now, _, _ = now.marks[-1]
        is_same = (
            self.values[v:v_to] == [*islice(now.values.items(), v_now, None)]
            and self.items[i:i_to] == [*islice(now.items.items(), i_now, None)]
            and self.relevant[r:r_to] == [*islice(now.relevant.items(), r_now, None)]
            and self.read_only[o:o_to] == [*islice(now.read_only.items(), o_now, None)]
        )
        if not is_same:
            self.changed.update(codes_of(spot), (ANYTHING,))
        self.spot += 1


def former(passed: Passed, answers: Answers) -> Former:
    before = passed.answers
    paths = {
        path
        for path in chain(before, answers)
        if path not in before or path not in answers or before[path] != answers[path]
    }
    changed = set(names_of(code for path in paths for code in codes_behind(path)))
    return Former(passed, changed | {ANYTHING} if changed else changed)


def codes_behind(path: str) -> Iterator[str]:
    """Of the question that an answer belongs to, and of each repeat that it may lengthen."""
    repeat, item, code = parts_of(path)
    yield code.removesuffix(OPEN)
    while repeat is not None and item is not None:
        around, outer, code = parts_of(repeat)
        if item.isdecimal():
            yield code
        repeat, item = around, outer


def questions_of(spot: Spot) -> tuple[Question, ...]:
    return (spot.question, *spot.inner, *spot.fields)


def codes_of(spot: Spot) -> Iterable[str]:
    return names_of(each.code for each in questions_of(spot))


def names_of(codes: Iterable[str]) -> Iterator[str]:
    """Of GROUP/name also the name, which is how paths go to it."""
    for code in codes:
        yield code
        if "/" in code:
            yield code.rpartition("/")[2]


def find_rests_on(spot: Spot) -> frozenset[str]:
    """Codes of all that decides what becomes of a spot, its own among them."""
    own = frozenset((*codes_of(spot), *spot.groups.values()))
    questions = questions_of(spot)
    defaults = (each.default_rule for each in questions if each.default_rule is not None)
    return own.union(*map(read_by, questions), *map(read_in, defaults))


rests_on: Remembered[Spot, frozenset[str]] = Remembered(find_rests_on, most=20_000)
