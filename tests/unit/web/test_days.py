"""Lines over days: scaled, labelled, told apart without colour."""

from datetime import date, timedelta

import html5lib
import pytest

from app.web.pictures.days import Days, Line, drawing, tick


def curve(*values: int, label: str = "sent") -> Days:
    days = tuple(date(2026, 3, 2) + timedelta(days=each) for each in range(len(values)))
    return Days(
        days=days,
        labels=("2 March", "9 May"),
        lines=(
            Line(code="network", label="started", values=values, is_dashed=True),
            Line(code="firms", label=label, values=values),
        ),
        summary="Day by day",
        caption="Days.",
    )


@pytest.mark.parametrize(
    ("highest", "distance"), [(1, 1), (4, 1), (5, 2), (9, 5), (41, 20), (1234, 500)]
)
def test_a_grid_has_round_lines_and_few(highest: int, distance: int) -> None:
    assert tick(highest) == distance


def test_the_highest_day_touches_the_upper_part_and_nobody_lies_on_the_floor() -> None:
    drawn = str(drawing(curve(0, 4, 0)))
    assert 'd="M50,246 L497,44 L944,246"' in drawn


def test_one_series_is_dashed() -> None:
    assert str(drawing(curve(1, 2))).count('class="curve network dashed"') == 4  # legend and line


def test_a_single_day_is_drawn() -> None:
    assert "h12" in str(drawing(curve(3)))


def test_days_without_anybody_are_drawn() -> None:
    assert "curve" in str(drawing(curve(0, 0)))


def test_labels_are_escaped() -> None:
    parser = html5lib.HTMLParser()
    parser.parseFragment(str(drawing(curve(1, 2, label="<b>&"))))
    assert parser.errors == []
