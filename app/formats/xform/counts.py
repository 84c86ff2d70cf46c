"""How many items a repeat has: in an XForm a node says it, never a rule."""

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.grid import Line
from app.formats.xlsform.headers import Header
from app.formats.xlsform.rules import REFERENCE
from app.formats.xlsform.tables import Row
from app.formats.xlsform.types import Type


def with_counts(entries: list[Entry]) -> list[Entry]:
    """A repeat takes its number from a node: where a rule gives it, a calculate before it does."""
    found: list[Entry] = []
    for entry in entries:
        count = entry.row.text("repeat_count")
        if count and not REFERENCE.fullmatch(count):
            line = Line(entry.row.line.number, (count,))
            row = Row(entry.row.sheet, line, {Header("calculation"): 1})
            found.append(Entry("question", f"{entry.name}_count", Type("calculate"), row))
        entry.inside = with_counts(entry.inside)
        found.append(entry)
    return found


def count_path(repeat: Entry) -> str:
    count = repeat.row.text("repeat_count")
    return count if not count or REFERENCE.fullmatch(count) else f"${{{repeat.name}_count}}"
