"""Rules that other programs would run otherwise, or not at all: told at their cells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.questionnaire.model import Questionnaire
from app.questionnaire.soundness import elsewhere

COLUMNS: Final[Mapping[str, str]] = {
    "show_if": "relevant",
    "required": "required",
    "read_only": "read_only",
    "constraint": "constraint",
    "calculate": "calculation",
    "default_rule": "default",
    "choice_filter": "choice_filter",
    "count": "repeat_count",
}


def note_elsewhere(questionnaire: Questionnaire, entries: Iterable[Entry], faults: Faults) -> None:
    """Of what stands in cells; rules that types bring along are nobody's to change."""
    known = dict(dotted(entries, ""))
    for found in elsewhere(questionnaire):
        code, _, key = found.at.partition("#")
        column = COLUMNS.get(key, "")
        row = known[code].row if code in known else None
        if row is not None and column and row.text(column):
            faults.note(row.place(column), found.code, message=found.message, mend=found.mend)


def dotted(entries: Iterable[Entry], repeat: str) -> Iterator[tuple[str, Entry]]:
    """R.S.code for what lies in repeats."""
    for entry in entries:
        code = f"{repeat}.{entry.code}" if repeat else entry.code
        yield code, entry
        yield from dotted(entry.inside, code if entry.of == "repeat" else repeat)
