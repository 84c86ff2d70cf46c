"""The easy version and help: chosen on the first page, changed on any, told with the response."""

import csv
import json
from pathlib import Path

import pytest
from flask import Flask

from app.commands.responses import export
from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, exports, keys, questionnaires, responses
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests.pages.respond.conftest import DAY, TODAY
from tests.pages.respond.person import Person
from tests.programs import ROOT

EASY = "Are you a woman, a man, or other?"
USUAL = "You are..."
BEGUN = ({"R_CONSENT": "on"}, {"R_PLACE": "t_one1"})


@pytest.fixture
def everyone(app: Flask) -> Person:
    """Somebody at the door of the residents' questionnaire."""
    with app.app_context(), transaction():
        version = questionnaires.save(read_questionnaire(ROOT / "surveys" / "residents.yaml"))
        campaigns.add(
            NewCampaign(
                code="everyone",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("t_one", "t_two"),
                opens_on=TODAY - DAY,
                closes_on=TODAY + DAY,
                languages=("en", "fr"),
                is_synthetic=True,
            )
        )
    return Person(app.test_client()).open("/en/s/everyone")


def told(app: Flask, person: Person) -> tuple[str, bool]:
    with app.app_context():
        found = responses.seen(keys.hashed(person.key))
        return found.words, found.is_assisted


def to_sex(person: Person) -> Person:
    return person.answer(*BEGUN, {"R_AGE": "g30"})


def test_who_chooses_nothing_has_the_usual_version_without_help(
    app: Flask, everyone: Person
) -> None:
    everyone.press()
    assert told(app, everyone) == ("usual", False)
    assert "Change to the easy version" in everyone.html


def test_the_easy_version_asks_one_question_in_short_words(app: Flask, everyone: Person) -> None:
    to_sex(everyone.press({"words": "easy", "assisted": "yes"}))
    assert told(app, everyone) == ("easy", True)
    assert EASY in everyone.html
    assert USUAL not in everyone.html
    assert 'name="R_EDU"' not in everyone.html


def test_pictures_stand_beside_choices_of_the_easy_version_alone(everyone: Person) -> None:
    to_sex(everyone.press({"words": "easy"})).answer({}, {}, {"R_STATUS": "home"}, {})
    assert 'name="R_WANT30"' in everyone.html
    assert "pictures.svg" in everyone.html
    everyone.press({"words": "usual"}, go="")
    assert 'name="R_WANT30"' in everyone.html
    assert "pictures.svg" not in everyone.html


def test_a_change_of_version_keeps_what_was_answered_and_what_was_typed(
    app: Flask, everyone: Person
) -> None:
    to_sex(everyone.press({"words": "easy"}))
    everyone.send({**everyone.hidden, "words": "usual", "R_SEX": "f"})
    assert everyone.status == 200
    assert told(app, everyone) == ("easy_then_usual", False)
    with app.app_context():
        kept = responses.seen(keys.hashed(everyone.key)).answers
    assert (kept["R_AGE"], kept["R_SEX"]) == ("g30", "f")
    assert "R_EDU" not in kept  # shown beside it now, and not passed


def test_the_review_says_and_changes_whether_somebody_helped(app: Flask, everyone: Person) -> None:
    everyone.press({"words": "easy", "assisted": "yes"}).answer(
        {"R_CONSENT": "on"}, {"R_PLACE": "left"}
    )
    while everyone.page.kind != "review":
        everyone.answer({})
    assert "Filled in with help" in everyone.html
    everyone.send({**everyone.hidden, "assisted": "no"})
    assert "Filled in without help" in everyone.html
    assert told(app, everyone)[1] is False


def test_nobody_changes_the_help_of_another_without_the_token(app: Flask, everyone: Person) -> None:
    everyone.press().answer({"R_CONSENT": "on", "R_PLACE": "left"})
    while everyone.page.kind != "review":
        everyone.answer({})
    everyone.send({"assisted": "yes"})
    assert everyone.status == 422
    assert told(app, everyone) == ("usual", False)


def test_skip_stands_beside_continue_where_a_lone_question_may_stay_empty(
    everyone: Person,
) -> None:
    everyone.press({"words": "easy"})
    assert "Skip this question" not in everyone.html  # consent is needed
    to_sex(everyone)
    assert "Skip this question" in everyone.html
    everyone.answer({})
    assert 'name="R_EDU"' in everyone.html


def test_files_of_answers_say_how_people_answered(
    app: Flask, everyone: Person, tmp_path: Path
) -> None:
    to_sex(everyone.press({"words": "easy", "assisted": "yes"}))
    runner = app.test_cli_runner()
    for kind in ("csv", "jsonl"):
        done = runner.invoke(export, ["everyone", "--to", kind, str(tmp_path / kind)])
        assert done.exit_code == 0, done.output
    with (tmp_path / "csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    line = json.loads((tmp_path / "jsonl").read_text(encoding="utf-8"))
    assert (row["words"], row["assisted"]) == (line["words"], line["assisted"]) == ("easy", "yes")
    with app.app_context():
        assert [each.is_assisted for each in exports.rows(campaigns.by_code("everyone"))] == [True]
