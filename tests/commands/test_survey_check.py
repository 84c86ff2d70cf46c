"""survey check: what it prints and how it ends, on the reference surveys too."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.survey import survey
from tests.unit.questionnaire.reading.small_survey import SURVEY, replace_once, write_survey

ROOT = Path(__file__).resolve().parents[2]
PLANTED = (
    ("surveys/firms.yaml", "unknown-choice", "${F_HIRE} = 'yes'", "${F_HIRE} = 'oui'"),
    ("surveys/residents.yaml", "unknown-type", 'type: "contact"', 'type: "contcat"'),
    ("surveys/trainers.yaml", "roster-over", "coalesce(${T_MAIN}", "coalesce(${T_TYPE}"),
    ("surveys/vocabulary.yaml", "unquoted", '"mv_dk"', "mv_dk"),
    ("surveys/indicators.yaml", "unknown-question", '"T_PLACE"', '"T_PLCE"'),
    (
        "translations/fr/LC_MESSAGES/residents.po",
        "stale-translation",
        'msgid "Where do you live?"',
        'msgid "Where do you stay?"',
    ),
)


def check(*arguments: Path | str) -> Result:
    return CliRunner().invoke(survey, ["check", *map(str, arguments)])


def test_the_reference_surveys_are_clean() -> None:
    result = check(ROOT / "surveys", "--json")
    assert json.loads(result.output) == {"ok": True, "problems": []}
    assert result.exit_code == 0


@pytest.mark.parametrize(("file", "code", "before", "after"), PLANTED, ids=lambda value: value)
def test_a_fault_planted_in_the_reference_surveys_is_found(
    file: str, code: str, before: str, after: str, tmp_path: Path
) -> None:
    for name in ("surveys", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    result = check(tmp_path / "surveys", "--json")
    found = [(each["where"], each["code"]) for each in json.loads(result.output)["problems"]]
    assert result.exit_code == 1
    assert [(place.rpartition(f"{file}:")[2].split(":")[0], code) for place, code in found] == [
        (str(line), code)
    ]


def test_a_problem_is_printed_with_place_message_and_mend(tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    line = replace_once(tmp_path, SURVEY, "        hint:", "        hnit:")
    result = check(path)
    assert result.exit_code == 1
    first = result.output.splitlines()[0]
    assert first.startswith(f"{path}:{line}:9: Question F_EMP has no key hnit.")
    assert first.endswith("Did you mean hint? [unknown-key]")


def test_a_problem_as_json_has_four_parts(tmp_path: Path) -> None:
    result = check(tmp_path / "none.yaml", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == {
        "ok": False,
        "problems": [
            {
                "where": str(tmp_path / "none.yaml"),
                "code": "no-file",
                "message": "There is no such file.",
                "mend": "Check its name and folder.",
            }
        ],
    }


def test_no_file_at_all_is_wrong_usage() -> None:
    assert check().exit_code == 2
    assert check("--nothing").exit_code == 2


def test_what_runs_otherwise_elsewhere_is_a_note_and_no_problem(tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    line = replace_once(
        tmp_path, SURVEY, "        hint:", '        warning: "floor(.) > 0"\n        hint:'
    )
    result = check(path, "--json")
    found = json.loads(result.output)
    assert (result.exit_code, found["ok"]) == (0, True)
    assert [(each["where"], each["code"]) for each in found["notes"]] == [
        (f"{path}:{line}:19", "not-in-collect")
    ]
