"""A trainer: demand that no or few trainers cover."""

from app.questionnaire.model import Answers
from app.reference.cells import Cell
from app.respond.feedback import trainers
from app.respond.feedback.blocks import Block
from tests.unit.respond.feedback.near import NETWORK, block, cell, near, text

OWN: Answers = {"T_NOW": ("s_care",), "T_CAN12": ("s_dev",)}


def lacking(skill: str, value: float | None, where: str = "north") -> Cell:
    return cell("IND15", "firms", value, measure="lacking", skill=skill, where=where)


def share(audience: str, view: str, skill: str, value: float | None, where: str = "north") -> Cell:
    by = {"measure": "share", "skill": skill, "view": view}
    return cell("IND13", audience, value, where=where, **by)


def taught(skill: str, value: float | None, where: str = "north") -> Cell:
    return share("trainers", "now", skill, value, where)


def blocks(*cells: Cell) -> list[Block]:
    return list(trainers.blocks(near("trainers", *cells), OWN))


def test_what_firms_lack_and_few_teach_comes_first_by_the_lack() -> None:
    found = blocks(
        lacking("s_dev", 0.3), taught("s_dev", 0.05),
        lacking("s_care", 0.2), taught("s_care", 0.1),
        lacking("s_lang", 0.6), taught("s_lang", 0.4),
        lacking("s_hr", 0.5), taught("s_hr", None),
    )  # fmt: skip
    demand = block(found, "firms")
    assert [each.cell.dimensions["skill"] for each in demand.rows] == ["s_dev", "s_care"]
    assert text(demand.finding) == (
        "30% of firms here lack “Programming, networks, cybersecurity”, and no or few trainers"
        " teach it."
    )
    assert [each.own for each in demand.rows] == [
        "You said that you could teach it within a year.",
        "You teach it.",
    ]
    assert text(demand.rows[0].said) == "30% of firms lack it; of trainers, 5% teach it"


def test_what_residents_want_to_learn_is_told_apart() -> None:
    found = blocks(share("residents", "learn", "s_dev", 0.2), taught("s_dev", 0.0))
    assert text(block(found, "residents").finding).startswith("20% of residents here want to learn")
    assert "Not enough" in block(found, "firms").finding


def test_both_numbers_are_of_one_place() -> None:
    """What firms of the territory lack is not set beside what trainers elsewhere teach."""
    found = blocks(
        lacking("s_dev", 0.3), taught("s_dev", None),
        lacking("s_hr", 0.4, NETWORK), taught("s_hr", 0.0, NETWORK),
    )  # fmt: skip
    [row] = block(found, "firms").rows
    assert row.cell.territory == NETWORK
    assert row.cell.dimensions["skill"] == "s_hr"


def test_where_all_that_is_asked_for_is_taught_it_is_said() -> None:
    found = blocks(lacking("s_dev", 0.3), taught("s_dev", 0.4))
    assert "teaches each of the skills" in block(found, "firms").finding
    assert not block(found, "firms").rows
