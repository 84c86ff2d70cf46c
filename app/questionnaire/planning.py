"""The order in which questions are decided where rules look forward: by what each needs."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from app.questionnaire.asked import key_in
from app.questionnaire.dependence import read_by, read_in
from app.questionnaire.model import Page, Question
from app.questionnaire.steps import Spot

Needs: TypeAlias = Sequence[frozenset[int]]
"""Of each unit: the places of those that must be decided before it."""
Read: TypeAlias = Callable[[Question], frozenset[str]]
Keys: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the way. behind: codes that decide on it beside its own rule."""

    page: Page
    spots: tuple[Spot, ...]
    behind: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What is decided at once: a question, the items of a repeat, or one field of all its items.

    key: R/S/code. stop: the place of its page. reads: codes that its own rules read.
    around: keys of the repeats that it lies in, the outermost first.
    """

    key: str
    spot: Spot
    stop: int
    question: Question
    reads: frozenset[str]
    around: tuple[str, ...] = ()

    @property
    def nearest_repeat(self) -> str:
        return self.around[-1] if self.around else ""


def units_of(stops: Sequence[Stop], read: Read = read_by) -> list[Unit]:
    """In asking order. read: gives the codes that the rules of a question read."""
    found: dict[str, Unit] = {}
    for place, stop in enumerate(stops):
        page_reads = stop.behind
        if stop.page.show_if is not None:
            page_reads = page_reads | read_in(stop.page.show_if)
        for spot in stop.spots:
            for part, question, around in parts_of(spot):
                key = key_in(around[-1] if around else "", question.code)
                reads = read(question) | (frozenset() if around else page_reads)
                found.setdefault(key, Unit(key, part, place, question, reads, around))
    return list(found.values())


def parts_of(spot: Spot) -> Iterator[tuple[Spot, Question, tuple[str, ...]]]:
    """A repeat on its own, each repeat inside it, then each field; a question is one part.

    With each the keys of the repeats around it.
    """
    keys = spot.repeats
    head = replace(spot, fields=(), inner=())
    yield head, spot.question, ()
    for depth, repeat in enumerate(spot.inner, start=1):
        yield replace(head, inner=spot.inner[:depth]), repeat, keys[:depth]
    for field in spot.fields:
        yield replace(spot, fields=(field,)), field, keys


def needs_of(units: Sequence[Unit]) -> Needs:
    places = {unit.key: place for place, unit in enumerate(units)}
    keys = keys_by_code(units)
    return [
        frozenset(
            places[key]
            for key in (*named_keys(unit, places, keys), *surrounding_keys(unit))
            if key in places and key != unit.key
        )
        for unit in units
    ]


def keys_by_code(units: Iterable[Unit]) -> Keys:
    """Code to each key that it has, with the code of the repeat around."""
    found: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        around = unit.nearest_repeat.rpartition("/")[2]
        found.setdefault(unit.question.code, []).append((unit.key, around))
    return found


def named_keys(unit: Unit, places: Mapping[str, int], keys: Keys) -> Iterator[str]:
    """A code means the question nearest around; of repeats named beside it, their fields too."""
    for code in unit.reads:
        near = (key_in(around, code) for around in (*reversed(unit.around), ""))
        nearest = next((key for key in near if key in places), None)
        if nearest is not None:
            yield nearest
        for key, around in keys.get(code, ()):
            if nearest is None or around in unit.reads:
                yield key


def surrounding_keys(unit: Unit) -> Iterator[str]:
    """The repeat and the group that it lies in."""
    if unit.around:
        yield unit.nearest_repeat
    group = unit.spot.groups.get(unit.key)
    if group is not None:
        yield key_in(unit.nearest_repeat, group)


@dataclass(frozen=True, slots=True)
class Order:
    """Places of units: each after what it needs, otherwise as they are asked; circle: those that
    wait for one another, or for such a one."""

    decided: tuple[int, ...]
    circle: tuple[int, ...]


def in_order_of_need(needs: Needs) -> Order:
    waiting = [len(each) for each in needs]
    followers: list[list[int]] = [[] for _ in needs]
    for place, each in enumerate(needs):
        for before in each:
            followers[before].append(place)
    ready = [place for place, count in enumerate(waiting) if count == 0]
    decided: list[int] = []
    while ready:
        place = heapq.heappop(ready)
        decided.append(place)
        for follower in followers[place]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heapq.heappush(ready, follower)
    return Order(tuple(decided), tuple(at for at, count in enumerate(waiting) if count > 0))
