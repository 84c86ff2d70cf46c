"""Pages of every kind of question, with no script: shown, refused by name, kept."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, keys, questionnaires, responses
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests.pages.respond.person import Person

KINDS = """\
format: "foreterre-questionnaire/1"
code: "kinds"
version: "1.0"
audience: "firms"
language: "en"
title: "Kinds"
intro: "All of them."
privacy: "Nobody."
lists:
  towns:
TOWNS
pages:
  - code: "p1"
    core: true
    questions:
      - {code: "K_DAY", type: "date", text: "Which day?", required: true}
      - {code: "K_RANGE", type: "range", text: "How sure?", min: 0, max: 1, step: 0.5}
      - {code: "K_STARS", type: "rating", text: "How good?"}
      - {code: "K_YES", type: "yes_no", text: "Again?"}
      - {code: "K_ACK", type: "acknowledge", text: "I have read this."}
      - {code: "K_FIXED", type: "text", text: "Known", read_only: true, default: "from before"}
      - {code: "K_BIG", type: "integer", text: "How many?", warning: ". < 100",
         warning_text: "More than 99?"}
      - code: "K_RANK"
        type: "ranking"
        text: "What first?"
        choices: [{code: "a", text: "Apples"}, {code: "b", text: "Beets"}]
  - code: "p2"
    questions:
      - code: "K_SPLIT"
        type: "constant_sum"
        text: "Share out 100"
        choices: [{code: "own", text: "Own money"}, {code: "bank", text: "Bank"}]
      - {code: "K_TOWN", type: "single", text: "Which town?", choices: "towns"}
  - code: "p3"
    questions:
      - code: "K_STOP"
        type: "repeat"
        text: "Stop"
        questions: [{code: "place", type: "text", text: "Where?", max_characters: 40}]
"""
MANY = 300
TOWNS = "\n".join(f'    - {{code: "t{n}", text: "Saint-Été {n}"}}' for n in range(MANY))
FIRST = {
    "K_DAY": "2026-11-23", "K_RANGE": "0.5", "K_STARS": "4", "K_YES": "no", "K_ACK": "on",
    "K_BIG": "7", "K_RANK.a": "2", "K_RANK.b": "1",
}  # fmt: skip
SHARES = {"K_SPLIT[own].share": "60", "K_SPLIT[bank].share": "40"}


@pytest.fixture
def person(app: Flask, client: FlaskClient, tmp_path: Path) -> Person:
    file = tmp_path / "kinds.yaml"
    file.write_text(KINDS.replace("TOWNS", TOWNS))
    with app.app_context(), transaction():
        version = questionnaires.save(read_questionnaire(file, tmp_path))
        today = date.today()  # noqa: DTZ011  # campaigns open and close by the day
        campaigns.add(
            NewCampaign(
                code="kinds",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("t_one",),
                opens_on=today,
                closes_on=today,
                languages=(),
                is_synthetic=False,
            )
        )
    return Person(client).begin(campaign="kinds")


def answers(app: Flask, person: Person) -> dict[str, object]:
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(person.key), lock=False).answers)


@pytest.mark.usefixtures("person")
def test_a_questionnaire_that_says_no_time_promises_none(client: FlaskClient) -> None:
    for address, door in (("/en/", "/s/kinds"), ("/en/s/kinds", "Kinds")):
        page = client.get(address).text
        assert door in page
        assert "0 minutes" not in page


def test_answers_of_every_kind_are_kept_with_their_type(app: Flask, person: Person) -> None:
    assert 'type="date"' in person.html
    assert "from before" in person.html
    assert 'name="K_FIXED"' not in person.html
    person.answer(FIRST, SHARES)
    kept = answers(app, person)
    assert kept["K_DAY"] == "2026-11-23"
    assert (kept["K_RANGE"], kept["K_STARS"], kept["K_YES"], kept["K_ACK"]) == (0.5, 4, "no", "OK")
    assert list(kept["K_RANK"]) == ["b", "a"]
    assert kept["K_SPLIT[own]/share"] == 60


@pytest.mark.parametrize(
    ("field", "typed", "named", "sentence"),
    [
        ("K_DAY", "23/11/2026", "K_DAY", "Write a day"),
        ("K_RANGE", "0.3", "K_RANGE", "in steps of 0.5"),
        ("K_STARS", "9", "K_STARS", "between 1 and 5"),
        ("K_RANK.a", "1", "K_RANK.a", "each rank once"),
    ],
)
def test_what_cannot_be_taken_is_named(
    person: Person, field: str, typed: str, named: str, sentence: str
) -> None:
    person.press({**FIRST, field: typed})
    assert person.status == 422
    assert named in person.page.invalid
    assert sentence in person.html


def test_an_unlikely_answer_is_asked_about_once(app: Flask, person: Person) -> None:
    person.press({**FIRST, "K_BIG": "500"})
    assert (person.status, person.step) == (200, "p1")
    assert "More than 99?" in person.html
    assert answers(app, person)["K_BIG"] == 500
    person.press({**FIRST, "K_BIG": "500"})
    assert person.step == "p2"


def test_shares_must_make_the_total(person: Person) -> None:
    person.answer(FIRST).press({**SHARES, "K_SPLIT[bank].share": "30"})
    assert person.status == 422
    assert "must make 100; now they make 90" in person.html


def test_a_long_list_is_searched_without_a_script(app: Flask, person: Person) -> None:
    person.answer(FIRST, SHARES)
    assert person.step == "p2-2"
    assert person.html.count('type="radio"') == 0
    person.press({"K_TOWN.search": "saint ete 29"}, go="search")
    assert (person.status, person.html.count('type="radio"')) == (200, 13)
    person.press({"K_TOWN.search": "ETE 29"}, go="next")
    assert person.step == "p2-2"
    assert person.html.count('type="radio"') == 13  # 29, 129, 229, 290 to 299
    person.press({"K_TOWN.search": "ETE 29", "K_TOWN": "t291"})
    assert person.step == "p3"
    assert answers(app, person)["K_TOWN"] == "t291"


def test_a_whole_name_needs_no_second_page(app: Flask, person: Person) -> None:
    person.answer(FIRST, SHARES).press({"K_TOWN.search": "saint-été 7"})
    assert person.step == "p3"
    assert answers(app, person)["K_TOWN"] == "t7"


def test_a_list_grows_and_shrinks_with_its_buttons(app: Flask, person: Person) -> None:
    person.answer(FIRST, SHARES, {})
    assert person.step == "p3"
    person.send({**person.hidden, "K_STOP[1].place": "Foix", "add": "K_STOP"})
    assert person.step == "p3"
    assert person.typed("K_STOP[1].place") == "Foix"
    assert 'name="K_STOP[2].place"' in person.html
    person.send({**person.hidden, "K_STOP[1].place": "Foix", "remove": "K_STOP[2]"})
    assert 'name="K_STOP[2].place"' not in person.html
    person.answer({"K_STOP[1].place": "Foix"})
    assert person.page.kind == "review"
    assert answers(app, person)["K_STOP[1]/place"] == "Foix"
