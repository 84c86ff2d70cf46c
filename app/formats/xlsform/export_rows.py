"""Questions as rows of the survey sheet."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from app.formats.xlsform.export_rules import rule_cells
from app.formats.xlsform.export_special import (
    write_constant_sum,
    write_contact,
    write_municipality,
    write_open_choice,
    write_roster,
    write_warning,
)
from app.formats.xlsform.export_texts import Cells, Sheets
from app.questionnaire.model import Choice, Question, QuestionKind, Sensitivity

TYPES: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.CONSENT: "acknowledge",
    QuestionKind.INTEGER: "integer",
    QuestionKind.DECIMAL: "decimal",
    QuestionKind.TEXT: "text",
    QuestionKind.CALCULATE: "calculate",
    QuestionKind.NOTE: "note",
    QuestionKind.DATE: "date",
    QuestionKind.TIME: "time",
    QuestionKind.DATE_TIME: "datetime",
    QuestionKind.RANGE: "range",
    QuestionKind.RATING: "range",
    QuestionKind.ACKNOWLEDGE: "acknowledge",
    QuestionKind.HIDDEN: "hidden",
    QuestionKind.GEOPOINT: "geopoint",
    QuestionKind.GEOTRACE: "geotrace",
    QuestionKind.GEOSHAPE: "geoshape",
    QuestionKind.IMAGE: "image",
    QuestionKind.AUDIO: "audio",
    QuestionKind.VIDEO: "video",
    QuestionKind.FILE: "file",
    QuestionKind.BARCODE: "barcode",
}
SELECTS: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.SINGLE: "select_one",
    QuestionKind.SCALE: "select_one",
    QuestionKind.YES_NO: "select_one",
    QuestionKind.MULTIPLE: "select_multiple",
    QuestionKind.RANKING: "rank",
}
LOOKS: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.SCALE: "likert",
    QuestionKind.RATING: "rating",
}
FILE: Final = "file="
PARAMETER: Final = re.compile(r"[\w\-]+=\S*")
"""Words that are kept among the looks, but stand under parameters."""
IN_LINES: Final = frozenset({QuestionKind.RANGE, QuestionKind.RATING})


def write_questions(
    questions: Iterable[Question], sheets: Sheets, *, fields: Collection[str] = (), item: str = ""
) -> None:
    """fields, item: inside a roster, the codes of its fields and the calculate of its item."""
    for question in questions:
        told_lacking(question, sheets)
        match question.kind:
            case QuestionKind.GROUP | QuestionKind.REPEAT if question.over is None:
                write_structure(question, sheets, fields=fields, item=item)
            case QuestionKind.ROSTER | QuestionKind.REPEAT:
                codes = [each.code for each in question.fields]
                inside = write_roster(question, sheets)
                write_questions(question.fields, sheets, fields=codes, item=inside)
                sheets.survey.append({"type": "end_repeat"})
            case QuestionKind.CONTACT:
                write_contact(question, sheets)
            case QuestionKind.MUNICIPALITY:
                write_municipality(question, sheets)
            case QuestionKind.CONSTANT_SUM:
                write_constant_sum(question, sheets)
            case _:
                write_question(question, sheets, fields=fields, item=item)


def write_structure(
    question: Question, sheets: Sheets, *, fields: Collection[str], item: str
) -> None:
    kind = "repeat" if question.kind is QuestionKind.REPEAT else "group"
    begin = {"type": f"begin_{kind}", "name": name_of(question)}
    sheets.survey.append({**begin, **cells_of(question, sheets, fields=fields, item=item)})
    inside = fields if kind == "group" else ()
    write_questions(question.fields, sheets, fields=inside, item=item)
    sheets.survey.append({"type": f"end_{kind}"})


def write_question(
    question: Question, sheets: Sheets, *, fields: Collection[str], item: str
) -> None:
    cells = cells_of(question, sheets, fields=fields, item=item)
    file = file_of(question)
    if file:
        kind = f"{SELECTS[question.kind]}_from_file {file}"
        sheets.lack(question.code, f"the rows of {file}: put the file beside the form")
    elif question.kind in SELECTS and not question.choices:
        kind = "note"
        sheets.lack(question.code, "that it is to be answered: it has no choices")
    elif question.kind in SELECTS:
        listed = sheets.list_of(question, list_name(question, fields, item))
        kind = f"{SELECTS[question.kind]} {listed}"
    else:
        kind = TYPES[question.kind]
        if question.choices:
            sheets.write_list(question.code, question.choices)
    if question.families:
        headings = (Choice(code=each.code, text=each.text) for each in question.families)
        sheets.write_list(f"{question.code}_families", headings)
    sheets.survey.append({"type": kind, "name": name_of(question), **cells})
    write_open_choice(question, sheets)
    write_warning(question, sheets)


def file_of(question: Question) -> str:
    """The file that the choices come from, '' where they stand in the form."""
    named = (each for each in question.appearance if each.startswith(FILE))
    return next(named, "").removeprefix(FILE) if question.kind in SELECTS else ""


def list_name(question: Question, fields: Collection[str], item: str) -> str:
    return f"{item.removesuffix('_label')}_{question.code}" if fields else question.code


def name_of(question: Question) -> str:
    """Without the groups that its code tells apart."""
    return question.code.rpartition("/")[2]


def cells_of(
    question: Question, sheets: Sheets, *, fields: Collection[str] = (), item: str = ""
) -> Cells:
    cells = sheets.text("label", question.text, item=item)
    cells |= sheets.text("hint", question.hint, item=item)
    cells |= rule_cells(question, fields)
    cells |= sheets.text("constraint_message", question.constraint_text, item=item)
    cells |= sheets.text("required_message", question.required_text, item=item)
    for kind, files in question.media.items():
        cells |= {sheets.header(f"media::{kind}", each): file for each, file in files.items()}
    saved = sheets.questionnaire.settings.get(f"save_to.{question.code}")
    return cells | looks_of(question, sheets) | ({"save_to": saved} if saved else {})


def looks_of(question: Question, sheets: Sheets) -> Cells:
    parameters = [each for each in question.appearance if PARAMETER.fullmatch(each)]
    words = [each for each in question.appearance if each not in parameters]
    parameters = [each for each in parameters if not each.startswith(FILE)]
    wanted = LOOKS.get(question.kind) or ("multiline" if question.is_long else "")
    if question.is_grid and question.kind is QuestionKind.GROUP and not words:
        wanted = "table-list" if is_table_list(question, sheets) else "field-list"
    if wanted and wanted not in words:
        words.append(wanted)
    if question.is_shuffled:
        parameters.append("randomize=true")
    if question.shuffle_seed is not None:
        parameters.append(f"seed={question.shuffle_seed.source}")
    if question.kind in IN_LINES:
        ends = (("start", question.minimum), ("end", question.maximum), ("step", question.step))
        parameters += [f"{key}={value:g}" for key, value in ends if value is not None]
    cells = {"appearance": " ".join(words), "parameters": " ".join(parameters)}
    return {key: text for key, text in cells.items() if text}


def is_table_list(group: Question, sheets: Sheets) -> bool:
    """Whether each question takes the same list: the format shows no other tables."""
    if group.kind is not QuestionKind.GROUP:
        return False
    asked = [each for each in group.fields if each.is_asked]
    types = {(SELECTS.get(each.kind), sheets.shared_list(each)) for each in asked}
    (kind, listed), *others = types or {(None, None)}
    return kind in {"select_one", "select_multiple"} and listed is not None and not others


def told_lacking(question: Question, sheets: Sheets) -> None:
    """What has no place in the format: presentation, and what the network does with answers."""
    lacks = {
        "the order that puts some choices first (first)": question.first_if is not None,
        "families of choices as headings": bool(question.families),
        "families that start closed (folded)": question.is_folded,
        f"what is known beforehand (prefill {question.prefill})": question.prefill is not None,
        f"asked only with the option {question.option}": question.option is not None,
        f"the sensitivity {question.sensitivity}": question.sensitivity is not Sensitivity.NONE,
        "that the scale is worded the other way round (reversed)": question.is_reversed,
        "how many items at least": question.min_items is not None,
        "how many items at most": question.max_items is not None and question.over is None,
        "that it is shown as a table": question.is_grid
        and not question.appearance
        and not is_table_list(question, sheets),
        "choices that stay last when shuffled": question.is_shuffled
        and any(each.stays_last for each in question.choices),
    }
    for what, is_lacking in lacks.items():
        if is_lacking:
            sheets.lack(question.code, what)
