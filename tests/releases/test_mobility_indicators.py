"""Handovers, life courses, and who stays with needed skills, worked out by hand."""

import math

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.shares import share
from app.estimation.tables import Answer
from app.reference.cells import Cell, Hidden
from app.releases.differences import without_differences
from app.releases.indicators import handovers, life_courses, retention
from app.releases.samples import Samples
from tests.releases.real_lists import real_lists
from tests.releases.test_inclusion import wanting
from tests.releases.test_indicators import by, sample


def owner(plan: str, activity: str = "a_agri") -> dict[str, Answer]:
    return {"F_ROLE": "owner", "F_TRANSFER": plan, "F_ACT": activity}


def taker(*activities: str, form: str = "w_take") -> dict[str, Answer]:
    return {"R_WANT30": activities, "R_FORM30": (form,)}


def both_sides() -> list[Cell]:
    firms = [
        *[owner("t2")] * 10,
        *[owner("t5", "a_trade")] * 10,
        *[owner("close")] * 6,
        *[owner("t10")] * 20,
        *[owner("dk")] * 10,
        *[{"F_ROLE": "manager", "F_ACT": "a_agri"}] * 24,
    ]
    residents = [
        *[taker("a_agri", "a_trade")] * 10,
        *[taker("a_agri")] * 20,
        *[taker("a_care", form="w_emp")] * 170,
        *[{"R_WANT30": ("nowork",)}] * 100,
    ]
    samples = Samples(
        "north", firms=sample("firms", list(firms)), residents=sample("residents", residents, 2)
    )
    return list(handovers.cells(samples, real_lists()))


def test_only_what_is_said_counts_and_takers_are_shared_out_over_their_activities() -> None:
    cells = both_sides()
    assert by(cells, "IND29", measure="handovers").value == 200
    assert by(cells, "IND29", measure="closures").value == 60
    assert by(cells, "IND29", measure="takers").value == 60
    assert by(cells, "IND29", measure="handovers", activity="a_agri").value == 100
    assert by(cells, "IND29", measure="takers", activity="a_agri").value == 50
    assert by(cells, "IND29", measure="takers", activity="a_trade").value == 10


def test_the_ratio_has_the_interval_of_both_numbers() -> None:
    cell = by(both_sides(), "IND29", measure="ratio", against="firms")
    firms = share(np.arange(80) < 20, Design(np.full(80, 10.0), population=800)).times(800)
    people = share(np.arange(300) < 30, Design(np.full(300, 2.0), population=600)).times(600)
    ratio = people.value / firms.value
    down = math.hypot(math.log(people.value / people.low), math.log(firms.high / firms.value))
    up = math.hypot(math.log(people.high / people.value), math.log(firms.value / firms.low))
    assert cell.value == pytest.approx(0.3)
    assert ratio == pytest.approx(0.3)
    assert cell.low == pytest.approx(math.floor(ratio * math.exp(-down) * 20) / 20)
    assert cell.high == pytest.approx(math.ceil(ratio * math.exp(up) * 20) / 20)
    by_activity = by(both_sides(), "IND29", measure="ratio", against="firms", activity="a_agri")
    assert by_activity.value == 0.5


def test_few_owners_are_no_number() -> None:
    samples = Samples("north", firms=sample("firms", [*[owner("t2")] * 4, *[owner("t10")] * 40]))
    cells = list(handovers.cells(samples, real_lists()))
    assert by(cells, "IND29", measure="handovers").hidden is Hidden.NUMERATOR
    assert by(cells, "IND29", measure="closures").hidden is Hidden.NUMERATOR


def test_a_number_kept_back_for_another_takes_its_ratio_with_it() -> None:
    def count(territory: str, value: float | None, hidden: Hidden | None = None) -> Cell:
        measure = (("measure", "handovers"),)
        return Cell(
            indicator="IND29", territory=territory, audience="firms", by=measure,
            value=value, n=80 if value else None, hidden=hidden,
        )  # fmt: skip

    ratio = Cell(
        indicator="IND29", territory="south", audience="residents", value=0.5, n=80,
        by=(("against", "firms"), ("measure", "ratio")),
    )  # fmt: skip
    cells = [
        count("north", None, Hidden.NUMERATOR), count("south", 100), count("east", 200), ratio,
        count("network", 310),
    ]  # fmt: skip
    found = {each.key: each for each in without_differences(cells)}
    assert found[cells[1].key].hidden is Hidden.COMPLEMENT
    assert found[ratio.key].hidden is Hidden.COMPLEMENT
    assert found[cells[2].key].value == 200


