"""Indicators worked out by hand on a few firms, residents and trainers."""

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.tables import Answer, AnswerTable
from app.reference.cells import Bound, Cell, Hidden
from app.releases.indicators import dialogue, hiring, outlook, staying
from app.releases.samples import Sample, Samples
from tests.releases.made_answers import LISTS


def sample(audience: str, rows: list[Mapping[str, Answer]], weight: float = 10) -> Sample:
    design = Design(np.full(len(rows), weight), population=weight * len(rows))
    return Sample(audience, "north", AnswerTable.of(rows), design)


def by(cells: Iterable[Cell], indicator: str, **dimensions: str) -> Cell:
    found = [
        each for each in cells if each.indicator == indicator and each.dimensions == dimensions
    ]
    assert len(found) == 1
    return found[0]


def hires(plan: str, *jobs: tuple[int, str], why: tuple[str, ...] = ()) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"F_HIRE": plan, "F_WHYHARD": why or None}
    for number, (people, hard) in enumerate(jobs):
        answers[f"F_JOB_LOOP[j_{number}]/n"] = people
        answers[f"F_JOB_LOOP[j_{number}]/hard"] = hard
    return answers


FIRMS = sample(
    "firms",
    [
        *[hires("yes", (2, "yes"), (1, "no"), why=("wh_skill", "wh_pay"))] * 8,
        *[hires("maybe", (4, "yes"), why=("wh_pay", "wh_house"))] * 8,
        *[hires("maybe", (1, "dk"))] * 8,
        *[hires("no")] * 16,
    ],
)


def test_hiring_plans_are_a_share_of_firms() -> None:
    cell = by(hiring.plans(FIRMS, LISTS), "IND01")
    assert (cell.value, cell.n) == (0.2, 40)


def test_expected_hires_count_a_maybe_for_half() -> None:
    cell = by(hiring.plans(FIRMS, LISTS), "IND01", measure="hires")
    assert cell.value == 10 * (8 * 3 + 8 * 2 + 8 * 0.5)
    assert cell.low is not None
    assert cell.low % 5 == 0


def test_hard_hires_are_weighed_by_their_number_and_do_not_know_is_out() -> None:
    cells = list(hiring.hard(FIRMS, LISTS))
    assert by(cells, "IND03").value == round((8 * 2 + 8 * 4) / (8 * 3 + 8 * 4), 2)
    assert by(cells, "IND03", cause="skills").value == round(8 * 2 / 56, 2)
    assert by(cells, "IND03", cause="conditions").value == round(8 * 4 / 56, 2)
    assert by(cells, "IND03").n == "10-29"


def test_reasons_are_shares_of_firms_with_a_hard_job() -> None:
    cells = list(hiring.hard(FIRMS, LISTS))
    assert by(cells, "IND03", reason="wh_house").value == 0.5
    assert by(cells, "IND03", reason="wh_pay").bound is Bound.OVER


def test_few_hiring_firms_hide_their_total() -> None:
    few = sample("firms", [*[hires("yes", (3, "yes"))] * 4, *[hires("no")] * 30])
    assert by(hiring.plans(few, LISTS), "IND01", measure="hires").hidden is Hidden.NUMERATOR


def test_two_large_recruiters_hide_the_total() -> None:
    rows = [*[hires("yes", (400, "yes"))] * 2, *[hires("yes", (1, "no"))] * 28]
    firms = sample("firms", rows, weight=1.01)
    cells = [*hiring.plans(firms, LISTS), *hiring.hard(firms, LISTS)]
    assert by(cells, "IND01", measure="hires").hidden is Hidden.DOMINANCE
    assert by(cells, "IND03").hidden is Hidden.DOMINANCE


def outlook_rows(*groups: tuple[str, int, int]) -> list[Mapping[str, Answer]]:
    return [{"F_ACT30": code, "F_EMP": jobs} for code, jobs, n in groups for _ in range(n)]


def test_a_balance_weighs_firms_or_their_jobs() -> None:
    firms = sample(
        "firms", outlook_rows(("pp", 10, 10), ("m", 30, 10), ("e", 0, 20), ("dk", 5, 10))
    )
    cells = list(outlook.ACTIVITY_2030.cells(firms, LISTS))
    balance = by(cells, "IND06", horizon="h2030", weight="firms")
    assert (balance.value, balance.n) == (13, 40)  # 12.5, halves go up
    jobs = by(cells, "IND06", horizon="h2030", weight="jobs")
    assert jobs.value == round(100 * (100 - 150) / 400 + 0.01)


