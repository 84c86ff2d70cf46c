"""Which control asks for a type of question, and of which type its data is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.rules import parameters_of

BIND_TYPES: Final[Mapping[str, str]] = {
    "integer": "int",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "datetime": "dateTime",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "image": "binary",
    "audio": "binary",
    "video": "binary",
    "file": "binary",
    "barcode": "barcode",
    "rank": "odk:rank",
    "range": "decimal",
}
SELECTS: Final[Mapping[str, str]] = {
    "select_one": "select1",
    "select_one_from_file": "select1",
    "select_multiple": "select",
    "select_multiple_from_file": "select",
    "rank": "odk:rank",
}
UPLOADS: Final[Mapping[str, str]] = {
    "image": "image/*",
    "audio": "audio/*",
    "video": "video/*",
    "file": "application/*",
}
UNSHOWN: Final = frozenset({"calculate", "hidden"})
RANGE: Final = {"start": "1", "end": "10", "step": "1"}


@dataclass(frozen=True, slots=True)
class Control:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def control_of(entry: Entry) -> Control | None:
    """None: nobody is asked."""
    name = entry.type.name
    if name in UNSHOWN:
        return None
    if name in SELECTS:
        return Control(SELECTS[name])
    if name in UPLOADS:
        return Control("upload", {"mediatype": UPLOADS[name]})
    if name == "acknowledge":
        return Control("trigger")
    if name == "range":
        written = {**RANGE, **parameters_of(entry.row.text("parameters"))}
        return Control("range", {key: written[key] for key in RANGE})
    return Control("input")
