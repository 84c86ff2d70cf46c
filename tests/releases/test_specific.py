"""Skills specific to a territory (IND21), worked out by hand."""

import pytest

from app.estimation.disclosure import again
from app.estimation.protections import Protections
from app.estimation.tables import Answer
from app.reference.cells import Cell, Hidden
from app.releases.indicators import specific
from app.releases.indicators.grounds import Grounds
from app.releases.samples import Samples
from tests.releases.real_lists import real_lists
from tests.releases.test_indicators import by, sample

COMMON = ("s_sell", "s_admin", "s_comm")


def firm(
    *skills: str, special: str = "none", criteria: tuple[str, str, str] = ("5", "4", "5")
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"F_SK": (*COMMON, *skills), "F_SPEC": special}
    if special != "none":
        answers |= dict(zip(specific.CRITERIA, criteria, strict=True))
    return answers


def cells_of(
    here: list[dict[str, Answer]], trainers: list[dict[str, Answer]] | None = None
) -> list[Cell]:
    elsewhere = [*[firm("s_mech")] * 10, *[firm("s_food")] * 60, *[firm("s_care")] * 130]
    offer = None if trainers is None else sample("trainers", list(trainers))
    grounds = Grounds(
        samples=Samples("north", firms=sample("firms", list(here)), trainers=offer),
        others=Samples("network", firms=sample("firms", list(elsewhere))),
        lists=real_lists(),
    )
    return list(specific.cells(grounds))


def named_often(special: int, criteria: tuple[str, str, str] = ("5", "4", "5")) -> list[Cell]:
    """Sixty of a hundred name mechanics here, one in twenty elsewhere."""
    called = [firm("s_mech", special="s_mech", criteria=criteria)] * special
    return cells_of([*called, *[firm("s_mech")] * (60 - special), *[firm("s_food")] * 40])


QUOTIENT = {"measure": "quotient", "beside": "others"}
VERDICT = {"measure": "specific", "beside": "others"}


def test_the_quotient_is_that_of_the_shares_drawn_to_one() -> None:
    cells = named_often(20)
    quotient = by(cells, "IND21", **QUOTIENT, skill="s_mech")
    assert quotient.value is not None
    assert quotient.low is not None
    assert 8 < quotient.value < 12
    assert quotient.low > 1
    alike = by(cells, "IND21", **QUOTIENT, skill="s_sell")
    assert alike.value == 1
    assert by(cells, "IND21", **QUOTIENT, skill="s_mech").n == 100


@pytest.mark.parametrize(
    ("criteria", "score", "is_specific"),
    [(("5", "4", "5"), 92, 1), (("4", "4", "3"), 67, 1), (("3", "3", "4"), 58, 0)],
)
def test_specific_needs_the_interval_above_one_and_a_score_of_sixty(
    criteria: tuple[str, str, str], score: int, is_specific: int
) -> None:
    cells = named_often(20, criteria)
    assert by(cells, "IND21", measure="score", skill="s_mech").value == score
    assert by(cells, "IND21", **VERDICT, skill="s_mech").value == is_specific


def test_a_high_score_alone_is_not_specific() -> None:
    here = [*[firm("s_food", special="s_food")] * 30, *[firm("s_care")] * 70]
    cells = cells_of(here)
    assert by(cells, "IND21", measure="score", skill="s_food").value == 92
    assert by(cells, "IND21", **VERDICT, skill="s_food").value == 0


def test_a_skill_named_often_that_few_judged_is_left_open() -> None:
    cells = named_often(9)
    assert by(cells, "IND21", measure="score", skill="s_mech").hidden is Hidden.BASE
    verdict = by(cells, "IND21", **VERDICT, skill="s_mech")
    assert verdict.hidden is Hidden.BASE
    assert again(verdict, Protections(base=False)).value is None  # not that of the quotient
    assert by(cells, "IND21", **VERDICT, skill="s_sell").value == 0


def test_a_firm_that_left_a_criterion_open_has_no_score() -> None:
    half = {**firm("s_mech", special="s_mech"), "F_SPEC2": None}
    here = [*[half] * 20, *[firm("s_mech", special="s_mech")] * 12, *[firm("s_food")] * 40]
    cell = by(cells_of(here), "IND21", measure="score", skill="s_mech")
    assert (cell.value, cell.n) == (92, "10-29")


def test_families_take_their_skills_together() -> None:
    here = [
        *[firm("s_mech", special="s_mech")] * 6,
        *[firm("s_elec", special="s_elec")] * 6,
        *[firm("s_care")] * 28,
    ]
    cells = cells_of(here)
    assert by(cells, "IND21", measure="score", skill="s_mech").hidden is Hidden.BASE
    assert by(cells, "IND21", measure="score", family="fam_make").value == 92
    assert by(cells, "IND21", measure="named", family="fam_make").value == 0.3


def test_taught_is_whether_one_provider_says_so_of_ten() -> None:
    offer: list[dict[str, Answer]] = [{"T_SPEC": "s_mech"}, *[{"T_SPEC": "none"}] * 9]
    cells = cells_of([firm()] * 40, offer)
    assert by(cells, "IND21", measure="taught", skill="s_mech").value == 1
    assert by(cells, "IND21", measure="taught", skill="s_food").value == 0
    assert by(cells, "IND21", measure="taught", family="fam_make").value == 1
    few = cells_of([firm()] * 40, offer[1:])
    assert by(few, "IND21", measure="taught", skill="s_mech").hidden is Hidden.BASE


def test_the_network_has_no_others_to_be_compared_with() -> None:
    grounds = Grounds(
        samples=Samples("network", firms=sample("firms", [firm("s_mech")] * 60)),
        lists=real_lists(),
    )
    measures = {each.dimensions["measure"] for each in specific.cells(grounds)}
    assert measures == {"named", "score"}
