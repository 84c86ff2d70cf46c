"""Types of questions in every spelling that forms have used, to one name each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("string", "q string", "add text prompt"),
    "integer": ("int", "q int", "add integer prompt"),
    "decimal": ("q decimal", "add decimal prompt"),
    "percentage": (),
    "phone number": (),
    "number of days in last month": (),
    "number of days in last six months": (),
    "number of days in last year": (),
    "date": ("q date", "add date prompt"),
    "time": (),
    "datetime": (
        "date time", "q date time", "q datetime", "add date time prompt", "add datetime prompt",
    ),
    "note": ("q note", "add note prompt"),
    "acknowledge": ("q acknowledge", "add acknowledge prompt", "trigger"),
    "calculate": ("q calculate", "add calculate prompt", "calculation"),
    "hidden": (),
    "geopoint": ("gps", "location", "q geopoint", "q location", "add location prompt"),
    "geotrace": ("q geotrace",),
    "geoshape": ("q geoshape",),
    "image": ("photo", "q image", "q picture", "add image prompt", "add photo prompt"),
    "audio": ("q audio", "add audio prompt"),
    "video": ("q video", "add video prompt"),
    "file": ("add file prompt", "q file"),
    "barcode": ("q barcode", "add barcode prompt"),
    "range": (),
    "osm": (),
    "start": ("start time", "get start time"),
    "end": ("end time", "get end time"),
    "today": ("get today",),
    "start-geopoint": (),
    "deviceid": ("imei", "device id", "get device id", "uri:deviceid"),
    "phonenumber": ("get phone number", "uri:phonenumber"),
    "simserial": ("sim id", "get sim id", "uri:simserial"),
    "subscriberid": ("subscriber id", "get subscriber id", "uri:subscriberid"),
    "username": ("uri:username",),
    "email": ("uri:email",),
    "audit": (),
    "background-audio": (),
    "background-geopoint": (),
    "xml-external": (),
    "csv-external": (),
}  # fmt: skip
SELECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "select_one": (
        "select one", "select1", "select one from", "select one using", "q select1",
        "add select one prompt using",
    ),
    "select_multiple": (
        "select multiple", "select all that apply", "select all that apply from",
        "select multiple from", "select multiple using", "q select",
        "add select multiple prompt using",
    ),
    "rank": (),
    "select_one_from_file": ("select one from file",),
    "select_multiple_from_file": ("select multiple from file",),
    "select_one_external": ("select one external",),
}  # fmt: skip
OTHERS: Final = ("or_other", "or specify other", "or other")
STRUCTURES: Final[Mapping[str, str]] = {
    "group": "group",
    "repeat": "repeat",
    "lgroup": "repeat",
    "looped group": "repeat",
    "loop": "loop",
}
STRUCTURE: Final = re.compile(
    r"(begin|end)[ _](group|repeat|lgroup|looped group|loop)(?: (?:over|for) (\S+))?"
)
ONE_NAME: Final[Mapping[str, str]] = {
    spelling: name for name, others in SPELLINGS.items() for spelling in (name, *others)
}
SELECT_NAME: Final[Mapping[str, str]] = {
    spelling: name for name, others in SELECTS.items() for spelling in (name, *others)
}
LONGEST_FIRST: Final = sorted(SELECT_NAME, key=len, reverse=True)
SETTINGS: Final = ("form_title", "set form title", "form_id", "set form id")
CASCADING: Final = ("cascading_select", "cascading select")


@dataclass(frozen=True, slots=True)
class Type:
    """What a cell under `type` says.

    name: one of SPELLINGS or SELECTS, or begin or end. listed: the list of choices or the file;
    of begin and end, group, repeat or loop.
    """

    name: str
    listed: str = ""
    over: str = ""
    has_other: bool = False

    @property
    def is_begin(self) -> bool:
        return self.name == "begin"

    @property
    def is_end(self) -> bool:
        """Of a group or repeat; `end` alone is a question: when the answering ended."""
        return self.name == "end" and bool(self.listed)


def type_of(written: str) -> Type | None:
    """None: no type is called so."""
    text = " ".join(written.split())
    lowered = text.lower()
    found = STRUCTURE.fullmatch(lowered)
    if found:
        over = text[found.start(3) :] if found[3] else ""
        return Type(found[1], STRUCTURES[found[2]], over)
    if lowered in ONE_NAME:
        return Type(ONE_NAME[lowered])
    if lowered.replace("_", " ") in ONE_NAME:
        return Type(ONE_NAME[lowered.replace("_", " ")])
    return select_of(text)


def select_of(text: str) -> Type | None:
    """`select_one fruits or_other`, `select all that apply from fruits or specify other`."""
    text, has_other = without_other(text)
    lowered = text.lower()
    for spelling in LONGEST_FIRST:
        if lowered == spelling or lowered.startswith(f"{spelling} "):
            return Type(SELECT_NAME[spelling], text[len(spelling) :].strip(), "", has_other)
    return None


def without_other(text: str) -> tuple[str, bool]:
    for each in OTHERS:
        if text.lower().endswith(f" {each}"):
            return text[: -len(each)].strip(), True
    return text, False


def is_cascading(written: str) -> bool:
    """An old way to write one question for each step of a cascade, which nobody runs any more."""
    return written.lower().startswith(CASCADING)


def is_setting(written: str) -> bool:
    """Old forms set their title and name in rows of the survey sheet."""
    return " ".join(written.lower().split()) in SETTINGS
