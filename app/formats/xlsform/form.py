"""A form in sheets as a questionnaire; or every fault of it, at its cell, with the mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.formats.imported import Imported
from app.formats.xlsform.choosing import ChoiceReader
from app.formats.xlsform.circles import check_circles
from app.formats.xlsform.elsewhere import note_elsewhere
from app.formats.xlsform.entities import kept_entities
from app.formats.xlsform.entries import Entry, entries_of
from app.formats.xlsform.faults import Faults, of_file
from app.formats.xlsform.grid import Workbook
from app.formats.xlsform.headers import SURVEY_KNOWN
from app.formats.xlsform.languages import Languages, languages_of
from app.formats.xlsform.lists import Listed, check_headers, lists_of, plain_text
from app.formats.xlsform.lookups import read_lookups
from app.formats.xlsform.loops import without_loops
from app.formats.xlsform.naming import give_codes, lists_with_other, names_of
from app.formats.xlsform.opening import read_workbook
from app.formats.xlsform.paging import pages_of
from app.formats.xlsform.questions import QuestionReader
from app.formats.xlsform.rules import RuleReader
from app.formats.xlsform.settings import Settings, settings_of
from app.formats.xlsform.tables import (
    CHOICES_SHEET,
    ENTITIES_SHEET,
    SETTINGS_SHEET,
    SURVEY_SHEET,
    Kind,
    Table,
    table_of,
)
from app.questionnaire.media import MEDIA
from app.questionnaire.model import Question, Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.problems import Position, Problem, UnreadableError, in_order

SHEETS: Mapping[str, Kind] = {
    "survey": SURVEY_SHEET,
    "choices": CHOICES_SHEET,
    "external_choices": CHOICES_SHEET,
    "settings": SETTINGS_SHEET,
    "entities": ENTITIES_SHEET,
}


MOST_EMPTY = 20
"""Columns without a name in a row, after which other programs take a sheet for ended."""


def read_xlsform(content: bytes, file: str, folder: Path | None = None) -> Imported:
    """content: of a workbook, Markdown or CSV form. folder: where files that it names lie."""
    try:
        workbook = read_workbook(content, file)
    except UnreadableError as error:
        return Imported(None, error.problems)
    return form_of(workbook, file, folder)


def form_of(workbook: Workbook, file: str, folder: Path | None = None) -> Imported:
    faults = Faults(file)
    tables = tables_of(workbook, faults)
    survey = tables.get("survey")
    if survey is None or not survey.has("type"):
        return Imported(None, in_order([*faults.problems, no_survey(workbook, file, survey)]))
    note_columns(survey, faults)
    form = FormReader(survey, tables, settings_of(tables.get("settings"), Path(file).stem), faults)
    questionnaire = form.questionnaire(folder)
    problems, notes = in_order(faults.problems), in_order(faults.notes)
    found = None if problems else questionnaire
    return Imported(found, problems, notes, media_at(tables.values()))


def media_at(tables: Iterable[Table]) -> Mapping[str, tuple[str, Position]]:
    """The cell that first names each file."""
    found: dict[str, tuple[str, Position]] = {}
    cells = (
        (file, row.place(kind, language))
        for table in tables
        for row in table.rows
        for kind in MEDIA
        for language, file in row.texts(kind).items()
    )
    for file, place in cells:
        found.setdefault(file, (place.sheet, place.at))
    return found


def tables_of(workbook: Workbook, faults: Faults) -> dict[str, Table]:
    """By the one name of each sheet; a workbook with one sheet may call it as it likes."""
    found = {}
    for name, kind in SHEETS.items():
        sheet = workbook.sheet(name)
        if sheet is None and name == "survey" and len(workbook.sheets) == 1:
            sheet = workbook.sheets[0]
        if sheet is not None and sheet.lines:
            found[name] = table_of(sheet, kind, faults)
    return found


def note_columns(survey: Table, faults: Faults) -> None:
    """What no column is called: a note; a problem where it stands so far off that it is lost."""
    last = 0
    for header, column in survey.columns.items():
        is_far, last = column - last > MOST_EMPTY, column
        if is_far:
            message = f"The column {header.key} stands far from the others: programs overlook it."
            mend = "Move it to them, or empty it."
            faults.problem(survey.place(header.key), "far-column", message=message, mend=mend)
        elif header.key not in SURVEY_KNOWN:
            message = f"The column {header.key} has no meaning here and is left aside."
            mend = nearest(header.key, SURVEY_KNOWN, otherwise="Nothing needs to be done.")
            faults.note(survey.place(header.key), "unknown-column", message=message, mend=mend)


def no_survey(workbook: Workbook, file: str, survey: Table | None) -> Problem:
    if survey is not None:
        return Problem(
            file=file,
            sheet=survey.name,
            position=survey.place().at,
            code="no-type-column",
            message="The sheet survey has no column type, so no row says what it asks.",
            mend="Write type, name and label in its first row.",
        )
    names = [each.name for each in workbook.sheets]
    mend = f"{nearest('survey', names, otherwise='')} Name the sheet of questions survey."
    return of_file(file, "no-survey", "The file has no sheet called survey.", mend.strip())


@dataclass(frozen=True, slots=True)
class FormReader:
    survey: Table
    tables: Mapping[str, Table]
    settings: Settings
    faults: Faults

    def questionnaire(self, folder: Path | None) -> Questionnaire:
        languages = self.languages()
        lists = self.lists("choices", languages)
        entries = without_loops(entries_of(self.survey, self.faults), lists, self.faults)
        give_codes(entries)
        choices = ChoiceReader(
            lists,
            self.lists("external_choices", languages),
            languages,
            self.faults,
            folder,
            lists_with_other(entries),
        )
        rules = RuleReader(names_of(entries), self.faults)
        reader = QuestionReader(rules, languages, choices, self.faults)
        questions = reader.questions(entries)
        read_lookups(entries, questions, choices)
        found = self.built(questions, entries, languages, choices=choices)
        if not self.faults.problems:
            check_circles(found, entries, self.faults)
            note_elsewhere(found, entries, self.faults)
        return found

    def built(
        self,
        questions: tuple[Question, ...],
        entries: list[Entry],
        languages: Languages,
        *,
        choices: ChoiceReader,
    ) -> Questionnaire:
        kept = kept_entities(self.tables.get("entities"), entries, self.faults)
        return Questionnaire(
            code=self.settings.code,
            version=self.settings.version,
            audience=self.settings.audience,
            source_language=languages.source,
            languages=languages.all_codes,
            title=plain_text(self.settings.title, languages),
            intro=plain_text("", languages),
            privacy=plain_text("", languages),
            pages=pages_of(questions),
            lists=choices.used,
            tables=choices.tables,
            settings={**self.settings.kept, **kept},
        )

    def languages(self) -> Languages:
        """Of the labels of both sheets; '' where a column of texts names none. A picture that
        names none is for all of them."""
        sheets = [self.survey, *(self.tables[each] for each in SHEETS if each in self.tables)]
        columns = [each for table in sheets for each in table.translated()]
        written = [each.language for each in columns if each.language or each.key not in MEDIA]
        return languages_of(written, self.settings.default_language)

    def lists(self, name: str, languages: Languages) -> Mapping[str, tuple[Listed, ...]]:
        table = self.tables.get(name)
        if table is None:
            return {}
        if any(row.text("choice_filter") for row in self.survey.rows):
            check_headers(table, self.faults)
        may_repeat = self.settings.may_repeat_choices or name == "external_choices"
        return lists_of(table, languages, self.faults, may_repeat=may_repeat)
