"""Faults of a form that can be mended without asking anybody what was meant."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.formats.xlsform.faults import Faults, Place
from app.formats.xlsform.form import SHEETS
from app.formats.xlsform.grid import Line, Sheet, Workbook
from app.formats.xlsform.headers import Header, header_of
from app.formats.xlsform.setting_cells import setting, with_setting
from app.formats.xlsform.tables import CHOICES_SHEET, SURVEY_SHEET, Kind, Row, Table, table_of
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.rule import Rule
from app.questionnaire.media import MEDIA
from app.questionnaire.reading.problems import Position

RULES: Final = (
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "required",
    "read_only",
    "repeat_count",
    "trigger",
    "default",
)
LOOKALIKES: Final = {
    **dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x60, 0xB4), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB), '"'),
    **dict.fromkeys((0x2212, 0x2013, 0x2014), "-"),
    **dict.fromkeys((0xA0, 0x202F, 0x2009, 0xFEFF, 0x200B), " "),
    0x2264: "<=",
    0x2265: ">=",
    0x2260: "!=",
}
"""Signs that writing programs put in the place of those that rules are made of."""
ROOT: Final = "data"
OTHER_ROOT: Final = "form"
RESERVED: Final = "meta"


@dataclass(frozen=True, slots=True)
class Repair:
    """place: the cell as it was; what: what was done, in one sentence."""

    place: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Repaired:
    workbook: Workbook
    repairs: tuple[Repair, ...]


def repaired(workbook: Workbook) -> Repaired:
    """The workbook with every mechanical fault mended, and what was done."""
    repairs: list[Repair] = []
    for mend in (mend_headers, mend_signs, mend_choices, mend_names):
        workbook, done = mend(workbook)
        repairs.extend(done)
    return Repaired(workbook, tuple(repairs))


def changed(workbook: Workbook, sheet: Sheet) -> Workbook:
    sheets = tuple(sheet if each.name == sheet.name else each for each in workbook.sheets)
    return replace(workbook, sheets=sheets)


def table(workbook: Workbook, name: str, kind: Kind) -> Table | None:
    sheet = workbook.sheet(name)
    return None if sheet is None or not sheet.lines else table_of(sheet, kind, Faults(""))


def mend_headers(workbook: Workbook) -> tuple[Workbook, list[Repair]]:
    """Old names of columns, and tabs and spaces in them."""
    repairs: list[Repair] = []
    for name, kind in SHEETS.items():
        sheet = workbook.sheet(name)
        if sheet is None or not sheet.lines:
            continue
        header, texts = sheet.lines[0], {}
        for column, new in renamed(header, kind, name):
            at, old = Position(header.number, column), header.cell(column)
            texts[at] = new
            place = str(Place(sheet.name, at))
            repairs.append(Repair(place, "header", f"The column {old!r} is now {new!r}."))
        workbook = changed(workbook, sheet.changed(texts))
    return workbook, repairs


def renamed(header: Line, kind: Kind, sheet: str) -> Iterator[tuple[int, str]]:
    """Column and new name of each header that today is written otherwise."""
    taken = set(header.cells)
    for column, written in enumerate(header.cells, start=1):
        new = spelled(header_of(written, kind.aliases, kind.known), kind, sheet) if written else ""
        if new != written and new not in taken:
            taken.add(new)
            yield column, new


def spelled(header: Header, kind: Kind, sheet: str) -> str:
    """As the documentation of the format writes it today."""
    key = f"media::{header.key}" if header.key in MEDIA and header.key in kind.known else header.key
    if key not in kind.known and sheet.endswith("choices") and "::" not in key:
        key = "_".join(key.split())
    return f"{key}::{header.language}" if header.language else key


def mend_signs(workbook: Workbook) -> tuple[Workbook, list[Repair]]:
    """Curly quotes and their like in rules that cannot be read as they stand."""
    survey, found = workbook.sheet("survey"), table(workbook, "survey", SURVEY_SHEET)
    if survey is None or found is None:
        return workbook, []
    texts, repairs = {}, []
    for row in found.rows:
        for key in RULES:
            old, place = row.text(key), row.place(key)
            new = old.translate(LOOKALIKES)
            if old and new != old and not can_be_read(old) and can_be_read(new):
                texts[place.at] = new
                what = f"The rule {old} is now {new}: its quotes or signs were typographic."
                repairs.append(Repair(str(place), "signs", what))
    return changed(workbook, survey.changed(texts)), repairs


def can_be_read(source: str) -> bool:
    try:
        Rule.parse(source)
    except ExpressionError:
        return False
    return True


def mend_choices(workbook: Workbook) -> tuple[Workbook, list[Repair]]:
    """A row that stands twice is removed once; the same code with another text is allowed."""
    sheet, found = workbook.sheet("choices"), table(workbook, "choices", CHOICES_SHEET)
    if sheet is None or found is None:
        return workbook, []
    first: dict[tuple[str, str], Row] = {}
    repairs: list[Repair] = []
    removed: set[int] = set()
    differing: list[Row] = []
    for row in found.rows:
        key = (row.text("list_name"), row.text("name"))
        if all(key) and key in first:
            if same_cells(first[key], row):
                removed.add(row.line.number)
                what = f"The choice {key[1]} of {key[0]} stood twice, word for word: one is left."
                repairs.append(Repair(str(row.place("name")), "repeated-choice", what))
            else:
                differing.append(row)
        first.setdefault(key, row)
    kept = tuple(each for each in sheet.lines if each.number not in removed)
    workbook = changed(workbook, replace(sheet, lines=kept))
    if not differing or setting(workbook, "allow_choice_duplicates"):
        return workbook, repairs
    name = differing[0].text("name")
    what = f"Choices such as {name} may stand twice in a list: allow_choice_duplicates is yes."
    repairs.append(Repair(str(differing[0].place("name")), "repeated-choice", what))
    return with_setting(workbook, "allow_choice_duplicates", "yes"), repairs


def same_cells(one: Row, other: Row) -> bool:
    columns = one.columns.values()
    return all(one.line.cell(each) == other.line.cell(each) for each in columns)


def mend_names(workbook: Workbook) -> tuple[Workbook, list[Repair]]:
    """Questions called as what other programs put around and beside all questions."""
    found = table(workbook, "survey", SURVEY_SHEET)
    if found is None:
        return workbook, []
    repairs: list[Repair] = []
    named = {row.text("name"): row for row in found.rows}
    if ROOT in named and setting(workbook, "name") in {"", ROOT}:
        workbook = with_setting(workbook, "name", OTHER_ROOT)
        what = f"A question is called {ROOT}: what lies around all is now called {OTHER_ROOT}."
        repairs.append(Repair(str(named[ROOT].place("name")), "reserved-name", what))
    if RESERVED in named:
        new = free_name(named)
        workbook = with_name(workbook, named[RESERVED], new)
        what = f"The question {RESERVED} is now called {new}, in rules and texts too."
        repairs.append(Repair(str(named[RESERVED].place("name")), "reserved-name", what))
    return workbook, repairs


def free_name(taken: Collection[str]) -> str:
    numbered = (f"{RESERVED}_{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def with_name(workbook: Workbook, row: Row, new: str) -> Workbook:
    pattern = re.compile(r"\$\{\s*" + re.escape(row.text("name")) + r"\s*\}")
    sheets = []
    for sheet in workbook.sheets:
        lines = (
            replace(line, cells=tuple(pattern.sub(f"${{{new}}}", cell) for cell in line.cells))
            for line in sheet.lines
        )
        sheets.append(replace(sheet, lines=tuple(lines)))
    found = replace(workbook, sheets=tuple(sheets))
    survey = found.sheet("survey")
    return found if survey is None else changed(found, survey.changed({row.place("name").at: new}))
