"""A figure for exploring: what plotly.js draws, as plain values; Plotly stays unloaded."""

from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from app.web.pictures.figure import Figure, Mark, Series, Shape

Json: TypeAlias = "str | float | bool | list[Json] | dict[str, Json] | None"
SYMBOLS = {Shape.DISC: "circle", Shape.SQUARE: "square-open", Shape.DIAMOND: "diamond-open"}


def library() -> Path:
    """plotly.js as the installed package carries it; finding it imports nothing."""
    found = find_spec("plotly")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("plotly is not installed: install the package plotly.")
    return Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"


def drawing(figure: Figure) -> dict[str, Json]:
    """Traces and layout; colours are names of the style sheet that the page resolves."""
    labels = [row.label for row in figure.rows if not row.is_heading]
    ticks: list[Json] = [value for value, _label in figure.axis.ticks]
    texts: list[Json] = [label for _value, label in figure.axis.ticks]
    return {
        "data": [_trace(figure, series) for series in figure.drawn],
        "layout": {
            "xaxis": {
                "range": [figure.axis.low, figure.axis.high],
                "tickvals": ticks,
                "ticktext": texts,
            },
            "yaxis": {"autorange": "reversed", "automargin": True},
            "height": 160 + 42 * len(labels),
            "legend": {"orientation": "h", "y": 1.05, "yanchor": "bottom"},
            "margin": {"t": 60, "r": 20, "b": 50, "l": 10},
        },
    }


def _trace(figure: Figure, series: Series) -> dict[str, Json]:
    drawn = [(row.label, row.marks[series.code]) for row in figure.rows if series.code in row.marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": series.label,
        "x": [mark.value for _label, mark in drawn],
        "y": [label for label, _mark in drawn],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_above(mark) for _label, mark in drawn],
            "arrayminus": [_below(mark) for _label, mark in drawn],
            "thickness": 1.5,
            "width": 0,
        },
        "marker": {"symbol": SYMBOLS[series.shape], "size": 11, "color": series.code},
    }


def _above(mark: Mark) -> float:
    return 0 if mark.high is None else mark.high - mark.value


def _below(mark: Mark) -> float:
    return 0 if mark.low is None else mark.value - mark.low
