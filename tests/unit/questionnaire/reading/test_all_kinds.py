"""Every kind of question in a file, in groups and repeats, and forms that come from elsewhere."""

from pathlib import Path

import pytest

from app.questionnaire.document import from_document, to_document
from app.questionnaire.model import Question, QuestionKind, Questionnaire
from app.questionnaire.reading import check_files, read_questionnaire
from app.questionnaire.reading.problems import UnreadableError
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import SETTING

HEAD = """\
format: "foreterre-questionnaire/1"
code: "kinds"
version: "1.0"
audience: "firms"
language: "en"
title: "Kinds"
intro: "All of them."
privacy: "Nobody."
"""
KINDS = (
    HEAD
    + """\
lists:
  towns:
    - {code: "foix", text: "Foix", attributes: {valley: "ariege"}}
    - {code: "auch", text: "Auch", attributes: {valley: "gers"}}
tables:
  rates: [["code", "rate"], ["a", "0.5"]]
pages:
  - code: "p1"
    questions:
      - {code: "F_DAY", type: "date", text: "Day", default_rule: "today()"}
      - {code: "F_HOUR", type: "time", text: "Hour", required: "${F_DAY} != ''",
         required_text: "At what time?"}
      - {code: "F_START", type: "date_time", text: "Start", read_only: true}
      - {code: "F_LONG", type: "text", text: "Tell", long: true, warning: "string-length(.) > 3",
         warning_text: "So short?", media: {image: "map.png"}, appearance: ["w1"]}
      - {code: "F_VALLEY", type: "text", text: "Valley", default: "gers"}
      - {code: "F_TOWN", type: "single", text: "Town", choices: "towns",
         choice_filter: "valley = ${F_VALLEY}"}
      - {code: "F_RANK", type: "ranking", text: "Rank", choices: "towns", max_selected: 2}
      - {code: "F_RANGE", type: "range", text: "Range", min: 0, max: 1, step: 0.1}
      - {code: "F_STARS", type: "rating", text: "Stars"}
      - {code: "F_YES", type: "yes_no", text: "Yes?"}
      - {code: "F_ACK", type: "acknowledge", text: "Read"}
      - {code: "F_KNOWN", type: "hidden", default: 3}
      - {code: "F_AT", type: "geopoint", text: "Where"}
      - {code: "F_PHOTO", type: "image", text: "Photo"}
      - {code: "F_SCAN", type: "barcode", text: "Code"}
      - code: "F_SPLIT"
        type: "constant_sum"
        text: "Split 100"
        choices: [{code: "own", text: "Own"}, {code: "bank", text: "Bank"}]
      - {code: "F_COPY", type: "text", text: "Copy", calculate: "${F_LONG}", triggers: ["F_YES"]}
  - code: "p2"
    questions:
      - code: "F_GRID"
        type: "group"
        grid: true
        show_if: "${F_YES} = 'yes'"
        questions:
          - {code: "F_G1", type: "scale", text: "One", choices: "towns"}
          - code: "F_INNER"
            type: "group"
            questions: [{code: "F_G2", type: "text", text: "Two"}]
      - code: "F_TRIP"
        type: "repeat"
        text: "Trips"
        max_items: 4
        questions:
          - {code: "km", type: "decimal", text: "How far?"}
          - code: "stop"
            type: "repeat"
            text: "Stops"
            count: "2"
            questions:
              - {code: "why", type: "text", text: "Why?", show_if: "${km} > 5"}
"""
)


def read(tmp_path: Path, text: str) -> Questionnaire:
    file = tmp_path / "kinds.yaml"
    file.write_text(text)
    return read_questionnaire(file, tmp_path)


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, text)
    return [
        (each.code, each.where.partition(":")[2].split("yaml:")[-1])
        for each in caught.value.problems
    ]


def question(made: Questionnaire, code: str) -> Question:
    found = made.question(code)
    assert found is not None
    return found


def test_a_file_holds_every_kind_in_groups_and_repeats(tmp_path: Path) -> None:
    made = read(tmp_path, KINDS)
    kinds = {each.kind for each in made.questions()}
    assert kinds > {QuestionKind.DATE, QuestionKind.RANKING, QuestionKind.CONSTANT_SUM}
    assert question(made, "F_G2").kind is QuestionKind.TEXT
    assert question(made, "F_TRIP").fields[1].fields[0].code == "why"
    assert question(made, "F_HOUR").required_if is not None
    assert question(made, "F_STARS").maximum == 5
    assert [each.text.in_language("en") for each in question(made, "F_YES").choices] == [
        "Yes",
        "No",
    ]
    assert question(made, "F_TOWN").choices is made.lists["towns"]
    assert made.tables["rates"] == ({"code": "a", "rate": "0.5"},)


