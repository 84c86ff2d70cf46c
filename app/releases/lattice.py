"""Which cells of a release add up to which: groups to a place, places to the network.

The places of a question and its groups are the only views there are: a group is one of size, age,
distance or activity, never two at once. What is said of a place and the others together (see
network_differences) adds up to the network too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from app.estimation.drafts import Draft
from app.reference.cells import BESIDE, NETWORK, Key
from app.releases.differences import AGAINST, PARTS

TotalOf: TypeAlias = Callable[[Draft], Key | None]
What: TypeAlias = tuple[str, str, tuple[tuple[str, str], ...]]  # indicator, audience, by


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that add up to a total; what they lack of it stands in no cell."""

    total: Draft
    parts: tuple[Draft, ...]

    @property
    def left(self) -> int:
        """Respondents of the total that are in no part; under 0: the parts overlap."""
        return self.total.answered - sum(each.answered for each in self.parts)


def what_of(draft: Draft) -> What:
    """What a cell says, whomever it says it of: the same question, counted the same way."""
    kept = tuple(pair for pair in draft.by if pair[0] not in (*PARTS, BESIDE))
    return draft.indicator, draft.audience, kept


def is_group(draft: Draft) -> bool:
    """Whether it is about some of a place's respondents, or sets places beside each other: what a
    reader misses less than the whole."""
    return any(dimension in (*PARTS, BESIDE) for dimension, _code in draft.by)


def sums_of(drafts: Iterable[Draft], others: Mapping[Key, Draft]) -> Iterator[Sum]:
    """Every sum among cells with respondents; others: of all places but one, by the key of the
    difference that tells them."""
    held = {each.key: each for each in drafts if each.answered and each.is_weighted}
    totals: list[TotalOf] = [*(partial(_without, part) for part in PARTS), _in_network]
    for total_of in totals:
        found: dict[Key, list[Draft]] = {}
        for draft in held.values():
            key = total_of(draft)
            if key is not None and key in held:
                found.setdefault(key, []).append(draft)
        yield from (Sum(held[key], tuple(parts)) for key, parts in found.items())
    yield from _with_others(held, others)


def parts_of_one(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, ...]]:
    """Cells of a place that share out one whole between them, such as openings by activity."""
    found: dict[tuple[str, str, str, str], list[Draft]] = {}
    for each in drafts:
        if each.basis is not None and each.basis.part_of is not None:
            place = (each.indicator, each.territory, each.audience, each.basis.part_of)
            found.setdefault(place, []).append(each)
    yield from (tuple(parts) for parts in found.values())


def _without(part: str, draft: Draft) -> Key | None:
    left = tuple(pair for pair in draft.by if pair[0] != part)
    is_part = left != draft.by and AGAINST not in draft.dimensions
    return (draft.indicator, draft.territory, draft.audience, left) if is_part else None


def _in_network(draft: Draft) -> Key | None:
    return (
        None if draft.territory == NETWORK else (draft.indicator, NETWORK, draft.audience, draft.by)
    )


def _with_others(held: Mapping[Key, Draft], others: Mapping[Key, Draft]) -> Iterator[Sum]:
    for (indicator, territory, audience, by), rest in others.items():
        whole = tuple(pair for pair in by if pair[0] != BESIDE)
        here = held.get((indicator, territory, audience, whole))
        total = held.get((indicator, NETWORK, audience, whole))
        if here is not None and total is not None and rest.answered:
            yield Sum(total, (here, rest))
