"""Pictures: marks stand where the numbers are, and nothing that is kept back is drawn."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from app.web.pictures import plotly
from app.web.pictures.figure import Axis, Figure, Mark, Row, Series, Shape
from app.web.pictures.svg import NARROW, WIDE, drawing

FIRMS = Series(code="firms", label="firms need", shape=Shape.DISC)
RESIDENTS = Series(code="residents", label="residents want to use", shape=Shape.SQUARE)
TRAINERS = Series(code="trainers", label="taught today", shape=Shape.DIAMOND)
AXIS = Axis(low=0, high=100, ticks=((0, "0 %"), (50, "50 %"), (100, "100 %")), reference=50)
LONG = "Reading, writing and reckoning with the help of machines that answer in one's own language"


def figure(
    *rows: Row, axis: Axis = AXIS, series: tuple[Series, ...] = (FIRMS, RESIDENTS)
) -> Figure:
    return Figure(summary="What & why", caption="", axis=axis, series=series, rows=rows)


def drawings(of: Figure) -> tuple[ET.Element, ET.Element]:
    """The wide one and the narrow one."""
    wide, narrow = ET.fromstring(f"<div>{drawing(of)}</div>")  # noqa: S314 -- drawn here
    return wide[0], narrow[0]


def of_class(drawn: ET.Element, tag: str, *names: str) -> list[ET.Element]:
    return [each for each in drawn.iter(tag) if set(names) <= set(each.get("class", "").split())]


def words(drawn: ET.Element) -> str:
    return " ".join(" ".join(drawn.itertext()).split())


@pytest.mark.parametrize(("value", "share"), [(0, 0), (25, 0.25), (100, 1)])
def test_a_mark_stands_at_its_value(value: float, share: float) -> None:
    row = Row(label="Care", marks={"firms": Mark(value=value, low=value, high=value)})
    for drawn, layout in zip(drawings(figure(row)), (WIDE, NARROW), strict=True):
        [mark] = of_class(drawn, "circle", "disc", "firms")
        where = layout.start + share * (layout.end - layout.start)
        assert float(mark.attrib["cx"]) == pytest.approx(where, abs=0.1)


def test_an_interval_runs_from_low_to_high_on_the_height_of_its_mark() -> None:
    row = Row(label="Care", marks={"firms": Mark(value=40, low=10, high=80)})
    for drawn, layout in zip(drawings(figure(row)), (WIDE, NARROW), strict=True):
        [line] = of_class(drawn, "line", "interval")
        [mark] = of_class(drawn, "circle", "disc")
        assert float(line.attrib["x1"]) == layout.across(AXIS, 10)
        assert float(line.attrib["x2"]) == layout.across(AXIS, 80)
        assert line.attrib["y1"] == line.attrib["y2"] == mark.attrib["cy"]


def test_hidden_numbers_are_not_drawn() -> None:
    shown = Row(label="Care", marks={"firms": Mark(value=40)})
    for drawn in drawings(figure(shown, Row(label="Crafts"))):
        assert len(of_class(drawn, "circle", "disc")) == 1
        assert not of_class(drawn, "rect", "square")
        assert "Crafts" in words(drawn)
        assert RESIDENTS.label not in words(drawn)


def test_an_interval_beyond_the_axis_ends_in_an_arrow() -> None:
    beyond = Row(label="Care", marks={"firms": Mark(value=90, low=60, high=140)})
    inside = Row(label="Care", marks={"firms": Mark(value=90, low=60, high=100)})
    for drawn in drawings(figure(beyond)):
        assert len(of_class(drawn, "line", "beyond")) == 2
    for drawn in drawings(figure(inside)):
        assert not of_class(drawn, "line", "beyond")


@pytest.mark.parametrize("is_heading", [False, True])
def test_a_long_label_is_broken_into_lines_and_said_whole(*, is_heading: bool) -> None:
    row = Row(label=LONG, marks={"firms": Mark(value=40)}, is_heading=is_heading)
    for drawn, layout in zip(drawings(figure(row)), (WIDE, NARROW), strict=True):
        assert LONG in words(drawn)
        lines = list(drawn.iter("tspan"))
        assert len(lines) == 3
        assert all(len(each.text or "") <= layout.characters for each in lines)


def test_rows_do_not_run_into_each_other() -> None:
    rows = [Row(label=LONG, marks={"firms": Mark(value=40), "residents": Mark(value=60)})] * 3
    for drawn in drawings(figure(*rows)):
        heights = [float(each.attrib["y"]) for each in drawn.iter("tspan")]
        assert min(b - a for a, b in pairwise(heights)) >= 15
        bottom = float(drawn.attrib["viewBox"].split()[3])
        assert max(heights) < bottom


def test_nothing_is_drawn_outside_the_picture() -> None:
    rows = [Row(label=LONG, marks={each.code: Mark(value=100, low=-30, high=400)})
            for each in (FIRMS, RESIDENTS, TRAINERS)]  # fmt: skip
    axis = Axis(low=0, high=1000, ticks=((0, ""), (100, "average skill"), (1000, "10 times")))
    for drawn in drawings(figure(*rows, axis=axis, series=(FIRMS, RESIDENTS, TRAINERS))):
        width = float(drawn.attrib["viewBox"].split()[2])
        for each in drawn.iter("text"):
            half = len(each.text or "") * 7.6 / 2
            if each.get("text-anchor") == "middle" and each.get("x"):
                assert half <= float(each.attrib["x"]) <= width - half


def test_series_differ_by_shape_so_that_a_grey_print_tells_them_apart() -> None:
    row = Row(
        label="Care", marks={each.code: Mark(value=50) for each in (FIRMS, RESIDENTS, TRAINERS)}
    )
    for drawn in drawings(figure(row, series=(FIRMS, RESIDENTS, TRAINERS))):
        tags = ("circle", "rect", "polygon")
        assert [len(list(drawn.iter(tag))) for tag in tags] == [2, 2, 2]  # legend and row


def test_labels_are_escaped_and_the_picture_is_named() -> None:
    row = Row(label="<script>", marks={"firms": Mark(value=40)})
    text = str(drawing(figure(row)))
    assert "<script>" not in text
    assert text.count('role="img" aria-label="What &amp; why"') == 2


def test_what_is_explored_holds_the_drawn_values_only() -> None:
    rows = (
        Row(label="Care", marks={"firms": Mark(value=40, low=30, high=55)}),
        Row(label="Crafts"),
    )
    found = plotly.drawing(figure(*rows))
    [trace] = found["data"]
    assert (trace["x"], trace["y"]) == ([40], ["Care"])
    assert (trace["error_x"]["array"], trace["error_x"]["arrayminus"]) == ([15], [10])
    assert not re.search("Crafts", str(found))
