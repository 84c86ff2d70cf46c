"""The type of a question after its control and its bind."""

from collections.abc import Mapping
from typing import Final

from app.formats.xlsform.types import ONE_NAME
from app.formats.xml_tree import Element

INPUTS: Final[Mapping[str, str]] = {
    "int": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "double": "decimal",
    "float": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
}
SELECTS: Final[Mapping[str, str]] = {
    "select1": "select_one",
    "select": "select_multiple",
    "odk:rank": "rank",
}
UPLOADS: Final = ("image", "audio", "video")
PRELOADS: Final[Mapping[tuple[str, str], str]] = {
    ("timestamp", "start"): "start",
    ("timestamp", "end"): "end",
    ("date", "today"): "today",
}


def type_of(control: Element | None, bind: Element | None, *, has_value: bool) -> str:
    """As the sheet survey writes it; of a select without its list."""
    written = "" if bind is None else bind.get("type").rpartition(":")[2]
    if control is None:
        is_calculated = bind is not None and bool(bind.get("calculate"))
        return "calculate" if is_calculated else unshown(bind)
    if control.name in SELECTS:
        return SELECTS[control.name]
    if control.name == "upload":
        kind = control.get("mediatype").partition("/")[0]
        return kind if kind in UPLOADS else "file"
    if control.name in {"range", "trigger"}:
        return "range" if control.name == "range" else "acknowledge"
    kind = INPUTS.get(written, "text")
    is_read_only = bind is not None and bind.get("readonly") == "true()"
    return "note" if kind == "text" and is_read_only and not has_value else kind


def unshown(bind: Element | None) -> str:
    """What nobody is asked for: told by the device, or hidden."""
    if bind is None:
        return "hidden"
    preload, what = bind.get("jr:preload"), bind.get("jr:preloadParams")
    if (preload, what) in PRELOADS:
        return PRELOADS[preload, what]
    return ONE_NAME.get(what, "hidden") if preload == "property" else "hidden"
