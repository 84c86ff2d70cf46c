"""How solid answers are: facts of the sample, and nothing that gives a small number away."""

from collections.abc import Mapping

import numpy as np

from app.estimation import Design
from app.estimation.tables import Answer, AnswerTable
from app.reference import paradata
from app.reference.cells import NETWORK, Bound, Cell, Hidden
from app.releases.asked_questions import asked_questions
from app.releases.indicators import quality
from app.releases.indicators.grounds import Grounds
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, network_sample
from tests.releases.conftest import questionnaire

Rows = list[Mapping[str, Answer]]
LISTS = Lists(asked={"residents": {"R_STAY": (), "R_TRAVEL": ("R_TRAVEL", "R_TRAINED")}})
SENT: Mapping[str, Answer] = {paradata.SENT: "yes", paradata.MINUTES: 8}
MARGINS = {
    "age_sex": {"g20:f": 300.0, "g20:m": 700.0},
    "started": {"started": 50.0},
}


def sample(rows: Rows, weights: list[float], *notes: str, territory: str = "north") -> Sample:
    design = Design(np.array(weights), population=1000)
    return Sample("residents", territory, AnswerTable.of(rows), design, notes)


def found(given: Sample, margins: Mapping[str, Mapping[str, float]] = MARGINS) -> list[Cell]:
    known = {"north": {"residents": margins}, "south": {"residents": margins}}
    samples = Samples(given.territory, residents=given)
    return list(quality.cells(Grounds(samples=samples, margins=known, lists=LISTS)))


def by(cells: list[Cell], **dimensions: str) -> Cell:
    [cell] = [each for each in cells if each.dimensions == dimensions]
    return cell


WOMEN: Rows = [{"R_AGE": "g20", "R_SEX": "f", **SENT}] * 30
MEN: Rows = [{"R_AGE": "g20", "R_SEX": "m", paradata.SENT: "no"}] * 10
FORTY = sample([*WOMEN, *MEN], [10.0] * 30 + [70.0] * 10, "age_sex: a and b joined")


def test_who_answered_is_a_part_of_the_population_and_of_those_who_began() -> None:
    cells = found(FORTY)
    response = by(cells, measure="response")
    assert (response.value, response.low, response.high, response.n) == (0.04, 0.04, 0.04, 40)
    assert by(cells, measure="counted").value == 0.8
    assert by(cells, measure="sent").value == 0.6


def test_the_effective_number_is_that_of_kish_and_fragile_under_thirty() -> None:
    cells = found(FORTY)
    effective = by(cells, measure="effective")
    assert effective.value == round(1000**2 / (30 * 100 + 10 * 4900))
    assert effective.is_fragile
    assert by(cells, measure="efficiency").value == 0.48


def test_the_widest_gap_is_that_before_weighting() -> None:
    cell = by(found(FORTY), measure="gap", margin="age_sex")
    assert (cell.value, cell.low, cell.high) == (45, 45, 45)  # 75 % women against 30 %


def test_what_weighting_joined_or_left_out_is_counted() -> None:
    noted = sample(
        FORTY.answers.rows[:],  # type: ignore[arg-type]  # a tuple is read alike
        [25.0] * 40,
        "strata, size: a and b joined",
        "age_sex: a and b joined",
        "newcomer: left out, no weights reach it with the other margins",
    )
    cells = found(noted)
    assert (by(cells, measure="joined").value, by(cells, measure="left_out").value) == (1, 1)


def test_a_response_rate_does_not_give_a_band_away() -> None:
    few = sample([*WOMEN[:10], *MEN[:3]], [10.0] * 13)
    near = {"age_sex": {"g20:f": 10.0, "g20:m": 8.0}, "started": {"started": 14.0}}
    cells = found(few, near)
    response = by(cells, measure="response")
    assert (response.value, response.high, response.bound) == (0.5, 1, Bound.OVER)
    assert response.n == "10-29"
    assert by(cells, measure="effective").hidden is Hidden.BASE
    assert by(found(few), measure="response").hidden is Hidden.BASE  # under a half: unsaid


def test_in_the_network_a_single_band_is_not_given_away_by_the_others() -> None:
    many, few = FORTY, sample([*WOMEN[:13]], [10.0] * 13, territory="south")
    whole = network_sample("residents", {"north": many, "south": few})
    assert whole.territory == NETWORK
    cells = found(whole)
    assert by(cells, measure="response").hidden is Hidden.BASE
    assert by(cells, measure="effective").hidden is Hidden.BASE
    both = network_sample("residents", {"north": many, "south": many})
    assert by(found(both), measure="response").value == 0.04


def test_a_tiny_part_is_under_one_per_cent_and_not_nobody() -> None:
    large = {"age_sex": {"g20:f": 30_000.0, "g20:m": 70_000.0}}
    cell = by(found(FORTY, large), measure="response")
    assert (cell.value, cell.bound) == (0.01, Bound.UNDER)


def test_how_many_began_is_hidden_where_a_release_does_not_hold_it() -> None:
    older = {"age_sex": MARGINS["age_sex"]}
    assert by(found(FORTY, older), measure="sent").hidden is Hidden.BASE


def test_minutes_are_those_of_who_sent() -> None:
    cell = by(found(FORTY), measure="minutes")
    assert (cell.value, cell.n) == (8, 30)  # between 7 and 8, the middle rounded up


def test_a_question_is_left_open_whether_it_was_passed_or_dropped_at_sending() -> None:
    rows: Rows = [*[{"R_STAY": None}] * 6, *[{"R_STAY": "mv_stay"}] * 30, *WOMEN[:4]]
    cell = by(found(sample(rows, [25.0] * 40)), measure="open", question="R_STAY")
    assert (cell.value, cell.n) == (0.25, 40)


def test_of_a_page_that_only_some_see_another_answer_tells_who_did() -> None:
    rows: Rows = [*[{"R_TRAINED": "yes"}] * 5, *[{"R_TRAVEL": "d15"}] * 15, *[{}] * 20]
    cell = by(found(sample(rows, [25.0] * 40)), measure="open", question="R_TRAVEL")
    assert (cell.value, cell.n) == (0.25, "10-29")


def test_help_is_a_share_of_those_who_said_so() -> None:
    rows: Rows = [{"R_HELP": code} for code in ["no"] * 30 + ["read"] * 6 + ["transl"] * 4]
    cell = by(found(sample(rows, [25.0] * 40)), measure="helped")
    assert (cell.value, cell.n) == (0.25, 40)


def test_nothing_is_told_of_fewer_than_ten() -> None:
    cells = found(sample(WOMEN[:9], [10.0] * 9))
    assert all(each.hidden is Hidden.BASE for each in cells)


def test_what_people_may_leave_open_is_known_with_what_tells_that_they_saw_it() -> None:
    audiences = ("firms", "residents", "trainers")
    asked = asked_questions({each: questionnaire(each) for each in audiences})
    assert {asked["firms"][code] for code in ("F_ACT30", "F_SKNEW", "F_ISO1")} == {()}
    assert {"F_TRAINED", "F_TMAX"} <= set(asked["firms"]["F_ACT35"])
    assert "F_TLEAD" not in asked["firms"]["F_ACT35"]
    assert "R_EDU" in asked["residents"]
    assert asked["trainers"]["T_LEAD"] == ()
    never = {"F_TRANSFER", "F_TLEAD", "F_ACT", "F_CONSENT", "T_MAIN", "T_PRACT", "T_CONTACT"}
    assert never.isdisjoint({*asked["firms"], *asked["trainers"]})
