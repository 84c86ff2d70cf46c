"""A questionnaire as an XLSForm, and what the format has no place for, by name."""

from dataclasses import dataclass
from typing import Final

from app.formats.xlsform.export_rows import write_questions
from app.formats.xlsform.export_special import calculated
from app.formats.xlsform.export_texts import Cells, Sheets
from app.formats.xlsform.grid import Line, Sheet, Workbook
from app.formats.xlsform.languages import language_name
from app.questionnaire.model import Modules, Page, Questionnaire, Text

FIRST: Final = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "appearance",
    "parameters",
)
ABOUT: Final = "about"


@dataclass(frozen=True, slots=True)
class Exported:
    """lacking: one sentence a thing, beginning with the code it belongs to."""

    workbook: Workbook
    lacking: tuple[str, ...]


def exported(questionnaire: Questionnaire) -> Exported:
    sheets = Sheets(questionnaire)
    write_about(sheets)
    if questionnaire.modules is not None:
        write_modules(questionnaire.modules, sheets)
    for page in questionnaire.pages:
        write_page(page, sheets)
    for name, choices in questionnaire.lists.items():
        if name not in questionnaire.tables:
            sheets.write_list(name, choices)
    for name in questionnaire.tables:
        sheets.lack(name, f"the rows of the file {name}: put it beside the form")
    rows = {"survey": sheets.survey, "choices": sheets.choices, "settings": [settings(sheets)]}
    rows["entities"] = entities(questionnaire)
    made = tuple(sheet(name, cells) for name, cells in rows.items() if cells)
    return Exported(Workbook("xlsx", made), tuple(dict.fromkeys(sheets.lacking)))


def write_about(sheets: Sheets) -> None:
    """Title, introduction and privacy note in every language; settings hold one only."""
    questionnaire = sheets.questionnaire
    notes = {"about_intro": questionnaire.intro, "about_privacy": questionnaire.privacy}
    written = {name: text for name, text in notes.items() if text.languages}
    if not written:
        return
    title = sheets.text("label", questionnaire.title)
    sheets.survey.append(
        {"type": "begin_group", "name": ABOUT, "appearance": "field-list", **title}
    )
    for name, text in written.items():
        sheets.survey.append({"type": "note", "name": name, **sheets.text("label", text)})
    sheets.survey.append({"type": "end_group"})


def write_modules(modules: Modules, sheets: Sheets) -> None:
    """Which module comes first is drawn once; the others open when they are offered and taken."""
    *first, last = modules.names
    drawn = f"'{last}'"
    for place, name in reversed(list(enumerate(first))):
        drawn = f"if(random() < 1 div {len(modules.names) - place}, '{name}', {drawn})"
    sheets.survey.append(calculated(modules.drawn, f"once({drawn})"))
    sheets.lack(
        modules.drawn, "the order of modules: the one that is offered opens above the offer"
    )


def write_page(page: Page, sheets: Sheets) -> None:
    relevant = page_rule(page, sheets.questionnaire.modules)
    is_group = page.title is not None or bool(relevant)
    if is_group:
        begin = {"type": "begin_group", "name": page.code, "appearance": "field-list"}
        rule = {"relevant": relevant} if relevant else {}
        sheets.survey.append({**begin, **sheets.text("label", page.title), **rule})
    write_questions(page.questions, sheets)
    if is_group:
        sheets.survey.append({"type": "end_group"})


def page_rule(page: Page, modules: Modules | None) -> str:
    parts = [] if page.show_if is None else [page.show_if.source]
    if page.module is not None and modules is not None:
        parts.append(f"${{{modules.drawn}}} = '{page.module}' or ${{{modules.offer}}} = 'yes'")
    return parts[0] if len(parts) == 1 else " and ".join(f"({each})" for each in parts)


def settings(sheets: Sheets) -> Cells:
    questionnaire = sheets.questionnaire
    title: Text = questionnaire.title
    kept = {
        key: text
        for key, text in questionnaire.settings.items()
        if not key.startswith(("entities.", "save_to."))
    }
    return {
        "form_title": title.in_language(title.source),
        "form_id": questionnaire.code,
        "version": questionnaire.version,
        "default_language": language_name(questionnaire.source_language),
        "audience": questionnaire.audience,
        **kept,
    }


def entities(questionnaire: Questionnaire) -> list[Cells]:
    found: dict[str, Cells] = {}
    for key, text in questionnaire.settings.items():
        if key.startswith("entities."):
            _, number, column = key.split(".", 2)
            found.setdefault(number, {})[column] = text
    return list(found.values())


def sheet(name: str, rows: list[Cells]) -> Sheet:
    """Known columns first, the others in the order in which rows first fill them."""
    keys = list(dict.fromkeys(key for cells in rows for key in cells))
    order = {key: place for place, key in enumerate(FIRST)}
    keys.sort(key=lambda key: order.get(key.partition("::")[0], len(FIRST)))
    lines = [Line(1, tuple(keys))]
    for number, cells in enumerate(rows, start=2):
        lines.append(Line(number, tuple(cells.get(key, "") for key in keys)))
    return Sheet(name, tuple(lines))
