"""survey check, evaluate, import and export of forms in formats of others."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskCliRunner
from pyxform.xls2xform import convert

from app.commands.survey import survey
from app.formats.survey_files import read_survey_file
from app.store import questionnaires
from tests.unit.formats.xlsform.forms import YES_NO
from tests.unit.formats.xlsform.forms import survey as sheet

ROOT = Path(__file__).resolve().parents[2]
HEADER = "type | name | label | relevant | constraint"
FORM = sheet(
    "integer | age | How old are you? | | . < 120",
    "select_one yn | work | Do you work? | ${age} >= 18 |",
    header=HEADER,
)
FAULTY = FORM.replace(">= 18", ">= ‘18’") + YES_NO  # noqa: RUF001


def run(*arguments: object) -> Result:
    return CliRunner().invoke(survey, [str(each) for each in arguments])


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.md"
    path.write_text(FORM + YES_NO, encoding="utf-8")
    return path


@pytest.fixture
def xform(form: Path) -> Path:
    path = form.with_suffix(".xml")
    path.write_text(str(convert(str(form)).xform), encoding="utf-8")
    return path


def test_check_names_sheet_and_cell(form: Path) -> None:
    form.write_text(FORM.replace("select_one yn", "select_one ny"), encoding="utf-8")
    result = run("check", form, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == {
        "ok": False,
        "problems": [
            {
                "where": f"{form}:survey!B4",
                "code": "unknown-list",
                "message": "No list of choices is called ny.",
                "mend": "Add it to the sheet choices.",
            }
        ],
    }


def test_check_takes_several_formats_at_once(form: Path, xform: Path) -> None:
    result = run("check", form, xform, ROOT / "surveys" / "firms.yaml")
    assert (result.exit_code, result.output) == (0, "No problems.\n")


def test_check_goes_by_content_and_not_by_name(form: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "form.xlsx"
    renamed.write_bytes(form.read_bytes())
    assert run("check", renamed).exit_code == 0


def test_repair_writes_the_form_mended(form: Path, tmp_path: Path) -> None:
    form.write_text(FAULTY, encoding="utf-8")
    out = tmp_path / "out.xlsx"
    assert run("check", form).exit_code == 1
    result = run("check", form, "--repair", out)
    assert result.exit_code == 0
    assert result.output.startswith("survey!E4: The rule ")
    found = read_survey_file(out).needed().question("work")
    assert found is not None
    assert found.show_if is not None
    assert found.show_if.source == "${age} >= '18'"


def test_repair_says_what_is_left_to_do(form: Path, tmp_path: Path) -> None:
    form.write_text(FAULTY.replace("integer", "number"), encoding="utf-8")
    told = json.loads(run("check", form, "--repair", tmp_path / "out.md", "--json").output)
    assert (told["ok"], [each["code"] for each in told["repairs"]]) == (False, ["signs"])
    assert [each["where"] for each in told["problems"]] == [f"{tmp_path / 'out.md'}:survey!B3"]


def test_repair_takes_one_form_in_sheets(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("check", form, form, "--repair", out).exit_code == 2
    yaml = run("check", ROOT / "surveys" / "firms.yaml", "--repair", out)
    assert yaml.exit_code == 1
    assert "only forms in sheets are repaired" in yaml.output


@pytest.mark.parametrize("name", ["form.md", "form.xml"])
def test_evaluate_runs_the_rules(name: str, form: Path, xform: Path, tmp_path: Path) -> None:
    assert form.exists()
    assert xform.exists()
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": {"age": 130, "work": "yes"}}), encoding="utf-8")
    found = json.loads(run("evaluate", tmp_path / name, answers, "--json").output)
    assert found["relevant"] == {"age": True, "work": True}
    assert found["violations"] == [{"path": "age", "code": "constraint"}]
    assert found["choices"] == {"work": ["yes", "no"]}


def test_import_takes_a_form_and_export_gives_it_back(
    app: Flask, runner: FlaskCliRunner, form: Path, tmp_path: Path
) -> None:
    done = runner.invoke(
        survey, ["import", str(form), "--code", "people", "--audience", "residents"]
    )
    assert (done.exit_code, done.stdout) == (
        0,
        "Questionnaire people 1, in en, is imported.\n",
    )
    out = tmp_path / "out.xlsx"
    exported = runner.invoke(survey, ["export", "people", "--to", "xlsform", str(out)])
    assert exported.exit_code == 0, exported.output
    with app.app_context():
        stored = questionnaires.compiled(questionnaires.latest("people").id)
    assert read_survey_file(out).needed() == stored


@pytest.mark.parametrize(("wanted", "name"), [("yaml", "people.yaml"), ("xform", "people.xml")])
def test_export_into_other_formats_reads_back(
    wanted: str, name: str, runner: FlaskCliRunner, form: Path, tmp_path: Path
) -> None:
    runner.invoke(survey, ["import", str(form), "--code", "people"])
    done = runner.invoke(survey, ["export", "people", "--to", wanted, str(tmp_path / name)])
    assert done.exit_code == 0, done.output
    found = read_survey_file(tmp_path / name).needed()
    assert [each.code for each in found.questions()] == ["age", "work"]


def test_export_tells_what_is_not_carried(runner: FlaskCliRunner, tmp_path: Path) -> None:
    runner.invoke(survey, ["import", str(ROOT / "surveys" / "firms.yaml")])
    out = tmp_path / "firms.xlsx"
    done = runner.invoke(survey, ["export", "firms", "--to", "xlsform", str(out)])
    assert done.exit_code == 0
    told = done.output.splitlines()
    assert "Not carried: F_SK: families of choices as headings." in told
    assert told[-1] == f"Questionnaire firms 1.0 is written to {out}."


def test_a_form_at_fault_is_not_imported(runner: FlaskCliRunner, form: Path) -> None:
    form.write_text(FAULTY, encoding="utf-8")
    done = runner.invoke(survey, ["import", str(form)])
    assert done.exit_code == 1
    assert f"{form}:survey!E4: " in done.stdout