def test_what_was_read_is_answered(tmp_path: Path) -> None:
    made = read(tmp_path, KINDS)
    answers = {
        "F_YES": "yes", "F_G2": "x", "F_TRIP[1]/km": 3, "F_TRIP[2]/km": 8.5,
        "F_TRIP[2]/stop[1]/why": "rain", "F_TRIP[1]/stop[1]/why": "never asked",
        "F_SPLIT[own]/share": 30,
    }  # fmt: skip
    found = Sheet.of(made, answers, SETTING)
    assert found.values["F_DAY"] == "2026-11-23"
    assert found.values["F_KNOWN"] == 3
    assert [each.code for each in found.by_path["F_TOWN"].choices] == ["auch"]
    assert found.dropped == ("F_TRIP[1]/stop[1]/why",)
    assert found.values["F_TRIP[2]/stop[1]/why"] == "rain"
    assert found.by_path["F_HOUR"].is_required
    assert not found.by_path["F_START"].is_answered


def test_what_was_read_is_stored_and_comes_back(tmp_path: Path) -> None:
    made = read(tmp_path, KINDS)
    document = to_document(made)
    assert from_document(document) == made
    town = next(each for each in document["pages"][0]["questions"] if each["code"] == "F_TOWN")
    assert "choices" not in town


IMPORTED = """\
format: "foreterre-questionnaire/1"
code: "form"
version: "1"
audience: "residents"
imported: true
language: "en"
languages: ["en", "fr"]
title: {en: "Form", fr: "Formulaire"}
settings: {form_id: "form-1"}
pages:
  - code: "Page.1"
    questions:
      - {code: "total", type: "calculate", calculate: "${a} + sum(${n})"}
      - {code: "a", type: "integer", text: {en: "How many?", fr: "Combien ?"}}
      - {code: "g", type: "group", questions: [{code: "x", type: "text", text: "X"}]}
      - {code: "h", type: "group", questions: [{code: "h/x", type: "text", text: "X"}]}
      - {code: "R", type: "repeat", count: "${a}", questions: [{code: "n", type: "integer"}]}
"""


def test_a_form_from_elsewhere_keeps_its_names_and_its_rules_that_look_forward(
    tmp_path: Path,
) -> None:
    made = read(tmp_path, IMPORTED)
    assert made.languages == ("en", "fr")
    assert question(made, "a").text.in_language("fr") == "Combien ?"
    found = Sheet.of(made, {"a": 2, "R[1]/n": 3, "R[2]/n": 4, "h/x": "y"}, SETTING)
    assert found.values["total"] == 9
    assert found.values["h/x"] == "y"
    assert made.settings == {"form_id": "form-1"}


@pytest.mark.parametrize("code", ["review", "answers.csv"])
def test_a_page_from_elsewhere_takes_no_address_of_ours(tmp_path: Path, code: str) -> None:
    path = tmp_path / "form.yaml"
    path.write_text(IMPORTED.replace("Page.1", code))
    [problem] = check_files([path])
    assert (problem.code, problem.where) == ("reserved-code", f"{path}:11:5")


@pytest.mark.parametrize(
    ("written", "wrong", "code"),
    [
        ('type: "rating", text', 'type: "rating", total: 3, text', "misplaced-key"),
        ('count: "2"', 'count: "${F_NONE}"', "unknown-question"),
        ('show_if: "${km} > 5"', 'show_if: "${why} > 5"', "asked-later"),
        ('default_rule: "today()"', 'default_rule: "today("', "expression"),
        ('triggers: ["F_YES"]', 'triggers: ["F_NO"]', "unknown-question"),
        ('choice_filter: "valley', 'choice_filter: "vale', "unknown-word"),
        ('{image: "map.png"}', '{picture: "map.png"}', "unknown-key"),
        ('min: 0, max: 1, step: 0.1', 'min: 2, max: 1, step: 0.1', "limit"),
        ('min: 0, max: 1, step: 0.1', 'min: 0, max: 1, step: 0', "limit"),
        ('max: 1, step: 0.1', 'step: 0.1', "no-range"),
    ],
)  # fmt: skip
def test_a_fault_of_a_kind_is_told_where_it_stands(
    tmp_path: Path, written: str, wrong: str, code: str
) -> None:
    assert written in KINDS
    [(found, where)] = problems(tmp_path, KINDS.replace(written, wrong))
    line = KINDS[: KINDS.index(written)].count("\n") + 1
    assert (found, int(where.split(":")[0])) == (code, line)


def test_a_circle_in_a_form_from_elsewhere_is_told_by_name(tmp_path: Path) -> None:
    circle = IMPORTED.replace(
        'type: "integer", text', 'type: "integer", show_if: "${total} > 1", text'
    )
    assert {each[0] for each in problems(tmp_path, circle)} == {"cycle"}
