"""What a page gives a browser to preview its rules: those of its own questions, no more."""

import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests.pages.respond.person import SITE, START, Person

MIXED = """\
format: "foreterre-questionnaire/1"
imported: true
code: "mixed"
version: "1.0"
audience: "firms"
language: "en"
title: "Mixed"
intro: "Some."
privacy: "Nobody."
pages:
  - code: "p1"
    questions:
      - {code: "M_CONTACT", type: "contact", text: "May we write?"}
  - code: "p2"
    questions:
      - {code: "M_DRAWN", type: "integer", text: "One?", constraint: ". > random()"}
      - {code: "M_WRITE", type: "integer", text: "Two?", constraint: ". > 1 or ${M_CONTACT} = ''"}
      - {code: "M_TWICE", type: "calculate", calculate: "${M_SUM} * 2"}
      - {code: "M_SUM", type: "integer", text: "Three?", constraint: "${M_TWICE} < 10"}
  - code: "p3"
    questions:
      - {code: "M_NAME", type: "text", text: "Name?", constraint: "regex(., '<[a-z]+>')",
         constraint_text: "Write it's <name>."}
"""


def told(person: Person) -> dict[str, object] | None:
    before, found, rest = person.html.partition("data-rules='")
    assert before
    return dict(json.loads(unescape(rest.partition("'")[0]))) if found else None


def at_jobs(client: FlaskClient, staff: str) -> Person:
    return Person(client).begin().answer(START, {**SITE, "S_STAFF": staff})


def test_the_answer_that_a_rule_reads_goes_with_it_and_no_other(client: FlaskClient) -> None:
    found = told(at_jobs(client, "12"))
    assert found is not None
    assert found["values"] == {"S_STAFF": 12}
    texts = json.dumps(found["questions"])
    assert "You said that 12 people work there: give no more." in texts
    assert "Will you hire?" not in texts


def test_each_person_has_the_own_answer(client: FlaskClient) -> None:
    first, second = (told(at_jobs(client, staff)) for staff in ("12", "7"))
    assert first is not None
    assert second is not None
    assert (first["values"], second["values"]) == ({"S_STAFF": 12}, {"S_STAFF": 7})


def test_a_page_without_rules_loads_nothing(client: FlaskClient) -> None:
    person = Person(client).begin()
    assert told(person) is None
    assert "rules.js" not in person.html


@pytest.fixture
def mixed(app: Flask, client: FlaskClient, tmp_path: Path) -> Person:
    file = tmp_path / "mixed.yaml"
    file.write_text(MIXED)
    with app.app_context(), transaction():
        campaigns.add(
            NewCampaign(
                code="mixed",
                questionnaire_id=questionnaires.save(read_questionnaire(file, tmp_path)).id,
                wave="w2026",
                territories=("t_one",),
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
            )
        )
    return Person(client).begin(campaign="mixed").answer({"M_CONTACT.email": "a@example.org"})


def test_what_a_browser_cannot_know_is_left_to_the_server(mixed: Person) -> None:
    while mixed.step != "p3":
        assert told(mixed) is None, mixed.step
        mixed.answer({"M_SUM": "2", "M_WRITE": "2", "M_DRAWN": "2"})
    found = told(mixed)
    assert found is not None
    assert "Write it's <name>." in json.dumps(found)
    assert "example.org" not in mixed.html
