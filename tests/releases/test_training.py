"""Time to a course and training coverage, worked out by hand on a few firms and trainers."""

from collections.abc import Mapping

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.joining import joined
from app.estimation.tables import Answer, AnswerTable
from app.questionnaire.reading import read_questionnaire
from app.reference.cells import NETWORK, Bound, Cell, Hidden
from app.releases.indicators import training
from app.releases.samples import Sample, Samples, network_sample
from tests.programs import ROOT
from tests.releases.made_answers import LISTS

Rows = list[Mapping[str, Answer]]


def sample(audience: str, rows: Rows, territory: str = "north") -> Sample:
    design = Design(np.full(len(rows), 10.0), population=10.0 * len(rows))
    return Sample(audience, territory, AnswerTable.of(rows), design)


def cells(firms: Rows, trainers: Rows) -> list[Cell]:
    asked = sample("firms", firms)
    samples = Samples("north", firms=asked, trainers=sample("trainers", trainers))
    return [*training.times(samples, LISTS), *training.coverage(samples, LISTS)]


def by(found: list[Cell], indicator: str, audience: str, **dimensions: str) -> Cell:
    [cell] = [
        each
        for each in found
        if (each.indicator, each.audience, each.dimensions) == (indicator, audience, dimensions)
    ]
    return cell


def times(question: str, *counts: tuple[str, int]) -> Rows:
    return [{question: code} for code, count in counts for _ in range(count)]


LEADS = times("T_LEAD", ("w4", 5), ("w26", 10), ("w105", 3), ("never", 2), ("", 4))
WAITS = times("F_TMAX", ("w2", 10), ("w8", 20), ("w26", 10))


def test_a_median_time_counts_a_course_that_never_came_as_the_latest() -> None:
    cell = by(cells(WAITS, LEADS), "IND23", "trainers", measure="lead")
    assert (cell.value, cell.n, cell.bound) == (20, "10-29", None)  # 13 + 13 * 5/10, half up


def test_the_share_that_never_came_is_of_those_who_gave_a_time() -> None:
    assert by(cells(WAITS, LEADS), "IND23", "trainers", answer="never").value == 0.1


def test_do_not_know_is_out_of_a_time() -> None:
    firms = times("F_TLEAD", ("w8", 12), ("dk", 30))
    cell = by(cells(firms, LEADS), "IND23", "firms", measure="lead")
    assert (cell.value, cell.n) == (5, "10-29")


def test_the_longest_wait_of_firms_ends_at_a_year() -> None:
    cell = by(cells(times("F_TMAX", ("w52", 12)), LEADS), "IND23", "firms", measure="wait")
    assert (cell.value, cell.bound, cell.high) == (39, None, 39)  # fewer waits only lower it


def test_agility_is_the_quotient_of_both_medians() -> None:
    cell = by(cells(WAITS, LEADS), "IND23", "firms", measure="agility", against="trainers")
    assert cell.value == round(19.5 / 5, 1)
    assert cell.low is not None
    assert cell.low > 1


def test_where_most_courses_never_came_only_over_the_last_class_is_said() -> None:
    late = times("T_LEAD", ("w4", 3), ("never", 9))
    found = cells(WAITS, late)
    lead = by(found, "IND23", "trainers", measure="lead")
    assert (lead.value, lead.high, lead.bound) == (104, 104, Bound.OVER)
    ratio = by(found, "IND23", "firms", measure="agility", against="trainers")
    assert (ratio.value, ratio.bound) == (20.8, Bound.OVER)


def test_too_few_times_are_hidden_with_their_ratio() -> None:
    found = cells(WAITS, times("T_LEAD", ("w4", 9)))
    assert by(found, "IND23", "trainers", measure="lead").hidden is Hidden.BASE
    ratio = by(found, "IND23", "firms", measure="agility", against="trainers")
    assert ratio.hidden is Hidden.BASE


NEEDS: Rows = [{"F_SKNEW": ("s_care", "s_sell"), "F_SK": ("s_hr",)}] * 20
NEEDS += [{"F_SKNEW": ("s_food",), "F_SK": ("s_hr",)}] * 20
OFFER: Rows = [{"T_NOW": ("s_care",), "T_CAN12": ("s_food",)}] * 10


def test_coverage_is_the_part_of_all_needed_skills_that_somebody_teaches() -> None:
    found = cells(NEEDS, OFFER)
    assert by(found, "IND16", "firms", measure="now", against="trainers").value == 0.33
    assert by(found, "IND16", "firms", measure="soon", against="trainers").value == 0.67


def test_one_provider_is_enough_for_a_skill_to_be_taught() -> None:
    offer = [*OFFER, {"T_NOW": ("s_sell",), "T_CAN12": ("none",)}]
    found = cells(NEEDS, offer)
    assert by(found, "IND16", "firms", measure="now", against="trainers").value == 0.67


def test_coverage_is_hidden_where_fewer_than_ten_providers_answered() -> None:
    found = cells(NEEDS, OFFER[:9])
    assert by(found, "IND16", "firms", measure="now", against="trainers").hidden is Hidden.BASE


def test_in_the_network_only_a_course_of_the_own_territory_covers_a_need() -> None:
    def network(audience: str, north: Rows, south: Rows) -> Sample:
        parts = {"north": sample(audience, north), "south": sample(audience, south, "south")}
        return network_sample(audience, parts)

    firms = network("firms", NEEDS, NEEDS)
    trainers = network("trainers", OFFER, OFFER[:9])
    found = list(training.coverage(Samples(NETWORK, firms=firms, trainers=trainers), LISTS))
    cell = by(found, "IND16", "firms", measure="now", against="trainers")
    assert (cell.value, cell.n) == (0.33, 40)  # of the north alone: few answered in the south
    elsewhere = network("trainers", OFFER, [{"T_NOW": ("s_grow",)}] * 10)
    found = list(training.coverage(Samples(NETWORK, firms=firms, trainers=elsewhere), LISTS))
    cell = by(found, "IND16", "firms", measure="now", against="trainers")
    assert (cell.value, cell.n) == (0.17, 80)


def test_how_full_courses_are_is_told_only_where_ten_providers_said_so() -> None:
    fills = ["half"] * 4 + ["cancel"] * 2 + ["full"] * 6
    rows: Rows = [{"T_NOW": ("s_care",), "T_LOOP[s_care]/fill": fill} for fill in fills]
    assert by(cells(NEEDS, rows), "IND16", "trainers", measure="empty", skill="s_care").value == 0.5
    few = by(
        cells(NEEDS, [*rows[:9], *OFFER]), "IND16", "trainers", measure="empty", skill="s_care"
    )
    assert few.hidden is Hidden.BASE


@pytest.mark.parametrize("scale", [training.PROVIDED, training.WAITED, training.LONGEST])
def test_every_code_of_a_question_on_time_has_its_class(scale: training.Scale) -> None:
    audience = "trainers" if scale.question.startswith("T_") else "firms"
    question = read_questionnaire(ROOT / "surveys" / f"{audience}.yaml").question(scale.question)
    assert question is not None
    asked = {each.code for each in question.choices if not each.is_missing}
    assert asked == {*scale.ends, *scale.beyond}


def test_the_joined_design_names_the_territory_of_each_answer() -> None:
    parts = {name: Design(np.ones(2), population=2) for name in ("north", "south")}
    assert joined(parts).names == ("north/the whole sample", "south/the whole sample")
