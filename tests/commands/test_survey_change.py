"""survey import against answers, survey codebook and responses together: nothing gets lost."""

import csv
import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.responses import responses
from app.commands.survey import survey
from app.questionnaire.model import Value
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_store
from tests.small_survey import SMALL

HEAD = """\
format: "foreterre-questionnaire/1"
code: "shops"
version: "{version}"
audience: "firms"
unit: "establishment"
language: "en"
vocabulary: "vocabulary.yaml"
minutes: {{core: 1, whole: 1}}
title: "Shops"
intro: "A minute."
privacy: |-
  Why. To test.

  Your rights. You can erase your answers.
pages:
  - code: "p1"
    core: true
    title: "The shop"
    questions:
"""
CONSENT = '{code: "CONSENT", type: "consent", required: true, text: "I agree."}'
STAFF = '{code: "STAFF", type: "integer", min: 0, max: 500, text: "How many people?"}'
PEOPLE = '{code: "PEOPLE", type: "integer", min: 0, max: 500, text: "How many people work here?"}'
STAFF_TEXT = '{code: "STAFF", type: "text", max_characters: 90, text: "Who works here?"}'
KIND = """\
code: "KIND"
        type: "single"
        text: "Which shop?"
        choices: [{code: "bakery", text: "A bakery"}, {code: "bar", text: "A bar"}]"""
KIND_2 = KIND.replace('code: "bar", text: "A bar"', 'code: "cafe", text: "A bar, café"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SMALL / "vocabulary.yaml", tmp_path)
    return tmp_path


def written(folder: Path, version: str, *questions: str) -> str:
    listed = "".join(f"      - {each}\n" for each in (CONSENT, *questions))
    path = folder / f"shops_{version}.yaml"
    path.write_text(HEAD.format(version=version) + listed, encoding="utf-8")
    return str(path)


def answer(app: Flask, campaign: str, *rows: Mapping[str, Value], is_test: bool = False) -> None:
    """A campaign on the newest version, with these responses."""
    with app.app_context(), transaction():
        if not campaigns.all_campaigns():
            made_store.territories()
        asking = campaigns.add(
            NewCampaign(
                code=campaign,
                questionnaire_id=questionnaires.latest("shops").id,
                wave="w2026",
                territories=("demo_fr",),
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
            )
        )
        for row in rows:
            made_store.response(asking, row).is_test = is_test


def versions(app: Flask) -> str:
    with app.app_context():
        return questionnaires.latest("shops").version


def told(done: Result) -> list[str]:
    return [each["code"] for each in json.loads(done.stdout)["problems"]]


def test_a_change_is_told_and_what_loses_an_answer_is_refused(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    assert runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)]).exit_code == 0
    answer(app, "first", {"STAFF": 3, "KIND": "bar"}, {"STAFF": 5, "KIND": "bakery"})
    done = runner.invoke(survey, ["import", written(folder, "2.0", PEOPLE, KIND_2)])
    assert done.exit_code == 1
    assert "- PEOPLE is new on page p1: integer, “How many people work here?”." in done.stdout
    assert "shops_2.0.yaml: STAFF is not in the new version, and 2 responses answer it." in (
        done.stdout
    )
    assert "KIND: the choice bar is gone, and 1 response answers it." in done.stdout
    assert "--propose-mapping OUT" in done.stdout
    assert versions(app) == "1.0"
    as_json = runner.invoke(survey, ["import", str(folder / "shops_2.0.yaml"), "--json"])
    assert told(as_json) == ["question-lost", "choice-lost"]
    kinds = [each["kind"] for each in json.loads(as_json.stdout)["changes"]]
    assert kinds == ["added", "choice-removed", "choice-added", "removed"]


