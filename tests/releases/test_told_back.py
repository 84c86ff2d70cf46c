"""Numbers that are told back to those who answer: peers, what is lacked and wanted, and taught."""

from dataclasses import replace

import pytest

from app.estimation.tables import Answer
from app.reference.cells import Cell, Hidden
from app.releases.differences import without_differences
from app.releases.indicators import asked_for, dialogue, peers
from app.releases.samples import Samples
from tests.releases.made_answers import LISTS
from tests.releases.test_indicators import by, sample

Rows = list[dict[str, Answer]]
WANTED = replace(LISTS, services=("sv_peers", "sv_house"))


def firm(plan: str, size: int, activity: str, **more: Answer) -> dict[str, Answer]:
    return {"F_HIRE": plan, "F_EMP": size, "F_ACT": activity, **more}


def cells(rows: Rows) -> list[Cell]:
    firms = sample("firms", rows)
    told = (peers.plans, peers.hard, peers.trained)
    return [cell for cells_of in told for cell in cells_of(firms, LISTS)]


def test_plans_to_hire_are_told_by_size_and_by_activity() -> None:
    rows = [
        *[firm("yes", 2, "a_agri")] * 10,
        *[firm("no", 2, "a_build")] * 30,
        *[firm("maybe", 7, "a_build")] * 10,
    ]
    found = cells(rows)
    assert by(found, "IND01", size="z1_4").value == 0.25
    assert by(found, "IND01", size="z5_9").value == 0.1  # nobody of a few: only the side is said
    assert by(found, "IND01", activity="a_agri").value == 0.9
    assert by(found, "IND01", activity="a_build").n == 40


@pytest.mark.parametrize(("firms", "why"), [(9, Hidden.BASE), (10, None)])
def test_peers_are_told_from_ten_on(firms: int, why: Hidden | None) -> None:
    rows = [*[firm("yes", 2, "a_agri")] * firms, *[firm("no", 7, "a_build")] * 30]
    assert by(cells(rows), "IND01", size="z1_4").hidden is why
    assert by(cells(rows), "IND01", activity="a_agri").hidden is why


def test_a_hard_job_counts_once_a_firm_among_those_that_judged_one() -> None:
    hard: dict[str, Answer] = {"F_JOB_LOOP[j_cook]/hard": "yes", "F_JOB_LOOP[j_farm]/hard": "yes"}
    easy: dict[str, Answer] = {"F_JOB_LOOP[j_cook]/hard": "no"}
    unknown: dict[str, Answer] = {"F_JOB_LOOP[j_cook]/hard": "dk"}
    rows = [
        *[firm("yes", 2, "a_agri", **hard)] * 20,
        *[firm("yes", 7, "a_build", **easy)] * 20,
        *[firm("yes", 7, "a_build", **unknown)] * 30,
    ]
    found = cells(rows)
    everywhere = by(found, "IND03", measure="firms")
    assert (everywhere.value, everywhere.n) == (0.5, 40)
    assert by(found, "IND03", measure="firms", size="z5_9").n == "10-29"


def test_training_is_told_of_those_who_said_whether_somebody_followed_one() -> None:
    rows = [
        *[firm("no", 2, "a_agri", F_TRAINED="yes")] * 30,
        *[firm("no", 2, "a_agri", F_TRAINED="no")] * 10,
        *[firm("no", 2, "a_agri")] * 20,
    ]
    found = cells(rows)
    assert (by(found, "IND22").value, by(found, "IND22").n) == (0.75, 40)
    assert by(found, "IND22", size="z1_4").value == 0.75


def test_a_skill_is_lacked_a_little_or_a_lot_by_a_share_of_all_who_named_skills() -> None:
    def uses(today: str) -> dict[str, Answer]:
        return {"F_SK": ("s_care", "s_hr"), "F_SK_LOOP[s_care]/today": today}

    rows = [*[uses("few")] * 10, *[uses("lack")] * 10, *[uses("ok")] * 20, {"F_SK": ()}]
    found = list(asked_for.lacked(sample("firms", rows), LISTS))
    lacked = by(found, "IND15", measure="lacking", skill="s_care")
    assert (lacked.value, lacked.n) == (0.5, 40)
    assert by(found, "IND15", measure="lacking", skill="s_hr").value == 0


def test_a_service_is_wanted_by_a_share_of_those_who_said_what_would_help() -> None:
    rows: Rows = [{"F_WANT": ("sv_peers",)}] * 10 + [{"F_WANT": ("sv_none",)}] * 30 + [{}] * 5
    found = list(asked_for.services(sample("firms", rows), WANTED))
    assert by(found, "IND19", service="sv_peers").value == 0.25
    assert by(found, "IND19", service="sv_peers").n == 40
    assert by(found, "IND19", service="sv_house").value == 0


def test_shares_of_skills_to_learn_and_taught_stand_beside_their_indices() -> None:
    residents: Rows = [{"R_LEARN": ("s_care",)}] * 10 + [{"R_LEARN": ("none",)}] * 30
    trainers: Rows = [{"T_NOW": ("s_care", "s_hr")}] * 5 + [{"T_NOW": ("s_hr",)}] * 15
    samples = Samples(
        "north", residents=sample("residents", residents), trainers=sample("trainers", trainers)
    )
    found = list(dialogue.matrix(samples, LISTS))
    assert by(found, "IND13", measure="share", view="learn", skill="s_care").value == 0.25
    assert by(found, "IND13", measure="share", view="now", skill="s_care").value == 0.25
    views = {each.dimensions["view"] for each in found if each.dimensions.get("measure") == "share"}
    assert views == {"learn", "now"}


def test_one_hidden_activity_puts_the_total_in_a_band() -> None:
    """Else its firms would be the total's less those of all other activities."""
    rows = [
        *[firm("yes", 2, "a_agri", F_TRAINED="yes")] * 40,
        *[firm("no", 2, "a_build", F_TRAINED="no")] * 40,
        *[firm("no", 2, "a_trade", F_TRAINED="no")] * 40,
        *[firm("no", 2, "a_care", F_TRAINED="no")] * 40,
        *[firm("no", 2, "a_other", F_TRAINED="no")] * 4,
    ]
    kept = without_differences(cells(rows))
    assert by(kept, "IND22", activity="a_other").hidden is Hidden.BASE
    assert by(kept, "IND22").n == "150-169"
    assert by(kept, "IND22", size="z1_4").n == "150-169"  # the same firms under another name
