"""People and jobs against published numbers; what was only computed for us is marked derived."""

import pytest

from app.foresight.growth import growth
from app.foresight.hamilton_perry import cohort_ratios, hamilton_perry
from app.foresight.labour_demand import demand
from app.foresight.location import location_quotient
from app.foresight.mismatch import jackman_roper, sahin
from app.foresight.occupations import optimal_transport
from app.foresight.population import CohortRates, project
from app.foresight.shift_share import shift_share

# Women of Sweden 1993: Preston, Heuveline and Guillot 2001, box 6.1;
# sdaza.com/blog/2013/projections
WOMEN = [293395, 248369, 240012, 261346, 285209, 314388, 281290, 286923, 304108,
         324946, 247613, 211351, 215140, 221764, 223506, 183654, 141990, 112424]  # fmt: skip
LIVED = [497487, 497138, 496901, 496531, 495902, 495168, 494213, 492760, 490447,
         486613, 480665, 471786, 457852, 436153, 402775, 350358, 271512, 291707]  # fmt: skip
BIRTHS = [0, 0, 0, 0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003, *[0] * 8]
WOMEN_1998 = [293574, 293189, 248251, 239833, 261015, 284787, 313782, 280463, 285576,
              301731, 320974, 243039, 205109, 204944, 204793, 194419, 142324, 131768]  # fmt: skip
# Killer whales: Caswell 2001, example 5.1; popbio 2.8.
WHALES = [[0, 0.0043, 0.1132, 0], [0.9775, 0.9111, 0, 0], [0, 0.0736, 0.9534, 0],
          [0, 0, 0.0452, 0.9804]]  # fmt: skip
WHALES_15 = [250, 260.041, 269.822236, 279.42351895583, 288.909489017745, 298.334978832371,
             307.74667580432, 317.184495785205, 326.682729578212, 336.271000000819,
             345.975060926674, 355.81746451881, 365.81811852145, 375.994751852957,
             386.363303718736]  # fmt: skip
# Derived: a place of 16 groups of five years, counted twice.
EARLIER = [520, 560, 610, 580, 430, 400, 450, 520, 600, 650, 700, 720, 690, 610, 520, 900]
LATER = [480, 530, 570, 590, 440, 380, 430, 470, 535, 605, 655, 690, 715, 660, 570, 960]
THIRD = [460.4126, 489.2308, 539.4643, 551.3115, 447.5862, 388.8372, 408.5, 449.1111,
         483.5577, 539.4583, 609.6538, 645.6429, 685.2083, 683.913, 616.7213,
         1034.3662]  # fmt: skip


def test_the_women_of_sweden_five_years_on() -> None:
    found = project(WOMEN, CohortRates(person_years=LIVED, fertility=BIRTHS), 2)
    assert found.shape == (3, 18)
    assert found[1] == pytest.approx(WOMEN_1998, abs=1)


def test_the_second_step_is_the_first_again() -> None:
    rates = CohortRates(person_years=LIVED, fertility=BIRTHS)
    once = project(WOMEN, rates, 1)[1]
    assert project(WOMEN, rates, 2)[2] == pytest.approx(project(once, rates, 1)[1])


def test_whales_over_fifteen_moments() -> None:
    found = project([10, 60, 110, 70], WHALES, 14).sum(axis=1)
    assert found == pytest.approx(WHALES_15, rel=1e-12)


def test_the_growth_of_whales() -> None:
    found = growth(WHALES)
    assert found.rate == pytest.approx(1.0254413255, abs=1e-10)
    assert found.daughters == pytest.approx(2.0131440182, abs=1e-10)
    assert found.generation == pytest.approx(27.8507909, abs=1e-7)


def test_a_small_place_by_hamilton_and_perry_derived() -> None:
    found = hamilton_perry(LATER, cohort_ratios(EARLIER, LATER), 1)[1]
    assert found == pytest.approx(THIRD, abs=1e-3)
    assert found.sum() == pytest.approx(9032.975246277707, abs=1e-9)


def test_replacement_and_expansion_derived() -> None:
    found = demand(
        [90, 240, 300, 310, 150, 85, 25], [0.02, 0.015, 0.012, 0.02, 0.10, 0.45, 0.8], 1260
    )
    assert found.replacement == pytest.approx(88.45, abs=1e-9)
    assert (found.expansion, found.openings) == (60, pytest.approx(148.45, abs=1e-9))


def test_shift_share_as_reat_computes_it() -> None:
    """REAT 3.0.3, shift(), and Esteban's two terms."""
    found = shift_share(
        [90, 20, 10, 60], [100, 40, 10, 55], ([400, 150, 150, 400], [440, 210, 135, 480])
    )
    assert found.change.sum() == 25
    assert [part.sum() for part in (found.national, found.mix, found.regional)] == pytest.approx(
        [27, 1, -3], abs=1e-9
    )
    assert found.competition is not None
    assert found.allocation is not None
    assert found.competition.sum() == pytest.approx(-0.63636364, abs=1e-7)
    assert found.allocation.sum() == pytest.approx(-2.36363636, abs=1e-7)


def test_a_location_quotient_as_reat_computes_it() -> None:
    """REAT, man/locq.Rd, after Farhauer and Kroell 2013."""
    assert location_quotient(1714, 79006, 879213, 15593224) == pytest.approx(0.3847623, abs=5e-8)


def test_mismatch_derived() -> None:
    looking, vacancies = [120, 60, 30, 15], [30, 50, 40, 25]
    assert jackman_roper(looking, vacancies) == pytest.approx(0.3264367816091954, abs=1e-12)
    assert sahin(looking, vacancies) == pytest.approx(0.06558228907554564, abs=1e-12)


def test_the_cost_of_the_best_plan_derived() -> None:
    found = optimal_transport(
        [[0, 0.4, 0.9], [0.4, 0, 0.3], [0.9, 0.3, 0]], [50, 30, 20], [30, 30, 40]
    )
    assert found.cost == pytest.approx(14.0, abs=1e-9)
    assert found.moves.sum(axis=1) == pytest.approx([50, 30, 20])
    assert found.moves.sum(axis=0) == pytest.approx([30, 30, 40])
