"""Published numbers as CSV, as their release holds them: a hidden one is empty."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from app.dashboards.actions import View
from app.reference.cells import Cell
from app.web.csv_texts import BYTE_ORDER_MARK, harmless

COLUMNS = (
    "release", "synthetic", "indicator", "territory", "audience", "by",
    "value", "low", "high", "n", "bound", "hidden", "fragile", "verdict",
)  # fmt: skip
Told = tuple[Cell, Sequence[str]]  # a cell, and what is said of it in words


def download(view: View, what: str, told: Iterable[Told], words: Sequence[str] = ()) -> Response:
    """A file of the cells; words: names of the columns in words."""
    text = _as_csv(view, told, words)
    answer = Response(f"{BYTE_ORDER_MARK}{text}" if words else text, mimetype="text/csv")
    name = f"{view.place.territory}-{what}-release-{view.release}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _as_csv(view: View, told: Iterable[Told], words: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, *words))
    about = (view.release, "yes" if view.is_synthetic else "no")
    for cell, said in told:
        writer.writerow((*about, *_row(cell), *map(harmless, said)))
    return out.getvalue()


def _row(cell: Cell) -> tuple[object, ...]:
    by = ";".join(f"{name}={code}" for name, code in cell.by)
    return (
        cell.indicator, cell.territory, cell.audience, by,
        cell.value, cell.low, cell.high, cell.n,
        cell.bound or "", cell.hidden or "", "yes" if cell.is_fragile else "no", cell.verdict or "",
    )  # fmt: skip
