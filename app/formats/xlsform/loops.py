"""`begin loop over list`, an old way to ask the same for each choice: written out as groups."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.headers import Header
from app.formats.xlsform.lists import Listed
from app.formats.xlsform.tables import Row
from app.formats.xlsform.types import Type
from app.questionnaire.nearest import nearest

PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")


def without_loops(
    entries: Iterable[Entry], lists: Mapping[str, tuple[Listed, ...]], faults: Faults
) -> list[Entry]:
    found = []
    for entry in entries:
        entry.inside = without_loops(entry.inside, lists, faults)
        found.append(written_out(entry, lists, faults) if entry.of == "loop" else entry)
    return found


def written_out(entry: Entry, lists: Mapping[str, tuple[Listed, ...]], faults: Faults) -> Entry:
    """A group that holds one group for each choice."""
    name = entry.type.over
    if name not in lists:
        message = f"The loop goes over the list {name}, which is not there."
        mend = nearest(name, lists.keys())
        faults.problem(entry.row.place("type"), "unknown-list", message=message, mend=mend)
    groups = [group_of(entry, each) for each in lists.get(name, ())]
    return replace(entry, of="group", type=Type("begin", "group"), inside=groups)


def group_of(entry: Entry, listed: Listed) -> Entry:
    inside = [filled(each, listed.row) for each in entry.inside]
    label_row = replace(listed.row, columns=only_label(listed.row))
    return Entry("group", listed.choice.code, Type("begin", "group"), label_row, inside)


def only_label(row: Row) -> Mapping[Header, int]:
    return {header: column for header, column in row.columns.items() if header.key == "label"}


def filled(entry: Entry, choice: Row) -> Entry:
    """With %(label)s and %(name)s of the choice in its texts."""
    cells = list(entry.row.line.cells)
    for header, column in entry.row.columns.items():
        if column <= len(cells):
            cells[column - 1] = filled_text(cells[column - 1], choice, header.language)
    row = replace(entry.row, line=replace(entry.row.line, cells=tuple(cells)))
    return replace(entry, row=row, inside=[filled(each, choice) for each in entry.inside])


def filled_text(text: str, choice: Row, language: str) -> str:
    def told(found: re.Match[str]) -> str:
        return choice.text(found[1], language) or choice.text(found[1]) or found[0]

    return PLACEHOLDER.sub(told, text)
