"""The rows of the survey sheet as the tree that they say: groups and repeats around questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.formats.xlsform.faults import Faults
from app.formats.xlsform.tables import Row, Table
from app.formats.xlsform.types import (
    ONE_NAME,
    SELECT_NAME,
    Type,
    is_cascading,
    is_setting,
    type_of,
)
from app.questionnaire.nearest import nearest

NAME: Final = re.compile(r"[^\W\d][\w.\-]*")
MADE_NAMES: Final = {"note": "generated_note_name_{}", "audit": "audit"}
"""What rows without a name are called, where their type needs none."""
ANY_TYPE: Final = "Write one such as text, integer, note or select_one LIST; or empty the row."
KNOWN_TYPES: Final = frozenset({*ONE_NAME, *SELECT_NAME})


@dataclass(slots=True)
class Entry:
    """A question, or a group or repeat with what lies inside. of: question, group, repeat, loop.

    code: under which answers are stored; the name, unless that stands in another group too.
    """

    of: str
    name: str
    type: Type
    row: Row
    inside: list["Entry"] = field(default_factory=list)
    code: str = ""

    def walk(self) -> Iterator["Entry"]:
        yield self
        for each in self.inside:
            yield from each.walk()


def entries_of(table: Table, faults: Faults) -> list[Entry]:
    """Every row that can be read; what cannot is a problem at its cell."""
    tree = Tree(faults)
    for row in table.rows:
        if not row.text("disabled") or row.text("disabled").lower() not in {"yes", "true"}:
            tree.take(row)
    tree.close()
    check_names(tree.top, faults)
    return tree.top


@dataclass(slots=True)
class Tree:
    """top: what lies at the top level. opened: groups and repeats not yet ended, inmost last."""

    faults: Faults
    top: list[Entry] = field(default_factory=list)
    opened: list[Entry] = field(default_factory=list)

    def take(self, row: Row) -> None:
        written = row.text("type")
        if not written:
            self.untyped(row)
            return
        found = type_of(written)
        if is_setting(written):
            self.setting(row, written)
        elif found is None:
            self.unknown(row, written)
        elif found.is_begin:
            self.begin(row, found)
        elif found.is_end:
            self.end(row, found)
        else:
            self.add(Entry("question", self.name_of(row, found), found, row))

    def untyped(self, row: Row) -> None:
        """A row with a remark and nothing else is passed over."""
        if row.text("name") or row.text("label"):
            message = "The row has no type, so nobody knows what it asks."
            mend = "Write one under type, such as text, or note where only something is said."
            self.faults.problem(row.place("type"), "no-type", message=message, mend=mend)
            self.add_broken(row)

    def unknown(self, row: Row, written: str) -> None:
        message = f"No type is called {written!r}."
        mend = nearest(written.lower(), KNOWN_TYPES, otherwise=ANY_TYPE)
        if is_cascading(written):
            mend = "Write select_one for each step, and the step before under choice_filter."
        self.faults.problem(row.place("type"), "unknown-type", message=message, mend=mend)
        self.add_broken(row)

    def add_broken(self, row: Row) -> None:
        """As a text, so that what refers to it is no further fault."""
        if row.text("name"):
            self.add(Entry("question", row.text("name"), Type("text"), row))

    def setting(self, row: Row, written: str) -> None:
        message = f"{written} is a setting, not a question: the row is left aside."
        mend = "Write it in the sheet settings, as the name of a column."
        self.faults.note(row.place("type"), "setting-in-survey", message=message, mend=mend)

    def add(self, entry: Entry) -> None:
        (self.opened[-1].inside if self.opened else self.top).append(entry)

    def begin(self, row: Row, found: Type) -> None:
        entry = Entry(found.listed, self.name_of(row, found), found, row)
        self.add(entry)
        self.opened.append(entry)

    def end(self, row: Row, found: Type) -> None:
        if not self.opened:
            message = f"This ends a {found.listed}, but none is open."
            mend = f"Remove the row, or begin the {found.listed} above it."
            self.faults.problem(row.place("type"), "unmatched-end", message=message, mend=mend)
            return
        last = self.opened[-1]
        if last.of == found.listed or not any(each.of == found.listed for each in self.opened):
            self.opened.pop()
        if last.of != found.listed:
            begun = last.row.place("type")
            message = (
                f"This ends a {found.listed}, but the {last.of} {last.name} of {begun} is open."
            )
            mend = f"Write end_{last.of} here, or end the {last.of} above."
            self.faults.problem(row.place("type"), "unmatched-end", message=message, mend=mend)
            self.drop_to(found.listed)

    def drop_to(self, kind: str) -> None:
        """After a wrong end: as if what is inside had been ended too, so it is told once."""
        while self.opened and any(each.of == kind for each in self.opened):
            if self.opened.pop().of == kind:
                return

    def close(self) -> None:
        for each in self.opened:
            message = f"The {each.of} {each.name} has no end."
            mend = f"Write a row of type end_{each.of} behind its last question."
            place = each.row.place("type")
            self.faults.problem(place, "unmatched-begin", message=message, mend=mend)

    def name_of(self, row: Row, found: Type) -> str:
        name = row.text("name")
        if not name and found.name in MADE_NAMES:
            return MADE_NAMES[found.name].format(row.line.number)
        if not name:
            message = "The question has no name, under which its answers would be stored."
            mend = "Write a short one under name, such as age, that no other question has."
            self.faults.problem(row.place("name"), "no-name", message=message, mend=mend)
        elif not NAME.fullmatch(name):
            message = f"{name!r} cannot be a name."
            mend = f"Write {suggested(name)}: letters, digits, _, - and . only, a letter first."
            self.faults.problem(row.place("name"), "name-syntax", message=message, mend=mend)
        return name


def suggested(name: str) -> str:
    plain = re.sub(r"[^\w.\-]+", "_", name).strip("_") or "question"
    return plain if NAME.fullmatch(plain) else f"q_{plain}"


def check_names(entries: list[Entry], faults: Faults) -> None:
    """Two things of one group cannot have one name."""
    first: dict[str, Entry] = {}
    for entry in entries:
        key = entry.name
        if key and key in first:
            place = first[key].row.place("name")
            message = f"The name {entry.name} stands twice in one group, first in {place}."
            faults.problem(
                entry.row.place("name"),
                "repeated-name",
                message=message,
                mend="Give one of them another name.",
            )
        first.setdefault(key, entry)
        check_names(entry.inside, faults)
