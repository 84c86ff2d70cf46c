"""margins.csv: other known totals that weights are raked to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.formats.cells import Firsts, Row, rows_of
from app.formats.csv_file import Columns, CsvFile
from app.formats.territory.codes import Codes
from app.formats.territory.population import MOST_APART, is_near, shown
from app.formats.territory.values import KnownTotal
from app.questionnaire.reading import Position
from app.reference.audiences import Audience

COLUMNS = Columns(("audience", "margin", "level", "total"))
LARGEST_SHARE_SUM = 101  # a sum of shares: 1 or 100
Margin = tuple[str, str]  # audience and name


def known_levels(codes: Codes) -> Mapping[Margin, tuple[str, ...]]:
    """The margins that the file may hold, with their levels."""
    return {
        (Audience.RESIDENTS, "education"): codes.education,
        (Audience.RESIDENTS, "newcomer"): ("yes", "no"),
        (Audience.TRAINERS, "all"): ("all",),
        (Audience.FIRMS, "size"): tuple(codes.sizes),
        (Audience.FIRMS, "activity"): codes.activity_codes,
    }


NEEDED: tuple[Margin, ...] = (
    (Audience.RESIDENTS, "education"),
    (Audience.RESIDENTS, "newcomer"),
    (Audience.TRAINERS, "all"),
)


def read_margins(
    path: Path, file: CsvFile, codes: Codes, sums: Mapping[str, float]
) -> Iterator[KnownTotal]:
    """Those of good rows. sums: audience to what its margins must add up to, where it is known."""
    known, firsts = known_levels(codes), Firsts()
    found: list[KnownTotal] = []
    for row in rows_of(file, path, COLUMNS):
        before = len(file.problems)
        each = _read(row, known)
        what = f"{each.audience} {each.name} {each.level}"
        is_known = len(file.problems) == before
        if is_known and not firsts.is_repeated(row, "level", what, what=what):
            found.append(each)
    if found and not file.problems:
        _check(file, found, known, sums)
    yield from found


def _read(row: Row, known: Mapping[Margin, tuple[str, ...]]) -> KnownTotal:
    audience = row.one_of("audience", {each for each, _ in known}, what="audience")
    names = [name for each, name in known if each == audience]
    name = row.one_of("margin", names, what=f"margin of {audience}") if names else ""
    levels = known.get((audience, name), ())
    level = row.one_of("level", levels, what=f"level of {name}") if levels else ""
    total = row.number("total") or 0.0
    return KnownTotal(audience=audience, name=name, level=level, total=total)


def _check(
    file: CsvFile,
    found: list[KnownTotal],
    known: Mapping[Margin, tuple[str, ...]],
    sums: Mapping[str, float],
) -> None:
    given: dict[Margin, dict[str, float]] = defaultdict(dict)
    for each in found:
        given[each.audience, each.name][each.level] = each.total
    for margin in (*NEEDED, *given):
        missing = [level for level in known[margin] if level not in given.get(margin, {})]
        if missing:
            message = f"{' '.join(margin)}: no row for {', '.join(missing)}."
            mend = "Add a row for each level, with 0 where it has nobody."
            file.problem(Position(), "missing-level", message=message, mend=mend)
    for margin, levels in given.items():
        _check_sum(file, margin, sum(levels.values()), sums)


def _check_sum(file: CsvFile, margin: Margin, total: float, sums: Mapping[str, float]) -> None:
    audience, name = margin
    expected = sums.get(audience)
    said = f"{audience} {name} adds up to {shown(total)}"
    if total <= 0:
        message, mend = f"{said}: nobody.", "Write the known totals."
    elif expected is None or is_near(total, expected):
        return
    elif total <= LARGEST_SHARE_SUM and is_share_sum(total):
        message = f"{said}: these look like shares, not totals."
        mend = f"Write numbers that add up to about {shown(expected)}."
    else:
        message = f"{said}, the population is {shown(expected)}."
        mend = f"Correct the totals: they may differ by {MOST_APART:.0%} at most."
    file.problem(Position(), "sum", message=message, mend=mend)


def is_share_sum(total: float) -> bool:
    return any(abs(total - whole) <= MOST_APART * whole for whole in (1, 100))
