"""survey check, evaluate and import of surveys of LimeSurvey and SurveyJS, told by content."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskCliRunner

from app.commands.survey import survey
from tests.unit.formats.limesurvey.surveys import Asked, lss
from tests.unit.formats.surveyjs import surveys as surveyjs

AGE = Asked(title="age", type="N")
JOB = Asked(title="job", type="S", relevance="age >= 16", attributes={"time_limit": "9"})
FORM = surveyjs.survey(
    surveyjs.asked("text", "age", inputType="number"),
    surveyjs.asked("text", "job", visibleIf="{age} >= 16", correctAnswer="x"),
    title="People at work",
)


@pytest.fixture(params=["limesurvey", "surveyjs"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Under a name that says nothing."""
    found = tmp_path / "form.txt"
    is_lss = request.param == "limesurvey"
    found.write_bytes(lss(AGE, JOB) if is_lss else json.dumps(FORM).encode())
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(survey, [str(each) for each in arguments])


def test_check_prints_what_is_not_carried(path: Path) -> None:
    result = run("check", path, "--json")
    assert result.exit_code == 0
    told = json.loads(result.output)
    assert told["ok"] is True
    assert [each["code"] for each in told["notes"]] == ["not-carried"]
    assert told["notes"][0]["where"].startswith(f"{path}:")


def test_evaluate_decides(path: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"answers": {"age": 15}}')
    result = run("evaluate", path, answers, "--json")
    assert json.loads(result.output)["relevant"]["job"] is False


def test_a_survey_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "form.json"
    broken.write_text('{"pages": [}')
    result = run("check", broken)
    assert result.exit_code == 1
    assert "form.json:1:" in result.output


def test_import_stores_it_with_its_notes(runner: FlaskCliRunner, path: Path) -> None:
    done = runner.invoke(survey, ["import", str(path), "--code", "work"])
    assert done.exit_code == 0, done.output
    assert "not carried" in done.output
    assert "Questionnaire work 1, in en, is imported." in done.output
