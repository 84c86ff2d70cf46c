"""Skills that firms need, residents wish and trainers teach (IND13), and their gaps (IND14)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.drafts import Draft
from app.estimation.estimates import Estimate
from app.estimation.index import MentionIndex, concordance, gap, index_of_mentions
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, drafted, share_cell, with_words
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

NEEDED = ("e", "p", "pp")  # by 2030 as much, more or much more of a skill in use
RESIDENT_VIEWS = {"can": "R_CAN", "use": "R_USE", "learn": "R_LEARN"}
PAIRS = (("firms", "residents"), ("firms", "trainers"), ("residents", "trainers"))
TOLD = frozenset({"learn", "now"})  # views whose shares are told back to those who answer


@dataclass(frozen=True, eq=False)
class View:
    """What an audience says of each skill; index: None where too few answered or nobody named any.

    chose: shape (n, skills).
    """

    name: str
    sample: Sample
    chose: Bools
    members: Bools
    index: MentionIndex | None

    @property
    def n(self) -> int:
        return int(self.members.sum())

    def drafted(self, cell: Cell) -> Draft:
        return drafted(cell, self.sample, self.members)


def matrix(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND13 of one territory."""
    for each in _views(samples, lists):
        yield from _view_cells(each, lists)
        if each.name in TOLD:
            yield from _shares(each, lists)


def gaps(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """IND14 of one territory; the seed is that of the release."""
    for one, other in _pairs(list(_compared(samples, lists))):
        if one.sample.audience == Audience.FIRMS:
            yield from _gaps(one, other, lists)
        yield _ranks(one, other, seed)


def agreement(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """Of IND14 the rank correlation of needs and wishes alone."""
    for one, other in _pairs(list(_compared(samples, lists))):
        if (one.sample.audience, other.sample.audience) == PAIRS[0]:
            yield _ranks(one, other, seed)


def _pairs(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    compared = {view.sample.audience: view for view in views}
    for one, other in PAIRS:
        if one in compared and other in compared:
            yield compared[one], compared[other]


def _views(samples: Samples, lists: Lists) -> Iterator[View]:
    if samples.firms is not None:
        yield view("need", samples.firms, needed(samples.firms, lists), "F_SK")
    if samples.residents is not None:
        for name, question in RESIDENT_VIEWS.items():
            chose = samples.residents.answers.chose_each(question, lists.skills)
            yield view(name, samples.residents, chose, question)
    if samples.trainers is not None:
        now = samples.trainers.answers.chose_each("T_NOW", lists.skills)
        soon = now | samples.trainers.answers.chose_each("T_CAN12", lists.skills)
        yield view("now", samples.trainers, now, "T_NOW")
        yield view("soon", samples.trainers, soon, "T_NOW")


def _compared(samples: Samples, lists: Lists) -> Iterator[View]:
    """The one view of each audience that gaps are taken between."""
    if samples.firms is not None:
        yield view("need", samples.firms, needed(samples.firms, lists), "F_SK")
    if samples.residents is not None:
        chose = samples.residents.answers.chose_each("R_USE", lists.skills)
        yield view("use", samples.residents, chose, "R_USE")
    if samples.trainers is not None:
        chose = samples.trainers.answers.chose_each("T_NOW", lists.skills)
        yield view("now", samples.trainers, chose, "T_NOW")


def needed(firms: Sample, lists: Lists) -> Bools:
    """Skills in use that stay or grow by 2030, or new ones; shape (n, skills)."""
    in_use = firms.answers.roster("F_SK_LOOP")
    lasting = np.isin(in_use.fields.code("chg30"), NEEDED)
    new = firms.answers.chose_each("F_SKNEW", lists.skills)
    return in_use.holding(lasting, lists.skills) | new


def view(name: str, sample: Sample, chose: Bools, question: str) -> View:
    members = sample.answers.answered(question)
    is_enough = sample.design is not None and has_base(int(members.sum()))
    index = None
    if sample.design is not None and is_enough and chose[members].any():
        index = index_of_mentions(chose, sample.design, members)
    return View(name, sample, chose, members, index)


def _groups(lists: Lists) -> tuple[dict[str, str], ...]:
    skills = [{"skill": code} for code in lists.skills]
    return (*skills, *({"family": code} for code in lists.families))


def _with_families(index: MentionIndex, lists: Lists) -> MentionIndex:
    """The skills' indices, then the families' means."""
    place = {code: number for number, code in enumerate(lists.skills)}
    groups = np.zeros((len(lists.skills), len(lists.families)))
    for column, codes in enumerate(lists.families.values()):
        groups[[place[code] for code in codes], column] = 1.0
    return index.of_groups(np.hstack([np.eye(len(lists.skills)), groups]))


def _view_cells(view: View, lists: Lists) -> Iterator[Cell]:
    places = _groups(lists)
    blanks = [
        view.drafted(blank("IND13", view.sample, view=view.name, **place)) for place in places
    ]
    if view.index is None:
        yield from (hide(cell) for cell in blanks)
        return
    estimates = _with_families(view.index, lists).estimates()
    edges = (10 / view.index.average, 90 / view.index.average)
    picked = view.chose[view.members].sum(axis=0).tolist()
    for number, (cell, found) in enumerate(zip(blanks, estimates, strict=True)):
        chosen = picked[number] if number < len(picked) else _nobody(found)
        yield protect(cell, found, Basis(kind=Kind.INDEX, chosen=chosen, edges=edges))


def _shares(view: View, lists: Lists) -> Iterator[Cell]:
    """The shares behind the indices: of all who answered, those who chose each skill."""
    for place, skill in enumerate(lists.skills):
        cell = blank("IND13", view.sample, measure="share", skill=skill, view=view.name)
        yield share_cell(cell, view.sample, view.chose[:, place], view.members)


def _nobody(family: Estimate) -> int | None:
    return 0 if family.value == 0 else None


def _gaps(one: View, other: View, lists: Lists) -> Iterator[Cell]:
    """By skill and by family, each with the word that all skills, or families, together allow."""
    against = other.sample.audience
    blanks = [
        one.drafted(blank("IND14", one.sample, against=against, **place))
        for place in _groups(lists)
    ]
    if one.index is None or other.index is None:
        yield from (hide(cell) for cell in blanks)
        return
    wide = _with_families(one.index, lists), _with_families(other.index, lists)
    basis = Basis(kind=Kind.GAP, compared=(one.n, other.n))
    found = [(cell, (each, basis)) for cell, each in zip(blanks, gap(*wide), strict=True)]
    skills = len(lists.skills)
    yield from with_words(found[:skills])
    yield from with_words(found[skills:])


def _ranks(one: View, other: View, seed: int) -> Cell:
    against = other.sample.audience
    cell = one.drafted(blank("IND14", one.sample, against=against))
    if one.index is None or other.index is None:
        return hide(cell)
    own_seed = seed + crc32("/".join((one.sample.territory, one.sample.audience, against)).encode())
    ranks = concordance(one.index, other.index, own_seed)
    return protect(cell, ranks, Basis(kind=Kind.CORRELATION, compared=(one.n, other.n)))
