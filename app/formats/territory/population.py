"""population.csv: persons of 15 and over by age and sex, of each municipality or of the whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from app.formats.cells import Firsts, Row, rows_of
from app.formats.csv_file import Columns, CsvFile
from app.formats.territory.codes import SEXES, Codes
from app.formats.territory.values import KnownTotal, Persons
from app.questionnaire.reading import Position
from app.reference.audiences import Audience

COLUMNS = Columns(("age", "sex", "persons"), ("municipality",))
MOST_APART = 0.01  # of a sum, between two sources that count the same people
MOST_PERSONS_APART = 1  # what rounding may do to a small one
Stated: TypeAlias = Mapping[str, float | None]
"""Code of a municipality to the persons that municipalities.csv states; None: not sure."""


def read_population(path: Path, file: CsvFile, codes: Codes, places: Stated) -> Iterator[Persons]:
    """Those of good rows; every group must be there, of each municipality or of the whole."""
    firsts, found = Firsts(), []
    for row in rows_of(file, path, COLUMNS):
        before = len(file.problems)
        each = _read(row, codes, places)
        what = f"{each.level} of {each.municipality or 'the whole'}"
        is_known = len(file.problems) == before
        if is_known and not firsts.is_repeated(row, "age", what, what=what):
            found.append(each)
    if found and not file.problems:
        _check_groups(file, found, codes, places)
        _check_sums(file, found, places)
    yield from found


def totals_of(persons: Iterable[Persons]) -> Iterator[KnownTotal]:
    """The margin of age by sex."""
    totals: dict[str, float] = defaultdict(float)
    for each in persons:
        totals[each.level] += each.persons
    for level, total in sorted(totals.items()):
        yield KnownTotal(audience=Audience.RESIDENTS, name="age_sex", level=level, total=total)


def is_near(one: float, other: float) -> bool:
    """Whether two counts of the same people agree up to rounding and date."""
    return abs(one - other) <= max(MOST_PERSONS_APART, MOST_APART * max(one, other))


def shown(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _read(row: Row, codes: Codes, places: Stated) -> Persons:
    is_whole = not row.text("municipality") or not places
    age = row.one_of("age", codes.ages, what="age band")
    sex = row.one_of("sex", SEXES, what="sex")
    return Persons(
        municipality=(
            None
            if is_whole
            else row.one_of("municipality", places, what="municipality of municipalities.csv")
        ),
        level=f"{age}:{sex}",
        persons=row.number("persons") or 0.0,
    )


def _check_groups(file: CsvFile, found: list[Persons], codes: Codes, places: Stated) -> None:
    named = {each.municipality for each in found}
    if None in named and len(named) > 1:
        message = "Some rows name a municipality, others do not: people would count twice."
        mend = "Keep either the rows of municipalities or those of the whole."
        file.problem(Position(), "mixed", message=message, mend=mend)
        return
    wanted = (None,) if None in named else tuple(places)
    given = {(each.municipality, each.level) for each in found}
    for place in wanted:
        missing = [level for level in codes.ages_by_sex if (place, level) not in given]
        if missing:
            where = f" of municipality {place}" if place else ""
            message = f"The groups {', '.join(missing)}{where} have no row."
            mend = "Add a row for each, with 0 persons where nobody is."
            file.problem(Position(), "missing-group", message=message, mend=mend)


def _check_sums(file: CsvFile, found: list[Persons], places: Stated) -> None:
    sums: dict[str | None, float] = defaultdict(float)
    for each in found:
        sums[each.municipality] += each.persons
    stated: dict[str | None, float] = {
        code: persons for code, persons in places.items() if persons is not None
    }
    if len(stated) == len(places) > 0:
        stated[None] = sum(stated.values())
    for place, total in sums.items():
        if place in stated and not is_near(total, stated[place]):
            where = f"municipality {place}" if place else "the territory"
            message = (
                f"The persons of {where} add up to {shown(total)};"
                f" municipalities.csv has {shown(stated[place])}."
            )
            mend = "Take both from the same source: persons of 15 and over."
            file.problem(Position(), "sum", message=message, mend=mend)
