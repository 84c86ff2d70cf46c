"""What will change work (IND09), and what stops people from living here (IND11)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.differences import difference
from app.estimation.disclosure import Basis, Kind, has_base
from app.estimation.shares import share
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import Difference, blank, drafted, share_cell, with_words
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

NEEDS = ("R_NEED", "R_WHY")  # of those who stay, and of those who leave


def changing_work(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND09: of firms who took the part on the future, weighted anew; up to three each."""
    answered = firms.answers.answered("F_DRIVER")
    for driver in lists.drivers:
        chose = firms.answers.chose("F_DRIVER", driver)
        yield share_cell(blank("IND09", firms, driver=driver), firms, chose, answered)


def conditions(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND11: shares of each audience by code, and their gaps in points, firms less residents.

    Residents: what must improve to live here, or why they would leave: each is asked one of both.
    """
    firms, residents = samples.asked(Audience.FIRMS, "F_LC"), samples.residents
    named = None if firms is None else _named(firms, ("F_LC",), lists)
    needed = None if residents is None else _named(residents, NEEDS, lists)
    for place, code in enumerate(lists.conditions):
        if firms is not None and named is not None:
            cell = blank("IND11", firms, condition=code)
            yield share_cell(cell, firms, named[0][:, place], named[1])
        if residents is not None and needed is not None:
            cell = blank("IND11", residents, condition=code)
            yield share_cell(cell, residents, needed[0][:, place], needed[1])
    if firms is not None and named is not None and residents is not None and needed is not None:
        yield from with_words(
            _gap(code, (firms, named[0][:, place], named[1]), (residents, column, needed[1]))
            for place, (code, column) in enumerate(zip(lists.conditions, needed[0].T, strict=True))
        )


def _named(sample: Sample, questions: tuple[str, ...], lists: Lists) -> tuple[Bools, Bools]:
    """Conditions named, shape (n, conditions), and who named any, shape (n,)."""
    found = [sample.answers.chose_each(each, lists.conditions) for each in questions]
    answered = [sample.answers.answered(each) for each in questions]
    return np.any(found, axis=0), np.any(answered, axis=0)


def _gap(
    code: str, one: tuple[Sample, Bools, Bools], other: tuple[Sample, Bools, Bools]
) -> Difference:
    firms, residents = one[0], other[0]
    cell = drafted(
        blank("IND11", firms, condition=code, against=Audience.RESIDENTS.value), firms, one[2]
    )
    if firms.design is None or residents.design is None:
        return cell, None
    if not all(has_base(int(members.sum())) for _sample, _chose, members in (one, other)):
        return cell, None
    shares = (share(one[1], firms.design, one[2]), share(other[1], residents.design, other[2]))
    basis = Basis(kind=Kind.GAP, compared=tuple(each.n for each in shares))
    return cell, (difference(*shares).times(100.0), basis)
