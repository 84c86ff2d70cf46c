"""Agility of providers, obstacles, reach of courses and participation, worked out by hand."""

import numpy as np
import pytest

from app.estimation.tables import Answer, AnswerTable
from app.reference.cells import Bound, Hidden, Verdict
from app.releases.indicators import agility, obstacles, participation, reach
from app.releases.samples import Samples
from tests.releases.real_lists import MINUTES, real_lists
from tests.releases.test_indicators import by, sample

NIMBLE: dict[str, Answer] = {
    "T_LEAD": "w4",
    "T_MIN": "g4",
    "T_MODES": ("lm_short", "lm_online"),
    "T_LINK": ("k_told", "k_design", "k_host"),
    "T_COOP": ("co_local",),
    "T_LOOP[s_care]/level": "q0",
    "T_LOOP[s_food]/level": "q34",
}
SLOW: dict[str, Answer] = {
    "T_LEAD": "never",
    "T_MIN": "g13",
    "T_MODES": ("lm_long",),
    "T_LINK": ("k_none",),
    "T_COOP": ("co_none",),
    "T_SLOW": ("sl_fund", "sl_place"),
}


def test_each_part_runs_from_slowest_to_fastest() -> None:
    rows = AnswerTable.of([NIMBLE, SLOW, {**SLOW, "T_LEAD": "w105", "T_MIN": "g1"}, {}])
    found = {name: values.tolist() for name, values in agility.parts(rows, real_lists()).items()}
    assert found["lead"][:3] == pytest.approx([100 * (1 - 3 / 104), 0, 0])
    assert found["group"][:3] == pytest.approx([100 * 12 / 14, 0, 100])
    assert found["modes"][:3] == pytest.approx([25, 12.5, 12.5])
    assert found["links"][:3] == pytest.approx([75, 0, 0])
    assert found["coop"][:3] == pytest.approx([100 / 3, 0, 0])
    assert all(np.isnan(values[3]) for values in found.values())


def test_the_score_is_the_mean_of_five_parts_of_those_who_answered_all() -> None:
    open_one = {**NIMBLE, "T_COOP": None}
    rows = [*[NIMBLE] * 10, *[SLOW] * 10, *[open_one] * 5]
    samples = Samples("north", trainers=sample("trainers", rows))
    cells = list(agility.cells(samples, real_lists()))
    nimble = np.mean([100 * (1 - 3 / 104), 100 * 12 / 14, 25, 75, 100 / 3])
    assert by(cells, "IND24", measure="score").value == round((nimble + 2.5) / 2)
    assert by(cells, "IND24", measure="part", part="coop").value == round(100 / 6)
    assert by(cells, "IND24", measure="part", part="links").value == round(75 * 15 / 25)
    assert by(cells, "IND24", level="q0").value == 0.9
    assert by(cells, "IND24", level="q0").bound is Bound.OVER
    assert by(cells, "IND24", slow="sl_fund").n == "10-29"


def test_forms_of_training_are_told_by_each_audience() -> None:
    samples = Samples(
        "north",
        firms=sample("firms", [{"F_TMODE": ("lm_job",), "F_CODESIGN": ("c_host",)}] * 40),
        residents=sample("residents", [{"R_TMODE": ("lm_online",)}] * 40),
        trainers=sample("trainers", [SLOW] * 40),
    )
    cells = list(agility.cells(samples, real_lists()))
    told = {each.audience: each.value for each in cells if each.dimensions == {"mode": "lm_online"}}
    assert told == {"firms": 0, "residents": 1, "trainers": 0}
    assert by(cells, "IND24", ready="c_host").value == 1


def three_views(trainers: int = 40) -> Samples:
    firms = [*[{"F_TBAR": ("ob_time", "ob_cost")}] * 60, *[{"F_TBAR": ("ob_time",)}] * 20]
    residents = [*[{"R_TBAR": ("ob_far",)}] * 60, *[{"R_TBAR": ("ob_time",)}] * 60]
    return Samples(
        "north",
        firms=sample("firms", firms),
        residents=sample("residents", residents),
        trainers=sample("trainers", [{"T_BAR": ("ob_info", "ob_time")}] * trainers),
    )


def test_obstacles_are_compared_code_by_code() -> None:
    cells = list(obstacles.cells(three_views(), real_lists()))
    firms = [each for each in cells if each.audience == "firms"]
    assert by(firms, "IND25", obstacle="ob_cost").value == 0.75
    gap = by(firms, "IND25", obstacle="ob_cost", against="residents")
    assert (gap.value, gap.n, gap.verdict) == (75, 80, Verdict.CLEAR)
    alike = by(firms, "IND25", obstacle="ob_lang", against="residents")
    assert (alike.value, alike.verdict) == (0, Verdict.NOT_CLEAR)
    assert by(firms, "IND25", obstacle="ob_info", against="trainers").value == -100


def test_few_providers_are_told_but_not_compared() -> None:
    cells = list(obstacles.cells(three_views(trainers=16), real_lists()))
    gaps = [each for each in cells if each.dimensions.get("against") == "trainers"]
    assert {each.hidden for each in gaps} == {Hidden.BASE}
    told = [each for each in cells if each.audience == "trainers"]
    assert all(each.value is not None for each in told)


def taught(place: str, *skills: str, online: bool = False) -> dict[str, Answer]:
    modes = ("lm_online",) if online else ("lm_short",)
    return {"T_PLACE": (place,), "T_NOW": skills, "T_MODES": modes}


