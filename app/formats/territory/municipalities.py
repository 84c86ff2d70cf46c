"""municipalities.csv: where people live and firms stand."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.formats.cells import Firsts, Row, rows_of
from app.formats.csv_file import Columns, CsvFile
from app.formats.territory.values import Municipality

COLUMNS = Columns(("code", "name", "persons", "minutes_to_town"))
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}", re.ASCII)
RULE = "at most 20 letters, digits, _ and -, as the statistical office has it: 48091"
LONGEST_NAME = 100
# Digits of national codes, Eurostat's list of local administrative units.
DIGITS = {"FR": 5, "ES": 5, "IT": 6, "FI": 3, "DE": 8, "AT": 5, "BE": 5, "SE": 4, "PT": 6}


def read_municipalities(path: Path, file: CsvFile, country: str) -> Iterator[Municipality]:
    """Those of good rows; file lists the problems of the others."""
    codes, names = Firsts(), Firsts()
    for row in rows_of(file, path, COLUMNS):
        found = _read(row, country)
        if codes.is_repeated(row, "code", found.code or f"line {row.line}", what=found.code):
            continue
        if found.name and names.is_repeated(row, "name", found.name.casefold(), what=found.name):
            continue
        if found.code:
            yield found


def _read(row: Row, country: str) -> Municipality:
    name = row.needed("name")
    if len(name) > LONGEST_NAME:
        message = f"the name has {len(name)} characters, {LONGEST_NAME} at most."
        row.problem("name", "too-long", message=message, mend="Shorten it.")
    return Municipality(
        code=_code(row, country),
        name=name,
        persons=row.number("persons") or 0.0,
        minutes_to_town=row.number("minutes_to_town") or 0.0,
        line=row.line,
    )


def _code(row: Row, country: str) -> str:
    """As it is written where it is at fault: other files may name it so."""
    found = row.code("code", CODE, rule=RULE) or row.text("code")
    digits = DIGITS.get(country, 0)
    if found.isdigit() and len(found) < digits:
        message = f"{found!r} has lost its leading zeros: codes of {country} have {digits} digits."
        mend = f"Write {found.zfill(digits)}, in a column formatted as text."
        row.problem("code", "lost-zeros", message=message, mend=mend)
        return found.zfill(digits)
    return found
