"""A firm beside its peers: published, hidden, absent, or of the network alone."""

import pytest

from app.questionnaire.model import Answers
from app.respond.feedback import firms
from app.respond.feedback.blocks import Block
from tests.unit.respond.feedback.near import NETWORK, block, cell, near, text

OWN: Answers = {
    "F_HIRE": "yes",
    "F_SIZE": "z1_4",
    "F_ACT": "a_food",
    "F_SK": ("s_care", "s_food"),
    "F_SK_LOOP[s_care]/today": "lack",
    "F_SK_LOOP[s_food]/today": "ok",
    "F_WANT": ("sv_peers", "sv_house"),
}
FEW = "Not enough people have answered yet to say this without recognising somebody."


def blocks(*cells: object, own: Answers = OWN) -> list[Block]:
    return list(firms.blocks(near("firms", *cells), own))  # type: ignore[arg-type]  # cells


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("yes", "You plan to hire, as 34% of firms like yours do."),
        ("maybe", "You may hire; 34% of firms like yours plan to."),
        ("no", "You do not plan to hire; 34% of firms like yours do."),
    ],
)
def test_own_plans_stand_beside_those_of_firms_of_the_same_size(plan: str, said: str) -> None:
    found = blocks(cell("IND01", "firms", 0.34, size="z1_4"), own={**OWN, "F_HIRE": plan})
    hiring = block(found, "hiring")
    assert text(hiring.finding) == said
    [row] = hiring.rows
    assert row.label == "Firms of your size here: 1 to 4 employees"
    assert text(row.solid) == "between 24% and 44%; 120 answered"


def test_peers_of_the_activity_come_from_the_network_where_they_are_hidden_here() -> None:
    found = blocks(
        cell("IND01", "firms", 0.34, size="z1_4"),
        cell("IND01", "firms", None, activity="a_food"),
        cell("IND01", "firms", 0.5, activity="a_food", where=NETWORK),
    )
    size, activity = block(found, "hiring").rows
    assert size.cell.territory == "north"
    assert activity.cell.territory == NETWORK
    assert activity.label.startswith("Firms with your activity in the whole network:")


def test_no_number_of_another_size_or_activity_is_told() -> None:
    found = blocks(
        cell("IND01", "firms", 0.34, size="z5_9"), cell("IND01", "firms", 0.4, activity="a_agri")
    )
    assert text(block(found, "peers").finding) == FEW
    assert all(not each.rows for each in found)


def test_where_the_network_has_none_either_it_is_said_in_words() -> None:
    hidden = [
        cell("IND01", "firms", None, size="z1_4"),
        cell("IND01", "firms", None, size="z1_4", where=NETWORK),
    ]
    found = blocks(*hidden)
    assert [text(each.finding) for each in found] == [FEW] * 3
    assert all("%" not in each.finding for each in found)


def test_a_question_that_was_not_answered_is_not_told_of() -> None:
    cells = [cell("IND01", "firms", 0.3, size="z1_4"), cell("IND22", "firms", 0.4, size="z1_4")]
    assert "training" not in {each.code for each in blocks(*cells)}
    with_training = blocks(*cells, own={**OWN, "F_TRAINED": "no"})
    assert text(block(with_training, "training").finding).startswith("Nobody at your site")


@pytest.mark.parametrize(
    ("hard", "said"),
    [("yes", "You expect a job to be hard"), ("no", "You expect no job to be hard")],
)
def test_a_hard_job_is_told_beside_those_of_peers(hard: str, said: str) -> None:
    own = {**OWN, "F_JOB_LOOP[j_cook]/hard": hard, "F_JOB_LOOP[j_cook]/n": 1}
    found = blocks(cell("IND03", "firms", 0.6, measure="firms", size="z1_4"), own=own)
    assert text(block(found, "hard").finding).startswith(said)


def lacking(skill: str, value: float | None, where: str = "north") -> object:
    return cell("IND15", "firms", value, measure="lacking", skill=skill, where=where)


def test_the_three_skills_that_firms_here_lack_most_are_named_in_order() -> None:
    found = blocks(
        lacking("s_food", 0.1),
        lacking("s_care", 0.4),
        lacking("s_dev", 0.3),
        lacking("s_hr", 0.2),
        lacking("s_lang", None),
        lacking("s_lang", 0.9, NETWORK),
    )
    lacked = block(found, "lacked")
    assert [each.cell.dimensions["skill"] for each in lacked.rows] == ["s_care", "s_dev", "s_hr"]
    assert [each.own for each in lacked.rows] == ["You lack it too.", "", ""]
    assert text(lacked.finding) == (
        "What firms here lack most is “Caring for older or dependent people”: 40% of them lack it."
    )


def test_skills_lacked_come_from_the_network_where_none_is_shown_here() -> None:
    lacked = block(blocks(lacking("s_care", None), lacking("s_dev", 0.3, NETWORK)), "lacked")
    assert text(lacked.finding).startswith("What firms of the whole network lack most")


def test_services_are_those_that_the_firm_wants_too() -> None:
    found = blocks(
        cell("IND19", "firms", 0.2, service="sv_peers"),
        cell("IND19", "firms", 0.3, service="sv_house"),
        cell("IND19", "firms", 0.9, service="sv_admin"),
    )
    services = block(found, "services")
    assert [each.cell.value for each in services.rows] == [0.3, 0.2]
    assert text(services.finding) == (
        "You are not alone: “Housing or transport for staff” would also help 30% of firms here."
    )


def test_who_wants_no_service_sees_what_would_help_most_firms() -> None:
    found = blocks(
        cell("IND19", "firms", 0.9, service="sv_admin"), own={**OWN, "F_WANT": ("sv_none",)}
    )
    assert text(block(found, "services").finding).startswith("What would help most firms here")
