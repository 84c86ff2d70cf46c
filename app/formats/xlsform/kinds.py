"""What each type of question becomes, and the rules that some types bring along."""

from collections.abc import Mapping
from typing import Final

from app.questionnaire.model import QuestionKind

KINDS: Final[Mapping[str, QuestionKind]] = {
    "text": QuestionKind.TEXT,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "percentage": QuestionKind.INTEGER,
    "phone number": QuestionKind.TEXT,
    "number of days in last month": QuestionKind.INTEGER,
    "number of days in last six months": QuestionKind.INTEGER,
    "number of days in last year": QuestionKind.INTEGER,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "datetime": QuestionKind.DATE_TIME,
    "note": QuestionKind.NOTE,
    "acknowledge": QuestionKind.ACKNOWLEDGE,
    "calculate": QuestionKind.CALCULATE,
    "hidden": QuestionKind.HIDDEN,
    "geopoint": QuestionKind.GEOPOINT,
    "geotrace": QuestionKind.GEOTRACE,
    "geoshape": QuestionKind.GEOSHAPE,
    "image": QuestionKind.IMAGE,
    "audio": QuestionKind.AUDIO,
    "video": QuestionKind.VIDEO,
    "file": QuestionKind.FILE,
    "barcode": QuestionKind.BARCODE,
    "range": QuestionKind.RANGE,
    "osm": QuestionKind.TEXT,
    "start": QuestionKind.HIDDEN,
    "end": QuestionKind.HIDDEN,
    "today": QuestionKind.HIDDEN,
    "start-geopoint": QuestionKind.HIDDEN,
    "deviceid": QuestionKind.HIDDEN,
    "phonenumber": QuestionKind.HIDDEN,
    "simserial": QuestionKind.HIDDEN,
    "subscriberid": QuestionKind.HIDDEN,
    "username": QuestionKind.HIDDEN,
    "email": QuestionKind.HIDDEN,
    "audit": QuestionKind.HIDDEN,
    "background-audio": QuestionKind.HIDDEN,
    "background-geopoint": QuestionKind.HIDDEN,
    "select_one": QuestionKind.SINGLE,
    "select_multiple": QuestionKind.MULTIPLE,
    "select_one_from_file": QuestionKind.SINGLE,
    "select_multiple_from_file": QuestionKind.MULTIPLE,
    "select_one_external": QuestionKind.SINGLE,
    "rank": QuestionKind.RANKING,
}
CONSTRAINTS: Final[Mapping[str, str]] = {
    "percentage": "0 <= . and . <= 100",
    "phone number": r"regex(., '^\d*$')",
    "number of days in last month": "0 <= . and . <= 31",
    "number of days in last six months": "0 <= . and . <= 183",
    "number of days in last year": "0 <= . and . <= 365",
}
DEFAULTS: Final[Mapping[str, str]] = {"start": "now()", "today": "today()"}
"""Rules for what the device tells when the questionnaire is begun."""
UNKNOWN_HERE: Final[Mapping[str, str]] = {
    "end": "the time of sending is kept with the response, not as an answer",
    "start-geopoint": "the place of the device is not asked for",
    "deviceid": "a device is never identified",
    "phonenumber": "a device is never identified",
    "simserial": "a device is never identified",
    "subscriberid": "a device is never identified",
    "username": "people answer without an account",
    "email": "people answer without an account",
    "audit": "no protocol of every key is kept",
    "background-audio": "nothing is recorded in the background",
    "background-geopoint": "nothing is recorded in the background",
    "osm": "the map of OpenStreetMap is not edited; a text is asked",
}
"""Types that stay empty, each with the reason."""
FILE_TABLES: Final = frozenset({"xml-external", "csv-external"})
"""Types that only name a file for rules to look into."""