def test_who_runs_an_activity_is_no_starter() -> None:
    rows: list[dict[str, Answer]] = [
        *[{"R_START": "s_yes", "R_STARTBAR": ("b_money",)}] * 10,
        *[{"R_START": "s_no"}] * 30,
        *[{"R_START": "s_done"}] * 20,
        *[{}] * 5,
    ]
    samples = Samples("north", residents=sample("residents", rows))
    cells = list(handovers.cells(samples, real_lists()))
    assert by(cells, "IND29", start="s_yes").value == 0.25
    assert by(cells, "IND29", start="s_yes").n == 40
    assert by(cells, "IND29", lacking="b_money").n == "10-29"


def path(age: str, *past: str, change: str = "c_no", form: str = "w_emp") -> dict[str, Answer]:
    return {"R_AGE": age, "R_PAST": past, "R_CHANGE": change, "R_FORM30": (form,)}


def test_transitions_trades_and_combined_work_are_told_by_age() -> None:
    rows: list[dict[str, Answer]] = [
        *[path("g20", "e_move", "e_job", change="c_trade", form="w_multi")] * 20,
        *[path("g20", "e_job", change="dk", form="w_shared")] * 20,
        *[path("g55", "e_none")] * 40,
        *[{"R_AGE": "g65"}] * 20,
    ]
    samples = Samples("north", residents=sample("residents", rows))
    cells = list(life_courses.cells(samples, real_lists()))
    assert by(cells, "IND30", measure="several").value == 0.25
    assert by(cells, "IND30", measure="several", age="g20").value == 0.5
    assert by(cells, "IND30", measure="new_trade").value == 0.33
    assert by(cells, "IND30", measure="new_trade").n == 60
    assert by(cells, "IND30", measure="combined").value == 0.5
    assert by(cells, "IND30", happened="e_none").value == 0.5
    assert by(cells, "IND30", measure="several", age="g65").hidden is Hidden.BASE


def plan(age: str, code: str, *can: str) -> dict[str, Answer]:
    return {"R_AGE": age, "R_STAY": code, "R_CAN": can or ("none",)}


def test_supply_is_who_stays_and_half_of_who_returns_of_every_working_age() -> None:
    rows = [
        *[plan("g20", "mv_stay")] * 10,
        *[plan("g20", "mv_return")] * 10,
        *[plan("g20", "mv_dk")] * 20,
        *[plan("g45", "mv_multi")] * 20,
        *[plan("g45", "mv_leave")] * 20,
        *[plan("g65", "mv_stay")] * 20,
    ]
    samples = Samples("north", residents=sample("residents", rows))
    cell = by(retention.cells(samples, real_lists()), "IND28", measure="supply")
    assert cell.value == 10 * (40 * 0.75 + 40 * 0.5)
    assert cell.n == 60


def test_the_error_of_the_supply_is_that_of_two_independent_ages() -> None:
    """A closed form: two ages of fixed size without finite population."""
    chances = np.array([1.0, 0.5, 0.0, 1.0] * 10)
    ages = np.array(["g20"] * 20 + ["g45"] * 20)
    known = np.ones(40, dtype=np.bool_)
    found = retention.expected_by_age(chances, Design(np.full(40, 3.0)), known, ages)
    assert found.value == pytest.approx(3 * chances.sum())
    spread = 40 / 39 * ((chances - chances.mean()) ** 2).sum() * 9
    assert found.std_error == pytest.approx(spread**0.5, rel=1e-9)


def test_net_retention_compares_holders_of_needed_skills_with_the_others() -> None:
    firms = sample("firms", [wanting("s_care", "s_food", "s_mech", "s_elec", "s_build")] * 20)
    rows = [
        *[plan("g30", "mv_stay", "s_care", "s_dev")] * 30,
        *[plan("g30", "mv_leave", "s_care")] * 10,
        *[plan("g30", "mv_stay", "s_dev")] * 20,
        *[plan("g30", "mv_leave")] * 20,
    ]
    samples = Samples("north", firms=firms, residents=sample("residents", rows))
    cells = list(retention.cells(samples, real_lists()))
    cell = by(cells, "IND28", measure="retention", **{"with": "firms"})
    assert (cell.value, cell.n) == (25, 40)
    nobody = Samples(
        "north", firms=sample("firms", [wanting("s_dev")] * 9), residents=samples.residents
    )
    cell = by(
        retention.cells(nobody, real_lists()), "IND28", measure="retention", **{"with": "firms"}
    )
    assert cell.hidden is Hidden.BASE
