"""frame_firms.csv: every firm of the territory, without its name."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from app.formats.cells import Firsts, Row, rows_of
from app.formats.csv_file import Columns, CsvFile
from app.formats.territory.codes import Codes
from app.formats.territory.values import Firm, KnownTotal
from app.questionnaire.nearest import nearest
from app.questionnaire.reading import Position
from app.reference.audiences import Audience

COLUMNS = Columns(
    ("code", "municipality"), ("activity", "nace", "employment", "size_class", "holding")
)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,39}", re.ASCII)
RULE = "at most 40 letters, digits, _, ., / and -: the number of its site in the register"
MOST_EMPLOYED = 99_999


def read_firms(path: Path, file: CsvFile, codes: Codes, places: Collection[str]) -> Iterator[Firm]:
    """Those of good rows. places: codes of municipalities; empty where they are not known."""
    firsts, is_first = Firsts(), True
    for row in rows_of(file, path, COLUMNS):
        if is_first:
            _check_choice_of_columns(file)
            is_first = False
        before = len(file.problems)
        found = _read(row, codes, places)
        if found.code:
            firsts.is_repeated(row, "code", found.code, what=f"firm {found.code}")
        if len(file.problems) == before:
            yield found


def totals_of(firms: Iterable[Firm]) -> Iterator[KnownTotal]:
    """The margins that follow from the frame."""
    listed = tuple(firms)
    for name in ("activity", "size"):
        levels = (each.activity if name == "activity" else each.size_class for each in listed)
        for level, count in sorted(Counter(levels).items()):
            yield KnownTotal(audience=Audience.FIRMS, name=name, level=level, total=float(count))


def _check_choice_of_columns(file: CsvFile) -> None:
    """One of activity and nace, at least one of employment and size_class."""
    has = set(file.header)
    if len(has & {"activity", "nace"}) != 1:
        message = "The file needs either the column activity or the column nace."
        mend = "Keep one: activity for codes such as a_build, nace for classes such as 43.21."
        file.problem(Position(1), "missing-column", message=message, mend=mend)
    if not has & {"employment", "size_class"}:
        message = "The file needs the column employment or the column size_class."
        mend = "Add employment (people at the site, the owner not counted), or size_class."
        file.problem(Position(1), "missing-column", message=message, mend=mend)


def _read(row: Row, codes: Codes, places: Collection[str]) -> Firm:
    employment = row.whole("employment", most=MOST_EMPLOYED) if row.text("employment") else None
    return Firm(
        code=row.code("code", CODE, rule=RULE),
        municipality=(
            row.one_of("municipality", places, what="municipality of municipalities.csv")
            if places
            else row.needed("municipality")
        ),
        activity=_activity(row, codes),
        size_class=_size(row, codes, employment),
        employment=employment,
        holding=row.text("holding") or None,
    )


def _activity(row: Row, codes: Codes) -> str:
    if "nace" not in row.cells:
        return row.one_of("activity", codes.activity_codes, what="activity")
    nace = row.needed("nace")
    found = codes.activity_of(nace) if nace else None
    if nace and found is None:
        row.problem("nace", "unknown-code", message=f"{nace!r} is no class.", mend=_mend(nace))
    return found or ""


def _mend(nace: str) -> str:
    if re.fullmatch(r"\d(?:\.\d+)?", nace):
        return f"Its leading zero is lost: write 0{nace}, in a column formatted as text."
    return "Write the class of NACE Rev. 2.1 with its division of two digits: 43.21."


def _size(row: Row, codes: Codes, employment: int | None) -> str:
    given = row.text("size_class")
    if given and given not in codes.sizes:
        message, mend = f"no size class is called {given!r}.", nearest(given, codes.sizes)
        row.problem("size_class", "unknown-code", message=message, mend=mend)
        return ""
    derived = None if employment is None else codes.size_of(employment)
    if given and derived and given != derived:
        message = f"{given} does not hold {employment} people: {derived} does."
        mend = "Correct the size class or the employment."
        row.problem("size_class", "contradiction", message=message, mend=mend)
    has_neither = not given and not row.text("employment")
    if has_neither and {"employment", "size_class"} & set(row.cells):
        column = "employment" if "employment" in row.cells else "size_class"
        mend = "Write the employment, or a size class where only that is known."
        row.problem(column, "empty", message="nothing says how large it is.", mend=mend)
    return given or derived or ""