def learner(place: str, travel: str, *skills: str, bar: str = "ob_time") -> dict[str, Answer]:
    return {"R_PLACE": place, "R_TRAVEL": travel, "R_LEARN": skills, "R_TBAR": (bar,)}


@pytest.mark.parametrize(
    ("resident", "surely_and_at_best"),
    [
        (learner("mill", "d30", "s_care"), (True, True)),
        (learner("mill", "d15", "s_care"), (False, True)),
        (learner("mill", "d15", "s_food"), (False, True)),
        (learner("mill", "d30", "s_food"), (False, True)),
        (learner("town", "d15", "s_food"), (False, False)),
        (learner("moor", "d15", "s_food"), (True, True)),
        (learner("town", "d90", "s_grow"), (False, False)),
        (learner("town", "d15", "s_dev", "s_grow"), (True, True)),
        (learner("town", "d15", "s_dev", bar="ob_digi"), (False, False)),
    ],
)
def test_a_course_is_in_reach_by_way_of_the_town_at_home_or_online(
    resident: dict[str, Answer], surely_and_at_best: tuple[bool, bool]
) -> None:
    offer = [taught("ford", "s_care"), taught("moor", "s_food")]
    offer += [taught("ford", "s_dev", online=True)] * 8
    residents, trainers = sample("residents", [resident] * 2), sample("trainers", offer)
    found = reach.reach(residents, trainers, real_lists())
    assert found.known.all()
    assert (bool(found.surely[0]), bool(found.at_best[0])) == surely_and_at_best


def test_reach_is_that_of_plain_loops() -> None:
    random = np.random.default_rng(5)
    lists, places = real_lists(), list(MINUTES)
    offer = [
        {
            "T_PLACE": tuple(random.choice(places, 2, replace=False).tolist()),
            "T_NOW": tuple(random.choice(lists.skills, 2, replace=False).tolist()),
            "T_MODES": ("lm_online",) if random.random() < 0.1 else ("lm_job",),
        }
        for _ in range(15)
    ]
    rows = [
        learner(
            str(random.choice(places)),
            str(random.choice(["d15", "d30", "d60"])),
            *random.choice(lists.skills, 3, replace=False).tolist(),
            bar=str(random.choice(["ob_digi", "ob_far"])),
        )
        for _ in range(80)
    ]
    found = reach.reach(sample("residents", rows), sample("trainers", offer), lists)
    minutes = {"d15": 15, "d30": 30, "d60": 60}
    for row, surely in zip(rows, found.surely.tolist(), strict=True):
        expected = False
        for skill in row["R_LEARN"]:
            for each in offer:
                if skill not in each["T_NOW"]:
                    continue
                online = "lm_online" in each["T_MODES"] and "ob_digi" not in row["R_TBAR"]
                near = any(
                    place == row["R_PLACE"]
                    or MINUTES[place] + MINUTES[row["R_PLACE"]] <= minutes[row["R_TRAVEL"]]
                    for place in each["T_PLACE"]
                )
                expected = expected or online or near
        assert surely == expected


def test_reach_is_told_near_and_far_and_not_without_ten_providers() -> None:
    rows = [*[learner("mill", "d30", "s_care")] * 30, *[learner("moor", "d15", "s_care")] * 30]
    residents = sample("residents", rows)
    offer = [taught("ford", "s_care")] * 10
    both = Samples("north", residents=residents, trainers=sample("trainers", offer))
    cells = list(reach.cells(both, real_lists()))
    of = {"measure": "reach", "with": "trainers"}
    assert by(cells, "IND26", **of).value == 0.5
    assert by(cells, "IND26", **of, distance="near").value == 1
    assert by(cells, "IND26", **of, distance="far").value == 0
    few = Samples("north", residents=residents, trainers=sample("trainers", offer[1:]))
    assert all(each.hidden is Hidden.BASE for each in reach.cells(few, real_lists()))


def test_who_wants_to_learn_nothing_is_out_of_the_base() -> None:
    rows = [*[learner("mill", "d30", "s_care")] * 30, *[learner("mill", "d30", "none")] * 30]
    rows += [learner("mill", "", "s_care")] * 5
    samples = Samples(
        "north",
        residents=sample("residents", rows),
        trainers=sample("trainers", [taught("ford", "s_care")] * 12),
    )
    cell = by(reach.cells(samples, real_lists()), "IND26", measure="reach", **{"with": "trainers"})
    assert (cell.value, cell.n) == (1, 30)


def test_trained_and_wanted_are_told_by_age_and_learners_are_counted() -> None:
    rows: list[dict[str, Answer]] = [
        *[{"R_TRAINED": "yes", "R_AGE": "g30"}] * 30,
        *[{"R_TRAINED": "wanted", "R_AGE": "g65"}] * 20,
        *[{"R_TRAINED": "no", "R_AGE": "g65"}] * 10,
    ]
    offer: list[dict[str, Answer]] = [*[{"T_VOL": "n20"}] * 6, *[{"T_VOL": "n100"}] * 6, {}, {}]
    samples = Samples(
        "north", residents=sample("residents", rows), trainers=sample("trainers", offer, weight=2)
    )
    cells = list(participation.cells(samples, real_lists()))
    assert by(cells, "IND22").value == 0.5
    assert by(cells, "IND22", age="g30").value == 1
    assert by(cells, "IND22", answer="wanted", age="g65").value == 0.67
    assert by(cells, "IND22", measure="learners").value == 14 * 2 * 35
