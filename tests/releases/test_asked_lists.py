"""The lists of the indicators are those of the questionnaires themselves."""

from pathlib import Path

from app.questionnaire.reading import read_questionnaire
from app.releases.asked_lists import lists_of

SURVEYS = Path(__file__).parents[2] / "surveys"
ASKED = {name: read_questionnaire(SURVEYS / f"{name}.yaml") for name in ("firms", "residents")}
LISTS = lists_of(ASKED)


def test_every_skill_belongs_to_a_family_and_none_is_not_a_skill() -> None:
    in_families = [code for codes in LISTS.families.values() for code in codes]
    assert len(LISTS.skills) == 32
    assert set(in_families) == set(LISTS.skills)
    assert len(LISTS.families) == 6


def test_the_outlook_is_scored_from_much_less_to_much_more() -> None:
    assert dict(LISTS.changes) == {"mm": -1.0, "m": -0.5, "e": 0.0, "p": 0.5, "pp": 1.0}


def test_codes_that_are_no_usable_answer_stand_apart() -> None:
    assert LISTS.missing["F_ACT35"] == ("dk",)
    assert LISTS.missing["R_STAY"] == ("mv_dk",)
    assert LISTS.mobility == ("mv_stay", "mv_leave", "mv_return", "mv_multi")
    assert LISTS.sexes == ("f", "m", "x")


def test_classes_keep_the_order_of_the_questionnaire() -> None:
    assert LISTS.sizes == ("z0", "z1_4", "z5_9", "z10_49", "z50_249", "z250")
    assert LISTS.ages == ("g15", "g20", "g30", "g45", "g55", "g65")
    assert LISTS.education[:2] == ("e02", "e3v")


def test_skills_are_known_whichever_audience_is_asked() -> None:
    assert lists_of({"residents": ASKED["residents"]}).skills == LISTS.skills


def test_an_audience_that_is_not_asked_leaves_its_lists_empty() -> None:
    found = lists_of({"firms": ASKED["firms"]})
    assert (found.mobility, found.ages) == ((), ())
    assert "wh_house" in found.reasons


def test_modules_and_pages_outside_the_core_are_parts_and_the_offer_is_none() -> None:
    firms = {each.name: each for each in LISTS.parts["firms"]}
    assert set(firms) == {"A", "B"}
    assert {"F_ACT35", "F_TRAINED", "F_TMAX"} <= firms["A"].questions
    assert (firms["A"].drawn, firms["B"].drawn) == ("F_MODULE", "F_MODULE")
    residents = {each.name: each for each in LISTS.parts["residents"]}
    assert set(residents) == {"p6_learning", "p7_life", "p9_end"}
    assert residents["p9_end"].questions == {"R_HELP"}
    assert residents["p6_learning"].drawn is None