def test_test_answers_and_answers_that_nobody_gave_hold_up_no_change(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    answer(app, "first", {"STAFF": None})
    answer(app, "tried", {"STAFF": 3}, is_test=True)
    done = runner.invoke(survey, ["import", written(folder, "2.0", KIND)])
    assert (done.exit_code, versions(app)) == (0, "2.0")


def test_the_proposed_mapping_carries_the_answers_into_one_table(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    answer(app, "first", {"STAFF": 3, "KIND": "bar"})
    new, mapping = written(folder, "2.0", PEOPLE, KIND_2), folder / "mapping.yaml"
    offered = runner.invoke(survey, ["import", new, "--propose-mapping", str(mapping)])
    assert (offered.exit_code, versions(app)) == (0, "1.0")
    text = mapping.read_text(encoding="utf-8")
    assert ('"STAFF": "PEOPLE"' in text, '"bar": "cafe"' in text) == (True, True)
    done = runner.invoke(survey, ["import", new, "--mapping", str(mapping)])
    assert (done.exit_code, versions(app)) == (0, "2.0"), done.output
    assert "- STAFF is called PEOPLE now." in done.stdout
    answer(app, "second", {"PEOPLE": 8, "KIND": "cafe"})
    out = folder / "out.csv"
    runner.invoke(responses, ["together", "shops", "--to", "csv", str(out)])
    with out.open(newline="") as file:
        rows = [
            (row["campaign"], row["version"], row["PEOPLE"], row["KIND"])
            for row in csv.DictReader(file)
        ]
    assert rows == [("first", "1.0", "3", "cafe"), ("second", "2.0", "8", "cafe")]
    lines = folder / "out.jsonl"
    runner.invoke(responses, ["together", "shops", "--to", "jsonl", str(lines)])
    first = json.loads(lines.read_text(encoding="utf-8").splitlines()[0])
    assert first["answers"] == {"KIND": "cafe", "PEOPLE": 3}
    runner.invoke(responses, ["export", "first", "--to", "jsonl", str(lines)])
    assert json.loads(lines.read_text())["answers"] == {"STAFF": 3, "KIND": "bar"}


def test_the_codebook_tells_each_version_of_a_column(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    answer(app, "first", {"STAFF": 3})
    mapping = folder / "mapping.yaml"
    mapping.write_text('drop: ["STAFF"]\nchoices: {"KIND": {"bar": "cafe"}}\n', encoding="utf-8")
    new = written(folder, "2.0", STAFF_TEXT, KIND_2)
    assert told(runner.invoke(survey, ["import", new, "--json"])) == ["question-retyped"]
    assert runner.invoke(survey, ["import", new, "--mapping", str(mapping)]).exit_code == 0
    out = folder / "book.csv"
    done = runner.invoke(survey, ["codebook", "shops", "--to", "csv", str(out)])
    assert done.stdout == f"Codebook of shops, versions 1.0, 2.0: {out}\n"
    with out.open(newline="", encoding="utf-8") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert rows == [
        ("CONSENT", "1.0", "CONSENT", "consent", "", "", "", "I agree."),
        ("CONSENT", "2.0", "CONSENT", "consent", "", "", "", "I agree."),
        ("STAFF", "2.0", "STAFF", "text", "", "", "", "Who works here?"),
        ("KIND", "1.0", "KIND", "single", "", "", "", "Which shop?"),
        ("KIND", "1.0", "KIND", "single", "bakery", "bakery", "", "A bakery"),
        ("KIND", "1.0", "KIND", "single", "cafe", "bar", "", "A bar"),
        ("KIND", "2.0", "KIND", "single", "", "", "", "Which shop?"),
        ("KIND", "2.0", "KIND", "single", "bakery", "bakery", "", "A bakery"),
        ("KIND", "2.0", "KIND", "single", "cafe", "cafe", "", "A bar, café"),
        ("STAFF@1.0", "1.0", "STAFF", "integer", "", "", "", "How many people?"),
    ]
    runner.invoke(survey, ["codebook", "shops", "--to", "json", str(out)])
    book = json.loads(out.read_text(encoding="utf-8"))
    assert [each["column"] for each in book["columns"]] == ["CONSENT", "STAFF", "KIND", "STAFF@1.0"]


def test_answers_of_all_versions_before_count_and_a_dropped_code_is_not_reused_unseen(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    answer(app, "first", {"STAFF": 3, "KIND": "bar"})
    mapping = folder / "mapping.yaml"
    mapping.write_text('drop: ["STAFF"]\n', encoding="utf-8")
    two = written(folder, "2.0", KIND)
    assert runner.invoke(survey, ["import", two, "--mapping", str(mapping)]).exit_code == 0
    three = written(folder, "3.0", STAFF_TEXT, KIND_2)
    again = runner.invoke(survey, ["import", three, "--json"])
    assert told(again) == ["choice-lost", "code-reused"]
    mapping.write_text('drop: ["STAFF"]\ndrop_choices: {"KIND": ["bar"]}\n', encoding="utf-8")
    assert runner.invoke(survey, ["import", three, "--mapping", str(mapping)]).exit_code == 0
    out = folder / "out.csv"
    runner.invoke(responses, ["together", "shops", "--to", "csv", str(out)])
    with out.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["STAFF"], row["STAFF@1.0"], row["KIND"]) == ("", "3", "bar")


def test_a_mapping_at_fault_is_refused_where_it_is(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    mapping = folder / "mapping.yaml"
    mapping.write_text('questions: {"STAF": "PEOPLE"}\ndrop: ["KINDS"]\n', encoding="utf-8")
    new = written(folder, "2.0", PEOPLE, KIND_2)
    done = runner.invoke(survey, ["import", new, "--mapping", str(mapping)])
    first, second, last = done.stdout.splitlines()
    assert first.startswith(f"{mapping}:1:13: The version before has no question STAF.")
    assert second.startswith(f"{mapping}:2:8: No version before has KINDS.")
    assert last == "2 problems."
    assert (done.exit_code, versions(app)) == (1, "1.0")


def test_there_is_nothing_to_map_in_the_first_version(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    first, mapping = written(folder, "1.0", STAFF), folder / "mapping.yaml"
    offered = runner.invoke(survey, ["import", first, "--propose-mapping", str(mapping)])
    assert ("import it as it is" in offered.stderr, mapping.exists()) == (True, False)
    mapping.write_text('drop: ["STAFF"]\n', encoding="utf-8")
    done = runner.invoke(survey, ["import", first, "--mapping", str(mapping), "--json"])
    assert told(done) == ["no-version"]
    assert (
        "import its file first"
        in runner.invoke(survey, ["codebook", "shops", "--to", "csv", str(folder / "out")]).stderr
    )
    with app.app_context(), pytest.raises(questionnaires.NotFoundError):
        questionnaires.latest("shops")


def test_an_answer_that_comes_after_its_question_went_keeps_its_column(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(survey, ["import", written(folder, "1.0", STAFF, KIND)])
    answer(app, "first")
    assert runner.invoke(survey, ["import", written(folder, "2.0", STAFF_TEXT)]).exit_code == 0
    answer(app, "second", {"STAFF": "two bakers"})
    with app.app_context(), transaction():
        made_store.response(campaigns.by_code("first"), {"STAFF": 3, "KIND": "bar"})
    out = folder / "out.csv"
    runner.invoke(responses, ["together", "shops", "--to", "csv", str(out)])
    with out.open(newline="", encoding="utf-8") as file:
        rows = [(row["STAFF"], row["STAFF@1.0"], row["KIND"]) for row in csv.DictReader(file)]
    assert rows == [("", "3", "bar"), ("two bakers", "", "")]
