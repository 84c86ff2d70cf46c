"""Indicators of the balance and the dialogue, worked out by hand on made answers."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from app.estimation.composite import scores_of
from app.estimation.tables import Answer
from app.reference.cells import NETWORK, Bound, Cell, Hidden
from app.releases.indicators import (
    drivers,
    emerging,
    outlook,
    planned_hires,
    replacement,
    skill_needs,
    tension,
    training,
    wishes,
)
from app.releases.samples import Sample, Samples
from tests.releases.made_answers import LISTS
from tests.releases.test_indicators import by, sample

Rows = list[Mapping[str, Answer]]


def hiring(job: str, n: int, *, plan: str = "yes", **more: Answer) -> Mapping[str, Answer]:
    """A firm with one planned job; more: fields of it, and the jobs of the firm."""
    fields = {"n": n, "hard": "yes", "kind": "grow"} | more
    jobs = fields.pop("jobs", 10)
    asked = {f"F_JOB_LOOP[{job}]/{name}": answer for name, answer in fields.items()}
    return {"F_HIRE": plan, "F_EMP": jobs, **asked}


NOBODY: Mapping[str, Answer] = {"F_HIRE": "no", "F_EMP": 10}


def test_hires_are_told_by_group_of_jobs_and_by_what_they_are_for() -> None:
    rows: Rows = [
        *[hiring("j_cook", 2)] * 10,
        *[hiring("j_farm", 3, plan="maybe", kind="replace")] * 10,
        *[NOBODY] * 20,
    ]
    cells = list(planned_hires.cells(sample("firms", rows), LISTS))
    cook = by(cells, "IND02", measure="hires", job_group="isco45")
    assert (cook.value, cook.n) == (200, 40)
    assert by(cells, "IND02", measure="hires", job_group="isco6").value == 150
    assert by(cells, "IND02", measure="hires", kind="grow").value == 200
    assert by(cells, "IND02", measure="hires", kind="replace").value == 150
    hidden = by(cells, "IND02", measure="hires", kind="season")
    assert hidden.hidden is Hidden.NUMERATOR  # nobody hires for a season: fewer than five firms


def test_single_jobs_are_told_for_the_network_alone() -> None:
    rows: Rows = [*[hiring("j_cook", 2)] * 10, *[NOBODY] * 20]
    local = sample("firms", rows)
    assert not any("job" in each.dimensions for each in planned_hires.cells(local, LISTS))
    everywhere = replace(local, territory=NETWORK)
    cells = list(planned_hires.cells(everywhere, LISTS))
    assert by(cells, "IND02", measure="hires", job="j_cook").value == 200


def test_a_job_that_two_large_firms_ask_for_is_hidden() -> None:
    rows: Rows = [*[hiring("j_cook", 400)] * 2, *[hiring("j_cook", 1)] * 28]
    cells = list(planned_hires.cells(sample("firms", rows, weight=1.01), LISTS))
    cell = by(cells, "IND02", measure="hires", job_group="isco45")
    assert cell.hidden is Hidden.DOMINANCE


def staff(jobs: int, older: int | None) -> Mapping[str, Answer]:
    return {"F_EMP": jobs, "F_AGE55": older}


def test_those_who_leave_are_a_part_of_the_jobs_of_firms_that_told_ages() -> None:
    rows: Rows = [
        *[staff(20, 5)] * 20,
        *[staff(5, 1)] * 20,
        *[staff(8, None)] * 10,
        *[staff(0, None)] * 10,
    ]
    cells = list(replacement.cells(sample("firms", rows), LISTS))
    whole = by(cells, "IND04", horizon="h2035")
    assert (whole.value, whole.n) == (round(120 / 500, 2), 40)
    assert by(cells, "IND04", horizon="h2030").value == round(0.4 * 120 / 500, 2)
    assert by(cells, "IND04", horizon="h2035", size="z10_49").value == 0.25
    people = by(cells, "IND04", horizon="h2035", measure="people")
    assert people.value == pytest.approx(120 / 50 * 600, abs=2.5)  # of 600 firms, 10 asked in vain
    assert people.n == 50


def test_a_large_employer_is_not_seen_in_those_who_leave() -> None:
    rows: Rows = [staff(5000, 4000), staff(4000, 3000), *[staff(5, 1)] * 28]
    cells = list(replacement.cells(sample("firms", rows, weight=1.01), LISTS))
    assert by(cells, "IND04", horizon="h2035").hidden is Hidden.DOMINANCE
    assert by(cells, "IND04", horizon="h2035", measure="people").hidden is Hidden.DOMINANCE


def wish(age: str, *fields: str, **more: Answer) -> Mapping[str, Answer]:
    return {"R_AGE": age, "R_WANT30": fields, **more}


def test_a_person_counts_as_one_however_many_fields_are_picked() -> None:
    rows: Rows = [
        *[wish("g20", "a_agri", R_FORM30=("w_own", "w_take"), R_CHANGE="c_job")] * 10,
        *[wish("g30", "a_agri", "a_care", R_FORM30=("w_emp",), R_CHANGE="dk")] * 20,
        *[wish("g45", "nowork")] * 10,
        *[wish("g65", "a_trade")] * 30,
    ]
    cells = list(wishes.cells(Samples("north", residents=sample("residents", rows)), LISTS))
    agri = by(cells, "IND05", activity="a_agri")
    assert (agri.value, agri.n) == (0.5, 40)  # ten wholly, twenty half, of forty of working age
    assert by(cells, "IND05", activity="a_care").value == 0.25
    assert by(cells, "IND05", answer="nowork").value == 0.25
    assert by(cells, "IND05", activity="a_trade").value == 0.0
    assert by(cells, "IND05", activity="a_agri", measure="people").value == 200
    assert by(cells, "IND05", activity="a_trade", measure="people").hidden is Hidden.NUMERATOR
    own = by(cells, "IND05", form="w_own")
    assert (own.value, own.n) == (round(10 / 30, 2), 30)
    assert by(cells, "IND05", job_change="c_job").bound is Bound.OVER  # "don't know" is out


def test_employment_is_a_balance_by_firms_and_by_jobs() -> None:
    rows: Rows = [
        *[{"F_EMP30": "p", "F_EMP": 10}] * 20,
        *[{"F_EMP30": "mm", "F_EMP": 30}] * 10,
        *[{"F_EMP30": "dk", "F_EMP": 5}] * 10,
    ]
    cells = list(outlook.EMPLOYMENT_2030.cells(sample("firms", rows), LISTS))
    firms = by(cells, "IND07", horizon="h2030", weight="firms")
    assert (firms.value, firms.n) == (0, 30)  # 20 halves up, 10 wholly down
    jobs = by(cells, "IND07", horizon="h2030", weight="jobs")
    assert jobs.value == -40  # 100 points of jobs up, 300 down, of 500
    assert by(cells, "IND07", horizon="h2030", answer="dk").value == 0.25


def test_a_new_activity_is_one_that_is_not_already_the_firm_s() -> None:
    rows: Rows = [
        *[{"F_ACT": "a_agri", "F_NEWACT": ("a_agri", "a_trade")}] * 10,
        *[{"F_ACT": "a_agri", "F_NEWACT": ("a_care",)}] * 10,
        *[{"F_ACT": "a_build", "F_NEWACT": ("none",)}] * 20,
    ]
    cells = list(emerging.cells(Samples("north", firms=sample("firms", rows)), LISTS))
    assert by(cells, "IND08", activity="a_agri").value == 0.0
    assert by(cells, "IND08", activity="a_trade").value == 0.25
    assert by(cells, "IND08", answer="any").value == 0.5
    spread = by(cells, "IND08", measure="diversity")
    simpson = 1 - 2 * 10 * 9 / (20 * 19)
    assert spread.value is not None
    assert spread.value == pytest.approx(simpson, abs=0.02)  # a little less: one twentieth drawn


def test_residents_enter_a_field_other_than_theirs() -> None:
    rows: Rows = [
        *[{"R_ACT": "a_agri", "R_WANT30": ("a_agri", "a_care")}] * 20,
        *[{"R_ACT": "a_care", "R_WANT30": ("a_care",)}] * 20,
        *[{"R_ACT": None, "R_WANT30": ("a_trade",)}] * 20,
    ]
    cells = list(emerging.cells(Samples("north", residents=sample("residents", rows)), LISTS))
    care = by(cells, "IND08", activity="a_care")
    assert (care.value, care.n) == (0.5, 40)
    assert by(cells, "IND08", activity="a_trade").value == 0.0


def test_drivers_are_shares_of_those_who_answered() -> None:
    rows: Rows = [
        *[{"F_DRIVER": ("d_digital", "d_climate")}] * 30,
        *[{"F_DRIVER": ("d_none",)}] * 10,
        *[{"F_DRIVER": None}] * 10,
    ]
    cells = list(drivers.changing_work(sample("firms", rows), LISTS))
    assert by(cells, "IND09", driver="d_climate").value == 0.75
    assert by(cells, "IND09", driver="d_none").n == 40


def test_brakes_of_firms_are_set_beside_those_of_residents_whatever_they_were_asked() -> None:
    firms: Rows = [*[{"F_LC": ("lc_house",)}] * 30, *[{"F_LC": ("lc_transp",)}] * 10]
    residents: Rows = [
        *[{"R_NEED": ("lc_house", "lc_job")}] * 20,
        *[{"R_WHY": ("lc_job",)}] * 20,
        *[{"R_NEED": None}] * 20,
    ]
    samples = Samples(
        "north", firms=sample("firms", firms), residents=sample("residents", residents)
    )
    cells = list(drivers.conditions(samples, LISTS))
    shares = {
        each.audience: each.value for each in cells if each.dimensions == {"condition": "lc_house"}
    }
    assert shares == {"firms": 0.75, "residents": 0.5}
    gap = by(cells, "IND11", condition="lc_house", against="residents")
    assert (gap.value, gap.n) == (25, 40)
    few = replace(samples, firms=sample("firms", firms[:29]))
    hidden = by(drivers.conditions(few, LISTS), "IND11", condition="lc_house", against="residents")
    assert hidden.hidden is Hidden.BASE


def skilled(today: str, change: str, *new: str, get: str | None = None) -> Mapping[str, Answer]:
    return {
        "F_SK": ("s_grow", "s_animals"),
        "F_SKNEW": new or ("none",),
        "F_GET": get,
        "F_SK_LOOP[s_grow]/today": today,
        "F_SK_LOOP[s_grow]/chg30": change,
        "F_SK_LOOP[s_animals]/today": "ok",
        "F_SK_LOOP[s_animals]/chg30": "dk",
    }


def test_a_need_has_a_size_today_a_size_later_and_a_direction() -> None:
    rows: Rows = [*[skilled("ok", "m")] * 20, *[skilled("ok", "pp", "s_care")] * 20]
    cells = list(skill_needs.needs(sample("firms", rows), LISTS))
    assert by(cells, "IND12", measure="now", skill="s_grow").value == 1.0
    assert by(cells, "IND12", measure="later", skill="s_grow").value == 0.5
    assert by(cells, "IND12", measure="momentum", skill="s_grow").value == 25  # -50 and +100
    assert by(cells, "IND12", measure="now", skill="s_care").value == 0.0
    assert by(cells, "IND12", measure="later", skill="s_care").value == 0.5
    assert by(cells, "IND12", measure="momentum", skill="s_care").value == 100
    assert by(cells, "IND12", measure="momentum", skill="s_animals").hidden is Hidden.BASE
    assert by(cells, "IND12", measure="now", family="fam_a").value == 1.0
    assert by(cells, "IND12", measure="later", family="fam_a").value == 0.5


def test_severity_is_how_badly_a_skill_lacks_times_how_many_use_it() -> None:
    rows: Rows = [
        *[skilled("lack", "e", get="aw_none")] * 10,
        *[skilled("few", "e", get="aw_hire")] * 10,
        *[{"F_SK": ("s_care",), "F_SK_LOOP[s_care]/today": "few", "F_GET": "aw_train"}] * 10,
        *[{"F_SK": ("s_food",), "F_SK_LOOP[s_food]/today": "ok"}] * 10,
    ]
    cells = list(skill_needs.severity(sample("firms", rows), LISTS))
    grow = by(cells, "IND15", measure="severity", skill="s_grow")
    assert (grow.value, grow.n) == (75, "10-29")  # lacks 0.75 where used most
    assert by(cells, "IND15", measure="severity", skill="s_care").value == 25  # 0.5, half as used
    assert by(cells, "IND15", measure="severity", skill="s_animals").value == 0
    assert by(cells, "IND15", measure="severity", skill="s_sell").hidden is Hidden.BASE
    assert by(cells, "IND15", measure="no_way").value == round(10 / 30, 2)
    assert by(cells, "IND15", measure="no_way", skill="s_grow").value == 0.5
    assert by(cells, "IND15", measure="no_way", skill="s_animals").hidden is Hidden.BASE


def test_the_error_of_severity_is_that_of_a_ratio_when_all_use_the_skill() -> None:
    """D0 is 1 for certain: what is left is a mean of 0, 0.5 and 1."""
    rows: Rows = [*[skilled("lack", "e")] * 30, *[skilled("ok", "e")] * 30]
    firms = sample("firms", rows)
    assert firms.design is not None
    lacks = np.repeat([1.0, 0.0], 30)[:, None]
    ones = np.ones((60, 1))
    worst = skill_needs.Severities(lacks, ones, ones > 0)
    found = worst.estimate(0, [0], firms.design, np.ones(60, dtype=np.bool_))
    assert found.value == 0.5
    assert found.std_error == pytest.approx(math.sqrt((1 - 1 / 10) * 0.25 * 60 / 59 / 60))


def open_to(work: str, skill: str) -> Mapping[str, Answer]:
    return {"R_STATUS": "unemp", "R_WANT30": (work,), "R_CAN": (skill,)}


def tension_samples() -> Samples:
    firms: Rows = [
        *[hiring("j_cook", 1, hard="no", jobs=20)] * 15,
        *[hiring("j_build", 2, hard="yes", jobs=8)] * 15,
        *[NOBODY] * 10,
    ]
    residents: Rows = [
        *[open_to("a_trade", "s_food")] * 30,
        *[open_to("a_build", "s_elec")] * 10,
        *[open_to("a_build", "s_food")] * 10,
        *[{**open_to("a_build", "s_elec"), "R_STATUS": "emp", "R_CHANGE": "c_no"}] * 10,
    ]
    return Samples("north", firms=sample("firms", firms), residents=sample("residents", residents))


def test_tension_opens_its_three_parts() -> None:
    cells = list(tension.cells(tension_samples(), LISTS, seed=1))
    assert by(cells, "IND10", measure="hard", job_group="isco78").bound is Bound.OVER
    cook = by(cells, "IND10", measure="per_hundred", job_group="isco45", **{"with": "residents"})
    assert (cook.value, cook.n) == (50.0, "10-29")  # 150 hires, 300 residents
    assert (
        by(cells, "IND10", measure="per_hundred", job_group="isco78", **{"with": "residents"}).value
        == 300.0
    )
    assert by(cells, "IND10", measure="opening", job_group="isco45").value == 0.05
    assert by(cells, "IND10", measure="opening", job_group="isco78").value == 0.25
    assert (
        by(cells, "IND10", measure="per_hundred", job_group="isco6", **{"with": "residents"}).hidden
        is Hidden.BASE
    )


def test_tension_is_the_mean_of_three_standard_scores() -> None:
    cells = list(tension.cells(tension_samples(), LISTS, seed=1))
    pressure = [math.log(151 / 301), math.log(301 / 101)]
    expected = scores_of(np.array([[0.0, 1.0], pressure, [0.05, 0.25]]))
    for group, value in zip(("isco45", "isco78"), expected.tolist(), strict=True):
        cell = by(cells, "IND10", measure="tension", job_group=group, **{"with": "residents"})
        assert cell.value == round(value)
    assert (
        by(cells, "IND10", measure="tension", job_group="isco6", **{"with": "residents"}).hidden
        is Hidden.BASE
    )


def test_tension_needs_thirty_residents_and_both_audiences() -> None:
    samples = tension_samples()
    assert samples.residents is not None
    few = sample("residents", list(samples.residents.answers.rows[:29]))
    cells = list(tension.cells(replace(samples, residents=few), LISTS, seed=1))
    assert (
        by(cells, "IND10", measure="tension", job_group="isco45", **{"with": "residents"}).hidden
        is Hidden.BASE
    )
    assert list(tension.cells(replace(samples, residents=None), LISTS, seed=1)) == []


def trainers_of(cells: Iterable[Cell], skill: str) -> Cell:
    return by(cells, "IND16", measure="asked", skill=skill)


def test_requests_that_trainers_could_not_meet_are_shares_of_trainers() -> None:
    rows: Rows = [*[{"T_ASKED": ("s_care",)}] * 10, *[{"T_ASKED": ("none",)}] * 10]
    trainers: Sample = sample("trainers", rows)
    cells = list(training.coverage(Samples("north", trainers=trainers), LISTS))
    assert trainers_of(cells, "s_care").value == 0.5
    assert trainers_of(cells, "s_food").value == 0.0
