"""Files of panels and practices: read whole, and every fault told where it stands."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.questionnaire.panel_document import from_document, to_document
from app.questionnaire.reading import check_files
from app.questionnaire.reading.panels import read_panel
from app.questionnaire.reading.practices import read_practices
from app.questionnaire.reading.problems import UnreadableError
from app.reference.practices import NEEDS

ROOT = Path(__file__).parents[4]
SURVEYS, TRANSLATIONS = ROOT / "surveys", ROOT / "translations"


@dataclass(frozen=True)
class Planted:
    """`before` becomes `after` in a file; the problem begins where `at` begins."""

    file: str
    code: str
    before: str
    after: str
    at: str


FAULTS = (
    Planted("delphi", "unknown-question", '"E_P30"\n    scale', '"E_P31"\n    scale', '"E_P31"'),
    Planted("delphi", "limit", "high: 100, step: 5}", "high: 100, step: 7}", "{low: 0, high: 100"),
    Planted("delphi", "limit", "low: 1, high: 4", "low: 2, high: 5", "{low: 2, high: 5"),
    Planted("delphi", "missing-key", "iqr: 1, end_share", "end_share", "{end_share: 0.75}"),
    Planted("delphi", "unknown-key", "median_change: 5,", "mediane: 5,", "mediane: 5,"),
    Planted("delphi", "unknown-list", 'over: "skills"', 'over: "skils"', '"skils"'),
    Planted("delphi", "no-name", 'the skill \\"${name}\\"', "a skill", '"At least one firm in thr'),
    Planted("delphi", "repeated-code", '"ST12", domain', '"ST11", domain', '"ST11", domain: "sup'),
    Planted("delphi", "limit", "least: 2, most", "least: 4, most", "4, most"),
    Planted("delphi", "unquoted", 'domain: "green"', "domain: green", "green, text"),
    Planted("practices", "unknown-need", '"two_outside_observations"', '"a_visit"', '"a_visit"'),
    Planted("practices", "unknown-state", 'to: "observed"', 'to: "obserfed"', '"obserfed"'),
    Planted(
        "practices", "repeated-code", '"cost", text', '"effect", text', '"effect", text: "Cost"'
    ),
)


@pytest.mark.parametrize("planted", FAULTS, ids=lambda each: f"{each.code} {each.after[:20]}")
def test_a_fault_is_told_where_it_stands(planted: Planted, tmp_path: Path) -> None:
    folder = tmp_path / "surveys"
    folder.mkdir()
    shutil.copy(SURVEYS / "vocabulary.yaml", folder)
    text = (SURVEYS / f"{planted.file}.yaml").read_text("utf-8")
    assert planted.before in text
    broken = text.replace(planted.before, planted.after, 1)
    (folder / f"{planted.file}.yaml").write_text(broken, "utf-8")
    head = broken[: broken.index(planted.at)]
    place = f"{head.count(chr(10)) + 1}:{len(head) - head.rfind(chr(10))}"
    found = check_files([folder / f"{planted.file}.yaml"], tmp_path / "none")
    where = {(each.where.partition(".yaml:")[2], each.code) for each in found}
    assert (place, planted.code) in where, found
    assert all(each.mend for each in found)


def test_the_panel_of_the_surveys_has_no_fault() -> None:
    panel = read_panel(SURVEYS / "delphi.yaml", TRANSLATIONS)
    assert [each.question for each in panel.plan.rules] == ["E_P30", "E_P35", "E_IMP", "E_WISH"]
    assert (panel.plan.least_rounds, panel.plan.most_rounds, panel.plan.least_answers) == (2, 3, 5)
    assert len(panel.plan.statements) == 12
    assert {each.code for each in panel.questionnaire.pages[1].questions} >= {"E_EXP", "E_WHY"}
    assert {"en", "fr"} <= set(panel.questionnaire.languages)


def test_a_template_makes_a_statement_in_every_language() -> None:
    panel = read_panel(SURVEYS / "delphi.yaml", TRANSLATIONS)
    made = panel.planned({"ST_SK": ("s_care",), "ST_ACT": ("a_agri", "a_care")}).statements[12:]
    assert [each.code for each in made] == ["ST_SK_s_care", "ST_ACT_a_agri", "ST_ACT_a_care"]
    assert (made[0].over, made[0].item) == ("skills", "s_care")
    assert all("${name}" not in text for each in made for text in each.text.texts.values())
    assert made[0].text.in_language("fr").startswith("Au moins une entreprise")


def test_a_plan_comes_back_from_its_document() -> None:
    panel = read_panel(SURVEYS / "delphi.yaml", TRANSLATIONS)
    plan = panel.planned({"ST_SK": ("s_care",)})
    assert from_document(to_document(plan)) == plan


def test_the_workflow_of_the_surveys_has_no_fault() -> None:
    workflow = read_practices(SURVEYS / "practices.yaml", TRANSLATIONS)
    assert (workflow.states[0], workflow.states[-1]) == ("lead", "transferred")
    assert {need for needs in workflow.needs.values() for need in needs} == set(NEEDS)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"nowhere\.yaml"):
        read_panel(tmp_path / "nowhere.yaml")


def test_what_was_asked_holds_each_statement_as_a_note() -> None:
    panel = read_panel(SURVEYS / "delphi.yaml", TRANSLATIONS)
    plan = panel.planned({"ST_SK": ("s_care",)})
    asked = panel.asked(plan)
    assert [each.code for each in asked.pages[-1].questions] == [
        each.code for each in plan.statements
    ]
    made = asked.question("ST_SK_s_care")
    assert made is not None
    assert made.text == plan.statements[-1].text
