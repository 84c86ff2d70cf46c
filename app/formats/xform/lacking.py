"""What the sheets of a form hold and an XForm has no place for, by name."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.headers import CHOICES_KNOWN
from app.formats.xlsform.rules import parameters_of
from app.formats.xlsform.settings import Settings
from app.formats.xlsform.tables import Table

CARRIED_SETTINGS: Final = frozenset({"style", "allow_choice_duplicates", "name"})
CARRIED_PARAMETERS: Final = frozenset(
    {"start", "end", "step", "randomize", "seed", "value", "label"}
)
COLUMN: Final = re.compile(r"[^\W\d][\w.\-]*")
"""Names of columns that elements may have."""


def lacking_in(
    entries: Iterable[Entry], settings: Settings, choices: Table | None
) -> Iterator[str]:
    """One sentence a thing, beginning with the name of what it belongs to."""
    for key in settings.kept:
        if key not in CARRIED_SETTINGS:
            yield f"{key}: the setting"
    for entry in (each for top in entries for each in top.walk()):
        for name in parameters_of(entry.row.text("parameters")):
            if name not in CARRIED_PARAMETERS:
                yield f"{entry.name}: the parameter {name}"
    yield from () if choices is None else lost_columns(choices)


def lost_columns(choices: Table) -> Iterator[str]:
    for key in dict.fromkeys(key for row in choices.rows for key in row.others(CHOICES_KNOWN)):
        if not COLUMN.fullmatch(key):
            yield f"{key}: the column of choices, whose name no rule can use"
