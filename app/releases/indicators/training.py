"""From a need to a course (IND23) and the part of demand that is taught (IND16)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.estimates import Estimate
from app.estimation.medians import Median, median, ratio_of_medians
from app.estimation.shares import part
from app.estimation.turnbull import Spans
from app.reference.audiences import Audience
from app.reference.cells import Bound, Cell
from app.releases.indicators import dialogue
from app.releases.indicators.measuring import blank, drafted, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, territories

NEVER = "never"
NOT_FULL = ("half", "cancel")  # places half filled, or courses often cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A question on time, answered by classes.

    ends: code to the end of its class in weeks, rising. beyond: codes of longer times, and of a
    course that never came: a time without end.
    """

    question: str
    ends: Mapping[str, float]
    beyond: tuple[str, ...] = ()

    @property
    def limits(self) -> Floats:
        """The ends of the classes in weeks; inf at last where longer times can be answered."""
        return np.array([*self.ends.values(), *([np.inf] if self.beyond else [])])

    def known(self, codes: Labels) -> Bools:
        """Who gave a time, "never" included, shape (n,)."""
        return np.isin(codes, [*self.ends, *self.beyond])

    def spans(self, codes: Labels) -> Spans:
        """A row a respondent; the first class for those who gave no time."""
        edges = np.array([0.0, *self.limits])
        places = {code: place for place, code in enumerate(self.ends)}
        places |= dict.fromkeys(self.beyond, len(self.ends))
        found = np.array([places.get(code, 0) for code in codes.tolist()], dtype=np.intp)
        return Spans(edges[found], edges[found + 1])


PROVIDED = Scale(
    question="T_LEAD",
    ends={"w4": 4.0, "w13": 13.0, "w26": 26.0, "w52": 52.0, "w104": 104.0},
    beyond=("w105", NEVER),
)
WAITED = Scale(
    question="F_TLEAD",
    ends={"w2": 2.0, "w8": 8.0, "w26": 26.0, "w52": 52.0},
    beyond=("w99", NEVER),
)
LONGEST = Scale(question="F_TMAX", ends={"w2": 2.0, "w8": 8.0, "w26": 26.0, "w52": 52.0})


def times(samples: Samples, _lists: Lists) -> Iterator[Cell]:
    """IND23 of one territory; firms are those who took the part on training, weighted anew."""
    firms, trainers = samples.asked(Audience.FIRMS, WAITED.question), samples.trainers
    if trainers is not None:
        yield _median_cell(blank("IND23", trainers, measure="lead"), trainers, PROVIDED)
        yield _never(trainers, PROVIDED)
    if firms is not None:
        yield _median_cell(blank("IND23", firms, measure="lead"), firms, WAITED)
        yield _never(firms, WAITED)
        yield _median_cell(blank("IND23", firms, measure="wait"), firms, LONGEST)
    if trainers is not None and firms is not None:
        yield _agility(trainers, firms)