def test_do_not_know_is_a_share_of_all_and_out_of_the_other_shares() -> None:
    firms = sample("firms", outlook_rows(("pp", 10, 10), ("m", 30, 30), ("dk", 5, 10)))
    cells = list(outlook.ACTIVITY_2030.cells(firms, LISTS))
    assert by(cells, "IND06", horizon="h2030", answer="dk").value == 0.2
    assert by(cells, "IND06", horizon="h2030", answer="pp").value == 0.25


def test_firms_of_one_mind_show_the_side_of_their_balance_only() -> None:
    firms = sample("firms", outlook_rows(("mm", 10, 12)))
    cell = by(outlook.ACTIVITY_2030.cells(firms, LISTS), "IND06", horizon="h2030", weight="firms")
    assert (cell.value, cell.bound) == (-80, Bound.UNDER)


def test_staying_counts_those_who_live_in_two_places() -> None:
    stays = [("mv_stay", 20), ("mv_multi", 5), ("mv_leave", 15), ("mv_dk", 10)]
    rows = [{"R_STAY": code, "R_AGE": "g20"} for code, n in stays for _ in range(n)]
    cells = list(staying.cells(sample("residents", rows), LISTS))
    assert by(cells, "IND28", answer="stays").value == 0.63  # 25 of 40, halves go up
    assert by(cells, "IND28", answer="mv_leave", age="g20").value == round(15 / 40, 2)
    assert by(cells, "IND28", answer="mv_dk").value == 0.2
    assert by(cells, "IND28", answer="stays", age="g65").hidden is Hidden.BASE


def skill_firms(n: int) -> Sample:
    """Half need s_grow as much as now, half no longer; all will need s_care anew."""
    rows = [
        {
            "F_SK": ("s_grow",),
            "F_SK_LOOP[s_grow]/chg30": ("e", "m")[number % 2],
            "F_SKNEW": ("s_care",),
        }
        for number in range(n)
    ]
    return sample("firms", rows)


def skill_residents(n: int) -> Sample:
    rows = [{"R_CAN": ("s_care",), "R_USE": ("s_grow", "s_care"), "R_LEARN": ("none",)}] * n
    return sample("residents", rows)


def test_a_need_is_a_skill_in_use_that_lasts_or_a_new_one() -> None:
    cells = list(dialogue.matrix(Samples("north", firms=skill_firms(40)), LISTS))
    average = 1.5 / 32
    assert by(cells, "IND13", view="need", skill="s_grow").value == round(100 * 0.5 / average)
    assert by(cells, "IND13", view="need", skill="s_care").value == round(100 * 1.0 / average)
    family = by(cells, "IND13", view="need", family="fam_a").value
    assert family == round(100 * 0.5 / average / 8)


def test_a_gap_is_the_need_of_firms_less_the_wish_of_residents() -> None:
    samples = Samples("north", firms=skill_firms(40), residents=skill_residents(40))
    cells = [*dialogue.matrix(samples, LISTS), *dialogue.gaps(samples, LISTS, seed=1)]
    cell = by(cells, "IND14", against="residents", skill="s_grow")
    assert cell.value == pytest.approx(100 * 0.5 / (1.5 / 32) - 100 / (2 / 32), abs=0.5)
    assert by(cells, "IND14", against="residents").value is not None


def test_a_view_in_which_nobody_names_a_skill_is_hidden() -> None:
    cells = list(dialogue.matrix(Samples("north", residents=skill_residents(40)), LISTS))
    assert by(cells, "IND13", view="learn", skill="s_grow").hidden is Hidden.BASE


def test_gaps_of_fewer_than_thirty_are_hidden() -> None:
    samples = Samples("north", firms=skill_firms(40), residents=skill_residents(29))
    cells = [*dialogue.matrix(samples, LISTS), *dialogue.gaps(samples, LISTS, seed=1)]
    assert by(cells, "IND14", against="residents", skill="s_grow").hidden is Hidden.BASE
    assert by(cells, "IND14", against="residents").hidden is Hidden.BASE
    assert by(cells, "IND13", view="use", skill="s_grow").hidden is None
