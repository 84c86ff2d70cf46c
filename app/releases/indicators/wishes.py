"""What residents of working age wish for by 2030: fields, forms of work, a change (IND05)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.shares import part
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

WORKING_AGE = ("g15", "g20", "g30", "g45", "g55")  # 15 to 64
NO_WORK = "nowork"


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND05 of one place; what matters in work is of those who took that part, weighted anew."""
    if samples.residents is not None:
        yield from _fields(samples.residents, lists)
        yield from _chosen(samples.residents, "R_FORM30", "form", lists.forms)
        yield from _chosen(samples.residents, "R_CHANGE", "job_change", lists.changing)
    valuing = samples.asked(Audience.RESIDENTS, "R_VALUE")
    if valuing is not None:
        yield from _chosen(valuing, "R_VALUE", "value", lists.values)


def _of_working_age(residents: Sample) -> Bools:
    found: Bools = np.isin(residents.answers.code("R_AGE"), WORKING_AGE)
    return found


def _fields(residents: Sample, lists: Lists) -> Iterator[Cell]:
    """Everybody counts as one, in equal parts over the fields picked."""
    answers = residents.answers
    members = answers.answered("R_WANT30") & _of_working_age(residents)
    picked = answers.chose_each("R_WANT30", lists.activities)
    parts = picked / np.maximum(picked.sum(axis=1), 1)[:, None]
    for place, code in enumerate(lists.activities):
        yield _part(residents, members, parts[:, place], activity=code)
        yield _people(residents, members, parts[:, place], activity=code)
    stops = answers.chose("R_WANT30", NO_WORK)
    yield share_cell(blank("IND05", residents, answer=NO_WORK), residents, stops, members)


def _part(residents: Sample, members: Bools, wished: Floats, **by: str) -> Cell:
    everybody = members.astype(np.float64)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(wished * members, everybody, design, members)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.SHARE, chosen=unanimous(found, 0.0, 1.0), whole=whole)

    return measured(blank("IND05", residents, **by), residents, members, measure)


def _people(residents: Sample, members: Bools, wished: Floats, **by: str) -> Cell:
    """As many residents of working age; those who did not say count as the others do."""
    everybody = members.astype(np.float64)
    of_age = _of_working_age(residents)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        people = float(design.weights[of_age].sum())
        found = part(wished * members, everybody, design, members).times(people)
        numerator = int(((wished > 0) & members).sum())
        return found, Basis(kind=Kind.COUNT, numerator=numerator)

    return measured(blank("IND05", residents, measure="people", **by), residents, members, measure)


def _chosen(
    residents: Sample, question: str, dimension: str, codes: tuple[str, ...]
) -> Iterator[Cell]:
    """Shares of those of working age who gave a usable answer."""
    given = residents.answers.chose_each(question, codes)
    members = given.any(axis=1) & _of_working_age(residents)
    for place, code in enumerate(codes):
        cell = blank("IND05", residents, **{dimension: code})
        yield share_cell(cell, residents, given[:, place], members)
