"""Which respondents stand behind an estimate, and for how many each of them counts."""

from collections.abc import Mapping

import pytest

from app.estimation.shares import share
from app.estimation.tables import Answer, AnswerTable
from app.releases.lists import Part
from app.releases.samples import Sample, Samples, part_sample, territory_sample
from app.releases.weighting import Weighted, weigh
from tests.releases.made_answers import LISTS

PART = Part(name="A", questions=frozenset({"F_TRAINED", "F_LOOP"}), drawn="F_MODULE")
MARGINS = {"size": {"z0": 900.0, "z10_49": 100.0}, "activity": {"a_agri": 1000.0}}


def firm(size: str, **answers: Answer) -> Mapping[str, Answer]:
    return {"F_SIZE": size, "F_ACT": "a_agri", "F_MODULE": "A", **answers}


def weigh_firms(answers: AnswerTable) -> Weighted:
    return weigh("firms", answers, MARGINS, LISTS)


def firms(rows: list[Mapping[str, Answer]]) -> Sample:
    return territory_sample("firms", "north", AnswerTable.of(rows), weigh_firms)


def test_who_took_a_part_is_weighted_anew_to_the_whole_population() -> None:
    """All small firms train nobody, all large ones do: of the population 10 % train.

    Large firms took the part far more often, so that weights of all respondents would say 47 %.
    """
    small = [firm("z0", F_TRAINED="no")] * 10 + [firm("z0")] * 70
    large = [firm("z10_49", F_TRAINED="yes")] * 40
    whole = firms(small + large)
    taking = part_sample(whole, PART, weigh_firms)
    trains = taking.answers.chose("F_TRAINED", "yes")
    assert taking.answers.size == 50
    assert whole.design is not None
    assert taking.design is not None
    assert taking.design.weights.sum() == pytest.approx(1000)
    assert share(trains, taking.design).value == pytest.approx(0.1)
    answered = whole.answers.answered("F_TRAINED")
    trains = whole.answers.chose("F_TRAINED", "yes")
    assert share(trains, whole.design, answered).value == pytest.approx(100 / 212.5)


def test_who_skips_a_question_of_a_part_still_took_it() -> None:
    rows = [firm("z0", **{"F_LOOP[a]/level": "q1"})] * 5 + [firm("z0", F_TRAINED=None)] * 5
    taking = part_sample(firms(rows), PART, weigh_firms)
    assert taking.answers.size == 5


def test_those_who_chose_an_offered_part_count_and_are_said() -> None:
    rows = [firm("z0", F_TRAINED="yes")] * 8 + [firm("z0", F_TRAINED="no", F_MODULE="B")] * 4
    taking = part_sample(firms(rows), PART, weigh_firms)
    assert taking.answers.size == 12
    assert taking.notes[0] == "4 of 12 respondents chose this part when it was offered"


def test_a_question_of_the_core_asks_all_and_one_of_a_part_those_who_took_it() -> None:
    whole = firms([firm("z0")] * 12)
    taking = firms([firm("z0")] * 3)
    samples = Samples("north", firms=whole, taking={("firms", "F_TRAINED"): taking})
    assert samples.asked("firms", "F_HIRE") is whole
    assert samples.asked("firms", "F_TRAINED") is taking
    assert samples.asked("residents", "R_STAY") is None


def test_a_part_that_nobody_took_has_no_design() -> None:
    part = Part(name="p7", questions=frozenset({"F_NOBODY"}))
    assert part_sample(firms([firm("z0")] * 12), part, weigh_firms).design is None
