"""What somebody with all numbers of a release, and patience, would try. Each says what it found."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from math import isclose

from app.estimation.basis import Kind
from app.estimation.disclosure import LEAST_BASE, STEPS
from app.estimation.drafts import Draft
from app.estimation.protections import Protections
from app.reference.cells import NETWORK, Cell, Hidden, Key
from app.releases.computing import Drafts
from app.releases.indicators import network_differences
from app.releases.lattice import what_of
from app.releases.value_sums import worked_out

Told = Mapping[Key, Cell]


def by_margins(told: Told, made: Drafts) -> list[object]:
    """Hidden values from the sums that they are in, each number known as well as it is rounded."""
    exact = {each.key: each for each in made.cells if isinstance(each, Draft)}
    shown = {key: _as_told(exact.get(key), cell) for key, cell in told.items()}
    rest = {
        key: cell
        for name, others in made.others.items()
        for key, cell in network_differences.told(name, others).items()
        if isinstance(cell, Draft)
    }
    return list(worked_out(shown, rest).items())


def _as_told(exact: Draft | None, told: Cell) -> Cell:
    """The draft with the number as it is told; what is hidden for others' sake is no secret."""
    if exact is None:
        return told
    kept = exact.hidden if told.hidden is not None and exact.hidden else told.hidden
    hidden = Hidden.CONFIDENTIAL if kept is not None and exact.hidden is None else kept
    return replace(exact, value=told.value, n=told.n, bound=told.bound, hidden=hidden)


def by_difference(told: Told, made: Drafts) -> list[object]:
    """Two views of one question whose people differ by so few that subtracting shows them."""
    return [*_close_pairs(told, made)]


def _close_pairs(told: Told, made: Drafts) -> list[tuple[Key, Key, int]]:
    views: dict[object, list[Draft]] = {}
    for each in made.cells:
        if isinstance(each, Draft) and each.people and told[each.key].hidden is None:
            views.setdefault(what_of(each), []).append(each)
    return [pair for alike in views.values() for pair in _nested(alike)]


def _nested(alike: list[Draft]) -> Iterator[tuple[Key, Key, int]]:
    for one, other in combinations(alike, 2):
        few, many = sorted((one.people, other.people), key=int.bit_count)
        apart = (many & ~few).bit_count()
        if not few & ~many and 0 < apart < LEAST_BASE:
            yield one.key, other.key, apart


def by_means(told: Told, made: Drafts) -> list[object]:
    """Eleven times the mean of eleven, less ten times that of ten: the answer of one person."""
    return [pair for pair in _close_pairs(told, made) if pair[2] == 1]


def by_unanimity(told: Told, made: Drafts) -> list[object]:
    """Groups under twenty of whom all, or nobody, said the same."""
    return [
        each.key
        for each in made.cells
        if isinstance(each, Draft)
        and each.basis is not None
        and each.basis.kind is Kind.SHARE
        and each.basis.chosen is not None
        and each.answered < 20
        and told[each.key].value in {0.0, 1.0}
    ]


def by_dominance(told: Told, made: Drafts) -> list[object]:
    """Totals of firms that are nearly those of one or two: they know the rest by heart."""
    return [
        each.key
        for each in made.cells
        if isinstance(each, Draft)
        and each.basis is not None
        and each.basis.is_dominated
        and told[each.key].value is not None
    ]


def by_precision(told: Told, made: Drafts) -> list[object]:
    """Numbers finer than their step: averaging them, or taking them from a payload, tells n."""
    kinds = {
        each.key: each.basis.kind
        for each in made.cells
        if isinstance(each, Draft) and each.basis is not None
    }
    return [
        key
        for key, kind in kinds.items()
        for value in (told[key].value, told[key].low, told[key].high)
        if value is not None and not _is_on_step(value, STEPS[kind])
    ]


def _is_on_step(value: float, step: float) -> bool:
    return isclose(value / step, round(value / step), abs_tol=1e-6)


def by_marks(told: Told, made: Drafts) -> list[object]:
    """More than one way to say that a number is hidden tells which ones are small."""
    marks = {each.hidden for each in told.values() if each.hidden is not None}
    assert made.cells
    return sorted(marks) if len(marks) > 1 else []


def by_respondents(told: Told, made: Drafts) -> list[object]:
    """Hidden numbers of respondents: the network's less those of all other territories."""
    places: dict[Key, list[Draft]] = {}
    for each in made.cells:
        if isinstance(each, Draft) and each.is_weighted:
            places.setdefault(replace(each, territory=NETWORK).key, []).append(each)
    found: list[object] = []
    for drafts in places.values():
        total = next((each for each in drafts if each.territory == NETWORK), None)
        parts = [each for each in drafts if each.territory != NETWORK]
        if total is None or not isinstance(told[total.key].n, int):
            continue
        unknown = [each for each in parts if not isinstance(told[each.key].n, int)]
        if len(unknown) == 1 and total.answered == sum(each.answered for each in parts):
            found += [each.key for each in unknown if each.answered < LEAST_BASE]
    return found


WITHOUT_COUNTS = Protections(complements=False, differences=False)
ATTACKS = {
    # name: the attack, the world it is run in, the release without the one rule that stops it
    "sdc.margin": (by_margins, "usual", Protections(complements=False)),
    "sdc.margin.n": (by_respondents, "five_in_the_south", WITHOUT_COUNTS),
    "sdc.diff": (by_difference, "five_in_the_south", Protections(differences=False)),
    "sdc.mean": (by_means, "eleven", Protections(differences=False)),
    "sdc.homog": (by_unanimity, "twelve_alike", Protections(sides=False)),
    "sdc.dominance": (by_dominance, "twelve_alike", Protections(dominance=False)),
    "sdc.average": (by_precision, "usual", Protections(rounding=False)),
    "sdc.zero_vs_hidden": (by_marks, "usual", Protections(one_mark=False)),
}