def coverage(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND16 of one territory."""
    firms, trainers = samples.firms, samples.trainers
    if trainers is not None:
        yield from _half_empty(trainers, lists)
        yield from _asked_in_vain(trainers, lists)
    if firms is not None and trainers is not None:
        yield from _coverage(firms, trainers, lists)


def _median(sample: Sample, scale: Scale) -> Median | None:
    """None where too few gave a time."""
    codes = sample.answers.code(scale.question)
    known = scale.known(codes)
    if sample.design is None or not has_base(int(known.sum())):
        return None
    return median(scale.spans(codes), scale.limits, sample.design, known)


def _median_cell(cell: Cell, sample: Sample, scale: Scale) -> Cell:
    known = scale.known(sample.answers.code(scale.question))
    return timed(drafted(cell, sample, known), _median(sample, scale), Kind.TIME)


def timed(cell: Cell, found: Median | None, kind: Kind) -> Cell:
    """A median as it may be published; where it has no known end, the cell says so."""
    if found is None:
        return hide(cell)
    shown = protect(cell, found.estimate, Basis(kind=kind))
    if shown.hidden is not None or not found.is_open:
        return shown
    return replace(shown, bound=Bound.OVER if found.is_beyond else Bound.OPEN)


def _never(sample: Sample, scale: Scale) -> Cell:
    codes = sample.answers.code(scale.question)
    cell = blank("IND23", sample, answer=NEVER)
    return share_cell(cell, sample, codes == NEVER, scale.known(codes))


def _agility(trainers: Sample, firms: Sample) -> Cell:
    """Providers' median lead over the longest wait of firms: above 1, courses come too late.

    The quotient of two published medians: it shows where both do.
    """
    waits = LONGEST.known(firms.answers.code(LONGEST.question))
    cell = blank("IND23", firms, against=trainers.audience, measure="agility")
    cell = drafted(cell, firms, waits)
    lead, wait = _median(trainers, PROVIDED), _median(firms, LONGEST)
    if lead is None or wait is None:
        return hide(cell)
    return timed(cell, ratio_of_medians(lead, wait), Kind.TIMES)


def _coverage(firms: Sample, trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """Of all skills that firms need by 2030, the part that somebody of their territory teaches.

    Taught: by at least one provider who answered; an offer is a fact of the territory, so that
    the interval is that of the firms. Territories with too few providers are left out.
    """
    needs = dialogue.needed(firms, lists)
    homes = territories(firms)
    now = trainers.answers.chose_each("T_NOW", lists.skills)
    soon = now | trainers.answers.chose_each("T_CAN12", lists.skills)
    for name, taught in (("now", now), ("soon", soon)):
        here = _taught(homes, trainers, taught)
        members = firms.answers.answered("F_SK") & (here >= 0).all(axis=1)
        cell = blank("IND16", firms, against=Audience.TRAINERS.value, measure=name)
        yield _covered(cell, firms, (needs & (here > 0), needs), members)


def _taught(homes: Labels, trainers: Sample, taught: Bools) -> Floats:
    """Shape (firms, skills): 1 where taught in the firm's territory, 0 where not, -1 unknown."""
    places = territories(trainers)
    found = np.full((homes.size, taught.shape[1]), -1.0)
    for place in np.unique(places).tolist():
        if has_base(int((places == place).sum())):
            found[homes == place] = taught[places == place].any(axis=0)
    return found


def _covered(cell: Cell, firms: Sample, skills: tuple[Bools, Bools], members: Bools) -> Cell:
    """skills: taught ones among the needed, and the needed, each of shape (n, skills)."""
    some, whole = (each.sum(axis=1).astype(np.float64) for each in skills)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(some, whole, design, members)
        total = float((design.weights * whole)[members].sum())
        return found, Basis(kind=Kind.SHARE, chosen=unanimous(found, 0.0, 1.0), whole=total)

    if not whole[members].any():
        return hide(cell)
    return measured(cell, firms, members, measure)


def _half_empty(trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """Of the providers for whom a skill is a main one, those whose places stay empty."""
    courses = trainers.answers.roster("T_LOOP")
    said = courses.fields.answered("fill")
    empty = np.isin(courses.fields.code("fill"), NOT_FULL)
    members, chose = courses.holding(said, lists.skills), courses.holding(empty, lists.skills)
    for place, skill in enumerate(lists.skills):
        cell = blank("IND16", trainers, measure="empty", skill=skill)
        yield share_cell(cell, trainers, chose[:, place], members[:, place])


def _asked_in_vain(trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """Of all providers, those who had to turn down requests for a skill."""
    answered = trainers.answers.answered("T_ASKED")
    for skill in lists.skills:
        chose = trainers.answers.chose("T_ASKED", skill)
        cell = blank("IND16", trainers, measure="asked", skill=skill)
        yield share_cell(cell, trainers, chose, answered)
