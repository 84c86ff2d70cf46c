"""Tables of questions: true tables, each field under the name of its path."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests.pages.respond.person import Fields, Person

FILE = Path(__file__).parents[2] / "every_kind.yaml"
FIRST: Fields = {"E_SHORT": "Joiner"}
SECOND: Fields = {"E_YES": "yes"}


@pytest.fixture
def person(app: Flask, client: FlaskClient, tmp_path: Path) -> Person:
    with app.app_context(), transaction():
        campaigns.add(
            NewCampaign(
                code="every",
                questionnaire_id=questionnaires.save(read_questionnaire(FILE, tmp_path)).id,
                wave="w2026",
                territories=("t_one",),
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
            )
        )
    return Person(client).begin(campaign="every")


def table(person: Person, place: int = 0) -> ElementTree.Element:
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(person.html)
    return list(page.iter("table"))[place]


def heads(found: ElementTree.Element, scope: str) -> list[str]:
    texts = (each for each in found.iter("th") if each.get("scope") == scope)
    return [" ".join("".join(each.itertext()).split()) for each in texts]


def test_a_grid_of_one_scale_has_heads_of_rows_and_columns(person: Person) -> None:
    person.answer(FIRST, SECOND)
    found = table(person)
    assert heads(found, "col") == ["Never", "Sometimes", "Often", "Always"]
    assert heads(found, "row")[0] == "Work wood needed"
    fields = [(each.get("name"), each.get("value")) for each in found.iter("input")]
    codes = ["never", "some", "often", "always"]
    assert fields == [(name, code) for name in ("E_WOOD", "E_METAL") for code in codes]
    assert "E_METAL-hint" in person.html


def test_a_row_without_a_needed_answer_is_named_where_it_stands(person: Person) -> None:
    person.answer(FIRST, SECOND).press({"E_METAL": "often"})
    assert person.status == 422
    assert person.page.invalid == ["E_WOOD"]
    row = next(each for each in table(person).iter("th") if each.get("scope") == "row")
    assert [each.get("id") for each in row.iter("p")] == ["E_WOOD-error"]
    assert person.chosen("E_METAL") == ["often"]


def test_an_answer_of_a_row_can_be_taken_back(person: Person) -> None:
    person.answer(FIRST, SECOND, {"E_WOOD": "some", "E_METAL": "often"}).press(go="back")
    assert person.step == "p3"
    assert heads(table(person), "col")[-1] == "No answer"
    assert person.chosen("E_METAL") == ["often"]
    person.answer({"E_WOOD": "some", "E_METAL": ""}).press(go="back")
    assert person.chosen("E_METAL") == []


def test_marks_share_one_hint_and_boxes_are_ticked_by_row(person: Person) -> None:
    person.answer(FIRST, SECOND, {"E_WOOD": "some"})
    assert person.html.count("1 is the lowest, 5 the highest.") == 1
    assert heads(table(person, 1), "col") == ["1", "2", "3", "4", "5"]
    kinds = {each.get("type") for each in table(person, 2).iter("input")}
    assert kinds == {"checkbox"}
    person.answer({"E_BUS": "4", "E_SELLS": ["me", "kin"]}).press(go="back")
    assert (person.chosen("E_BUS"), person.chosen("E_SELLS")) == (["4"], ["me", "kin"])


def test_items_of_a_list_are_rows_of_fields(person: Person) -> None:
    person.answer(FIRST, SECOND, {"E_WOOD": "some"}, {}, {"E_TOWNS": ["t1", "t2"]})
    assert (heads(table(person), "row"), len(heads(table(person), "col"))) == (
        ["Foix", "Millau"],
        3,
    )
    people = {"E_MIXED[t1].people": "2", "E_MIXED[t2].people": "3", "E_MIXED[t1].leaves": "yes"}
    person.answer(people).press(go="back")
    assert person.typed("E_MIXED[t2].people") == "3"
    assert person.typed("E_MIXED[t1].leaves") == "yes"


def test_an_item_inside_another_is_told_by_both(person: Person) -> None:
    towns: Fields = {"E_TOWNS": ["t1"]}
    person.answer(FIRST, SECOND, {"E_WOOD": "some"}, {}, towns, {"E_MIXED[t1].people": "2"})
    while person.step != "p9-2":
        person.answer({})
    assert "Person 1, Skill 1" in person.html
