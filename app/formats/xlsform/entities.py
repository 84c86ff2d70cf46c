"""Entities that a form would make or change elsewhere: kept for export, not run here."""

from collections.abc import Iterable, Iterator

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.headers import ENTITIES_KNOWN
from app.formats.xlsform.tables import Table


def kept_entities(table: Table | None, entries: Iterable[Entry], faults: Faults) -> dict[str, str]:
    """entities.1.list_name and save_to.NAME to what is written there."""
    found = {f"save_to.{name}": text for name, text in saved(entries)}
    if table is None:
        return found
    for number, row in enumerate(table.rows, start=1):
        for key in sorted(ENTITIES_KNOWN):
            if row.text(key):
                found[f"entities.{number}.{key}"] = row.text(key)
    message = "Entities are kept for export, but nothing is made from answers here."
    mend = "Nothing needs to be done; export the answers to make them elsewhere."
    faults.note(table.place(), "not-carried", message=message, mend=mend)
    return found


def saved(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for top in entries:
        for entry in top.walk():
            if entry.row.text("save_to"):
                yield entry.name, entry.row.text("save_to")
