"""The choices of a question: from a list of the workbook, or from a file beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.files import SUFFIXES, rows_beside
from app.formats.xlsform.languages import Languages
from app.formats.xlsform.lists import Listed, plain_text
from app.formats.xlsform.other import with_other
from app.formats.xlsform.rules import REFERENCE, parameters_of
from app.questionnaire.model import Choice
from app.questionnaire.model import Row as TableRow
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.problems import UnreadableError

FROM_FILE: Final = ("select_one_from_file", "select_multiple_from_file")
SEARCH: Final = re.compile(r"\bsearch\s*\(")
COLUMNS: Final[Mapping[str, tuple[str, str]]] = {".geojson": ("id", "title")}
"""Which columns hold code and text where the parameters do not say."""


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """folder: where files lie; None: there are none, as for a form that was sent.

    used: choices by name of list, as questions take them; tables: rows by name of file.
    with_other: lists that a question takes with or_other: every question that takes them has it.
    """

    lists: Mapping[str, tuple[Listed, ...]]
    external: Mapping[str, tuple[Listed, ...]]
    languages: Languages
    faults: Faults
    folder: Path | None
    with_other: frozenset[str] = frozenset()
    used: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    tables: dict[str, tuple[TableRow, ...]] = field(default_factory=dict)

    def of(self, entry: Entry) -> tuple[str | None, tuple[Choice, ...]]:
        """Name of the list, and its choices; none with a problem where there is no such list."""
        name = entry.type.listed
        if entry.type.name in FROM_FILE or name.lower().endswith(SUFFIXES):
            return self.from_file(entry, name)
        if REFERENCE.match(name):
            self.from_answers(entry, name)
            return None, ()
        self.note_search(entry)
        known = self.external if entry.type.name == "select_one_external" else self.lists
        if name not in known:
            self.unknown(entry, known)
            return None, ()
        if name not in self.used:
            choices = tuple(each.choice for each in known[name])
            is_open = name in self.with_other
            self.used[name] = with_other(choices, self.languages) if is_open else choices
        if entry.type.has_other:
            self.check_other(entry)
        self.check_codes(entry, known[name])
        return name, self.used[name]

    def unknown(self, entry: Entry, known: Mapping[str, object]) -> None:
        name = entry.type.listed
        message = f"No list of choices is called {name}." if name else "No list is named."
        add = "Add it to the sheet choices." if name else "Write its name behind the type."
        mend = f"{nearest(name, known.keys())} {add}" if name and known else add
        self.faults.problem(entry.row.place("type"), "unknown-list", message=message, mend=mend)

    def from_answers(self, entry: Entry, name: str) -> None:
        """One choice for each item of a repeat; the mend says the same with a list of numbers."""
        answer = REFERENCE.match(name)
        source = name if answer is None else answer[0]
        message = f"The choices of {entry.name} are the answers to {source}: no list holds them."
        mend = (
            "List numbers as choices: 1 with the label ${item_1}, and so on; calculate item_1 as "
            f"indexed-repeat({source}, ${{the repeat}}, 1); write name <= count({source}) under "
            "choice_filter."
        )
        place = entry.row.place("type")
        self.faults.problem(place, "choices-from-answers", message=message, mend=mend)

    def note_search(self, entry: Entry) -> None:
        """Of search('file', …), which takes the rows of the list as names of columns."""
        looks = entry.row.text("appearance")
        if SEARCH.search(looks):
            message = f"{entry.name} looks its choices up in a file; here it offers the list alone."
            mend = "Write select_one_from_file and the file as type, and what is looked for under "
            place = entry.row.place("appearance")
            self.faults.note(place, "search", message=message, mend=f"{mend}choice_filter.")

    def check_other(self, entry: Entry) -> None:
        if entry.row.text("choice_filter"):
            message = "or_other and a choice filter do not go together: other would be hidden."
            mend = "Remove or_other; add a choice other and a text question behind this one."
            place = entry.row.place("choice_filter")
            self.faults.problem(place, "other-filtered", message=message, mend=mend)

    def check_codes(self, entry: Entry, listed: tuple[Listed, ...]) -> None:
        """Codes of several choices are stored with spaces between them; a filter may spare them."""
        if entry.type.name == "select_one" or entry.row.text("choice_filter"):
            return
        for each in listed:
            if " " in each.choice.code:
                message = f"The code {each.choice.code!r} has a space, but several can be chosen."
                mend = f"Write {'_'.join(each.choice.code.split())}."
                place = each.row.place("name")
                self.faults.problem(place, "choice-spaces", message=message, mend=mend)

    def from_file(self, entry: Entry, name: str) -> tuple[str | None, tuple[Choice, ...]]:
        if not name.lower().endswith(SUFFIXES):
            message = f"{name!r} names no file of choices."
            mend = f"Write the name of a file that ends in {', '.join(SUFFIXES)}."
            self.faults.problem(entry.row.place("type"), "no-file", message=message, mend=mend)
            return None, ()
        parameters = parameters_of(entry.row.text("parameters"))
        code, text = COLUMNS.get(Path(name).suffix.lower(), ("name", "label"))
        code, text = parameters.get("value", code), parameters.get("label", text)
        rows = self.rows(name, entry)
        missing = [each for each in (code,) if rows and each not in rows[0]]
        if missing:
            message = f"{name} has no column {missing[0]}."
            mend = f"{nearest(missing[0], rows[0].keys())} Write parameters: value=… label=…."
            place = entry.row.place("parameters")
            self.faults.problem(place, "no-column", message=message, mend=mend)
        choices = tuple(self.choice(row, code, text) for row in rows if row.get(code))
        if not choices:
            return None, ()
        list_name = Path(name).stem
        self.used[list_name] = choices
        return list_name, choices

    def choice(self, row: TableRow, code: str, text: str) -> Choice:
        label = plain_text(row.get(text) or row[code], self.languages)
        return Choice(code=row[code], text=label, attributes=dict(row))

    def rows(self, name: str, entry: Entry) -> tuple[TableRow, ...]:
        """The rows of a file, kept under its name without suffix; none with a note without it."""
        stem = Path(name).stem
        if stem in self.tables:
            return self.tables[stem]
        try:
            found = None if self.folder is None else rows_beside(self.folder, name)
        except UnreadableError as error:
            self.faults.problems.extend(error.problems)
            found = ()
        if found is None:
            message = f"The file {name} does not lie beside the form."
            mend = "Put it there: until then nothing can be chosen or looked up in it."
            self.faults.note(entry.row.place("type"), "no-file", message=message, mend=mend)
        if found:
            self.tables[stem] = found
        return found or ()
