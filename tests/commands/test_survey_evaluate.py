import json
from pathlib import Path

from click.testing import CliRunner, Result

from app.commands.survey_evaluate import survey_evaluate

FIRMS = Path(__file__).resolve().parents[2] / "surveys" / "firms.yaml"


def run(folder: Path, text: str, *options: str) -> Result:
    answers = folder / "answers.json"
    answers.write_text(text, encoding="utf-8")
    return CliRunner().invoke(survey_evaluate, [str(FIRMS), str(answers), *options])


def test_json_holds_what_programs_read(tmp_path: Path) -> None:
    document = {"answers": {"F_EMP": 12, "F_SK": ["s_care"]}, "seed": 4, "today": "2026-11-23"}
    result = run(tmp_path, json.dumps(document), "--json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert set(found) == {
        "relevant", "required", "readonly", "values", "violations", "choices", "next"
    }  # fmt: skip
    assert found["values"]["F_SIZE"] == "z10_49"
    assert found["relevant"]["F_SK_LOOP[s_care]/today"] is True
    assert {"path": "F_CONSENT", "code": "required"} in found["violations"]
    assert found["next"] == "p0_consent"
    assert "s_care" not in found["choices"]["F_SKNEW"]


def test_people_read_a_line_a_path(tmp_path: Path) -> None:
    result = run(tmp_path, '{"F_EMP": 0}')
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert "F_EMP: 0" in lines
    assert "F_AGE55: not asked" in lines
    assert "Violation: F_CONSENT: required" in lines
    assert lines[-1] == "Next page: p0_consent"


def test_an_unknown_path_is_named_with_the_nearest(tmp_path: Path) -> None:
    result = run(tmp_path, '{"F_EMPS": 3, "F_SK_LOOP[s_care]/todays": "ok"}')
    assert result.exit_code == 1
    assert "F_EMPS: no question has this code. Did you mean F_EMP?" in result.output
    assert "Did you mean F_SK_LOOP/today?" in result.output


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path, '{"answers": {}, "page": "p99"}')
    assert result.exit_code == 1
    assert "'p99'" in result.output


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    for text in ("{", "[1]", '"x"', ""):
        result = run(tmp_path, text)
        assert result.exit_code == 1
        assert "answers.json: not" in result.output


def test_a_number_beyond_all_numbers_is_a_violation_and_not_a_crash(tmp_path: Path) -> None:
    result = run(tmp_path, '{"F_EMP": 1e400, "F_AGE55": 12345678901234567890}', "--json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert {"path": "F_EMP", "code": "type"} in found["violations"]
