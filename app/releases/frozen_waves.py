"""A number changes only when enough of its respondents did: what a release keeps of the last one.

Between two releases of a wave, the difference of a number is that of the people who came, left or
changed an answer. Where they are fewer than a number must rest on, the cell keeps what was said
before, and the audit hides the new value as it hides any other. A number of the very same people
stays too, unless many around them changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from app.errors import InvalidError
from app.estimation.disclosure import LEAST_BASE
from app.estimation.feedback import LEAST_ANSWERS
from app.reference.audiences import Audience, Further
from app.reference.cells import BESIDE, NETWORK, OVER, WITH, Cell, Key
from app.releases.differences import AGAINST

Place: TypeAlias = tuple[str, str]  # territory and audience
People: TypeAlias = frozenset[str]
LISTED = ("term", "topic")
PANEL = ("measure", "panel")
NOBODY: People = frozenset()


class NothingNewError(InvalidError):
    """A release in which no number may change."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Nothing may be told that release {number} does not tell: behind every number fewer "
            f"than {LEAST_BASE} people came, left or changed an answer since, and the change would "
            "show what they said. Make the release later, when more have answered.",
            release=str(number),
        )


@dataclass(frozen=True, eq=False)
class Behind:
    """Who is behind the numbers of a count.

    cells: a bit each, where a cell tells; places: all who answered there. names: by audience, who
    each bit is, by what was answered and not by name.
    """

    cells: Mapping[Key, int]
    places: Mapping[Place, int]
    names: Mapping[str, tuple[str, ...]]
    _read: dict[tuple[str, int], People] = field(default_factory=dict)

    def groups(self, key: Key) -> Iterator[tuple[Place, People]]:
        """Every group that a number tells of, with the place that it is weighted in."""
        _indicator, territory, audience, by = key
        dimensions = dict(by)
        whole = (key[0], territory, audience, tuple(pair for pair in by if pair[0] != BESIDE))
        here = self._of(whole)
        yield (territory, audience), here
        if BESIDE in dimensions:
            everywhere = self._of((key[0], NETWORK, audience, whole[3]))
            yield (NETWORK, audience), everywhere - here
        for other in self._others(audience, dimensions):
            yield (territory, other), self.all_of((territory, other))

    def _others(self, audience: str, dimensions: Mapping[str, str]) -> Iterator[str]:
        """The other audiences that a number rests on."""
        named = {dimensions.get(AGAINST), dimensions.get(WITH)}
        for each in (*Audience, Further.EXPERTS):
            if each != audience and (each in named or OVER in dimensions):
                yield each.value

    def all_of(self, place: Place) -> People:
        return self._people(place[1], self.places.get(place, 0))

    def _of(self, key: Key) -> People:
        bits = self.cells.get(key, 0)
        return self._people(key[2], bits) if bits else self.all_of(key[1:3])

    def _people(self, audience: str, bits: int) -> People:
        known = self._read.get((audience, bits))
        if known is None:
            digits = reversed(bin(bits)[2:])
            pairs = zip(digits, self.names.get(audience, ()), strict=False)
            known = frozenset(name for digit, name in pairs if digit == "1")
            self._read[audience, bits] = known
        return known


@dataclass(frozen=True, eq=False)
class Earlier:
    """The last published release of the same wave and campaigns, beside what is counted now.

    erased: by place, answers that it counted and that are gone: of whom, nobody can tell any more.
    """

    number: int
    cells: Mapping[Key, Cell]
    then: Behind
    now: Behind
    erased: Mapping[Place, int]
    _counted: dict[tuple[Place, People, People], int] = field(default_factory=dict)

    @cached_property
    def changed_by_few(self) -> frozenset[Key]:
        """Numbers whose change would tell of a few people."""
        return frozenset(key for key in self._of_people if self._is_few(key, self._changes(key)))

    @cached_property
    def of_the_same(self) -> frozenset[Key]:
        """Numbers of the same people, where few around them changed: what moved their weights, or
        what is kept back beside them, would tell of those few."""
        return frozenset(
            key
            for key in self._of_people - self.changed_by_few
            if not any(self._changes(key)) and self._are_under(key, self._changes_around(key))
        )

    @property
    def _of_people(self) -> frozenset[Key]:
        """Practices are told openly, one by one: what is counted of them changes with each."""
        return frozenset(key for key in self.cells if key[2] != Further.PRACTICES)

    def keeping(self, cells: Mapping[Key, Cell], hidden: frozenset[Key]) -> Mapping[Key, Cell]:
        """The cells with the earlier number, or without any, where that stays; hidden: new numbers
        kept back for it.

        Raises NothingNewError where numbers stay and no other is new.
        """
        kept = (self.cells.keys() & hidden) | self.of_the_same
        found = {key: self.cells[key] if key in kept else cell for key, cell in cells.items()}
        told = {key: cell for key, cell in found.items() if cell.hidden is None}
        if kept and all(self.cells.get(key) == cell for key, cell in told.items()):
            raise NothingNewError(self.number)
        return found

    def settled(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """Lists of what people wrote, and numbers of panels, stay as a whole where few came, left
        or changed an answer in their place: a term that comes or goes would tell of them."""
        stay = {
            name
            for name in {_list_of(key) for key in self.cells if _is_listed(key)}
            if self._change_of_place(name[1:3]) < LEAST_BASE
        }
        left = [each for each in cells if _list_of(each.key) not in stay]
        kept = [
            each for key, each in self.cells.items() if _is_listed(key) and _list_of(key) in stay
        ]
        return (*left, *kept)

    def _change_of_place(self, place: Place) -> int:
        return self._change(place, self.then.all_of(place), self.now.all_of(place))

    def _changes(self, key: Key) -> list[int]:
        pairs = zip(self.then.groups(key), self.now.groups(key), strict=True)
        return [self._change(place, before, after) for (place, before), (_, after) in pairs]

    def _changes_around(self, key: Key) -> list[int]:
        return [self._change_of_place(place) for place, _people in self.now.groups(key)]

    def _change(self, place: Place, before: People, after: People) -> int:
        """Counted once: many numbers tell of the same people."""
        asked = (place, before, after)
        if asked not in self._counted:
            self._counted[asked] = self._come_or_gone(*asked)
        return self._counted[asked]

    def _come_or_gone(self, place: Place, before: People, after: People) -> int:
        territory, audience = place
        gone = sum(
            count
            for (where, who), count in self.erased.items()
            if who == audience and territory in (where, NETWORK)
        )
        return max(len(after - before), len(before - after) + gone)

    def _are_under(self, key: Key, changes: list[int]) -> bool:
        return all(change < _least(key) for change in changes)

    def _is_few(self, key: Key, changes: list[int]) -> bool:
        return any(0 < change < _least(key) for change in changes)


def _is_listed(key: Key) -> bool:
    return any(dimension in LISTED or pair == PANEL for pair in key[3] for dimension in pair[:1])


def _list_of(key: Key) -> Key:
    """What a term stands in: of one question, language and place."""
    return (*key[:3], tuple(pair for pair in key[3] if pair[0] not in LISTED))


def _least(key: Key) -> int:
    """How many must change behind a number: as many as it must rest on."""
    return LEAST_ANSWERS if key[2] == Further.EXPERTS else LEAST_BASE
