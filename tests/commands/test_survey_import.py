"""survey import: a questionnaire with its translations into the store, or every problem of it."""

import json
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.campaign import campaign
from app.commands.survey import survey
from app.commands.territory import territory
from app.questionnaire.reading import read_questionnaire
from app.reference.languages import LANGUAGES
from app.store import campaigns, questionnaires

ROOT = Path(__file__).resolve().parents[2]
FIRMS = ROOT / "surveys" / "firms.yaml"


def test_it_comes_with_every_language_and_once(app: Flask, runner: FlaskCliRunner) -> None:
    first = runner.invoke(survey, ["import", str(FIRMS)])
    spoken = ", ".join(["en", *sorted(set(LANGUAGES) - {"en"})])
    assert (first.exit_code, first.stdout) == (
        0,
        f"Questionnaire firms 1.0, in {spoken}, is imported.\n",
    )
    again = runner.invoke(survey, ["import", str(FIRMS)])
    assert again.stdout == f"Questionnaire firms 1.0, in {spoken}, is in the store already.\n"
    with app.app_context():
        version = questionnaires.latest("firms")
        assert questionnaires.compiled(version.id) == read_questionnaire(FIRMS)


def test_it_may_be_stored_under_another_code(app: Flask, runner: FlaskCliRunner) -> None:
    assert runner.invoke(survey, ["import", str(FIRMS), "--code", "firms_2"]).exit_code == 0
    with app.app_context():
        assert questionnaires.latest("firms_2").audience == "firms"
    assert runner.invoke(survey, ["import", str(FIRMS), "--code", "Firms 2"]).exit_code == 2


def test_a_file_at_fault_is_not_imported(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    for name in ("surveys", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "surveys" / "firms.yaml"
    text = path.read_text(encoding="utf-8").replace("${F_HIRE} = 'yes'", "${F_HIRE} = 'oui'", 1)
    path.write_text(text, encoding="utf-8")
    done = runner.invoke(survey, ["import", str(path)])
    assert done.exit_code == 1
    assert "[unknown-choice]" in done.stdout
    told = json.loads(runner.invoke(survey, ["import", str(path), "--json"]).stdout)
    assert (told["ok"], len(told["problems"])) == (False, 1)
    with app.app_context(), pytest.raises(questionnaires.NotFoundError):
        questionnaires.latest("firms")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("form.xlsx", "no-survey"),
        ("form.lss", "not-yet"),
        ("none.yaml", "no-file"),
        (".", "not-a-"),
    ],
)
def test_what_cannot_be_imported_is_said(
    runner: FlaskCliRunner, tmp_path: Path, name: str, code: str
) -> None:
    if "." in name[1:] and not name.startswith("none"):
        (tmp_path / name).write_bytes(b"")
    done = runner.invoke(survey, ["import", str(tmp_path / name)])
    assert done.exit_code == 1
    assert f"[{code}" in done.stdout


def test_a_vocabulary_is_no_questionnaire(runner: FlaskCliRunner) -> None:
    done = runner.invoke(survey, ["import", str(ROOT / "surveys" / "vocabulary.yaml")])
    assert done.exit_code == 1
    assert "foreterre-questionnaire/1" in done.stdout


def test_a_campaign_opens_on_an_empty_store_after_import_and_load(
    app: Flask, runner: FlaskCliRunner
) -> None:
    opened = [
        "open", "c-firms", "--questionnaire", "firms", "--wave", "w2026",
        "--territory", "orlense", "--from", "2026-03-02", "--to", "2999-12-31",
    ]  # fmt: skip
    assert "import its file first" in runner.invoke(campaign, opened).stderr
    runner.invoke(survey, ["import", str(FIRMS)])
    assert "`territory load FOLDER`" in runner.invoke(campaign, opened).stderr
    runner.invoke(territory, ["load", str(ROOT / "docs" / "example_territory")])
    assert runner.invoke(campaign, opened).exit_code == 0
    assert "campaign extend c-firms" in runner.invoke(campaign, opened).stderr
    with app.app_context():
        assert campaigns.by_code("c-firms").is_synthetic


def test_a_campaign_is_extended_also_after_it_was_closed(
    app: Flask, runner: FlaskCliRunner
) -> None:
    runner.invoke(survey, ["import", str(FIRMS)])
    runner.invoke(territory, ["load", str(ROOT / "docs" / "example_territory")])
    runner.invoke(campaign, [
        "open", "c", "--questionnaire", "firms", "--wave", "w2026",
        "--territory", "orlense", "--from", "2026-03-02", "--to", "2026-03-03",
    ])  # fmt: skip
    runner.invoke(campaign, ["close", "c"])
    assert runner.invoke(campaign, ["extend", "c", "--to", "2999-12-31"]).exit_code == 0
    with app.app_context():
        found = campaigns.by_code("c")
        assert found.state(found.closes_on) == "open"
    late = runner.invoke(campaign, ["extend", "c", "--to", "2026-03-01"])
    assert (late.exit_code, "give a later day" in late.stderr) == (1, True)
