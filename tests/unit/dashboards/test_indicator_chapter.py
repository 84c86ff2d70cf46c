"""An indicator's cells as sections: what stands together, in which order, drawn or told."""

import pytest

from app.dashboards.indicators.chapter import Section, chapter
from app.dashboards.indicators.drawn import figure_of, solid_words, why_hidden
from app.reference.cells import NETWORK, Cell, Hidden, by_codes
from app.web.published import Unit
from tests.unit.dashboards.made_cells import HERE, cell, place_of

pytestmark = pytest.mark.usefixtures("_in_english")

HALF = (0.5, 0.4, 0.6)


def hidden(indicator: str, why: Hidden = Hidden.BASE, territory: str = HERE, **by: str) -> Cell:
    return Cell(
        indicator=indicator,
        territory=territory,
        audience="firms",
        by=by_codes(**by),
        hidden=why,
    )


def firms(indicator: str, share: float, territory: str = HERE, **by: str) -> Cell:
    low, high = share - 0.1, share + 0.1
    return cell((indicator, "firms"), (share, low, high), territory=territory, **by)


def sections(*cells: Cell) -> tuple[Section, ...]:
    return chapter(place_of(*cells), cells[0].indicator)


def test_cells_that_differ_in_one_dimension_stand_together_the_largest_first() -> None:
    found = sections(
        firms("IND09", 0.3, driver="d_climate"),
        firms("IND09", 0.6, driver="d_age"),
        firms("IND09", 0.4, NETWORK, driver="d_age"),
    )
    [section] = found
    assert section.title == "Firms · what changes work"
    assert [each.label for each in section.entries] == ["Retirements", "Climate and environment"]
    assert section.entries[0].network.value == 0.4
    assert section.entries[1].network.hidden is Hidden.CONFIDENTIAL


def test_measures_audiences_and_further_dimensions_divide() -> None:
    found = sections(
        firms("IND12", 0.3, measure="now", skill="s_care"),
        firms("IND12", 0.3, measure="now", family="fam_people"),
        firms("IND12", 0.3, measure="later", family="fam_people"),
    )
    assert [each.title for each in found] == [
        "Firms · Use it now · by family of skills",
        "Firms · Need it by 2030 · by family of skills",
        "Firms · Use it now · by skill",
    ]


def test_answers_keep_their_order() -> None:
    codes = ("mm", "m", "e", "p", "pp")
    found = sections(
        *(firms("IND07", 0.2, horizon="h2030", answer=code) for code in codes),
        cell(("IND07", "firms"), (4, -2, 9), horizon="h2030", weight="firms"),
    )
    assert [[each.label for each in section.entries] for section in found] == [
        ["Much less", "Less", "The same", "More", "Much more"],
        ["Each firm counts once"],
    ]
    assert [each.unit for each in found] == [Unit.SHARE, Unit.POINTS]


def test_differences_to_other_territories_are_left_to_the_findings() -> None:
    [section] = sections(firms("IND01", 0.5), cell(("IND01", "firms"), (4, 1, 7), beside="others"))
    assert [each.label for each in section.entries] == ["Firms that plan to hire"]


def test_what_the_network_alone_is_told_by_comes_last_without_what_is_hidden() -> None:
    job = firms("IND10", 0.7, NETWORK, measure="hard", job="j_cook")
    found = sections(
        firms("IND10", 0.4, measure="hard", job_group="isco6"),
        job,
        hidden("IND10", territory=NETWORK, measure="hard", job="j_clerk"),
    )
    assert [each.is_of_network for each in found] == [False, True]
    assert [each.label for each in found[1].entries] == ["Cooks, waiters"]
    assert found[1].title.startswith("Whole network · ")


def test_a_picture_sets_the_territory_beside_the_network() -> None:
    [section] = sections(
        firms("IND09", 0.3, driver="d_climate"),
        firms("IND09", 0.6, driver="d_age"),
        firms("IND09", 0.4, NETWORK, driver="d_age"),
        hidden("IND09", driver="d_rules"),
    )
    figure = figure_of(section)
    assert figure is not None
    assert [sorted(row.marks) for row in figure.rows] == [["firms", "network"], ["firms"]]
    assert figure.rows[0].marks["firms"].value == 60


def test_where_all_is_hidden_here_the_network_is_drawn_alone_and_said_so() -> None:
    [section] = sections(
        hidden("IND09", driver="d_age"),
        hidden("IND09", driver="d_rules"),
        firms("IND09", 0.4, NETWORK, driver="d_age"),
        firms("IND09", 0.2, NETWORK, driver="d_rules"),
    )
    figure = figure_of(section)
    assert section.is_withheld
    assert figure is not None
    assert {series for row in figure.rows for series in row.marks} == {"network"}
    assert "the whole network is drawn alone" in figure.caption


def test_a_long_list_is_drawn_down_to_the_twelfth() -> None:
    skills = [f"s_{letter}" for letter in "abcdefghijklmnop"]
    [section] = sections(*(firms("IND12", 0.3, measure="now", skill=code) for code in skills))
    figure = figure_of(section)
    assert figure is not None
    assert len(figure.rows) == 12
    assert "the table has them all" in figure.caption
    assert not section.is_short


def test_an_axis_of_counts_begins_at_nought_and_one_of_points_holds_both_sides() -> None:
    [counts] = sections(
        *(
            cell(("IND02", "firms"), (640, 90, 1180), measure="hires", kind=kind)
            for kind in ("replace", "grow")
        )
    )
    figure = figure_of(counts)
    assert figure is not None
    assert [value for value, _label in figure.axis.ticks] == [0, 500, 1000, 1500]
    assert figure.axis.reference is None
    [points] = sections(
        *(
            cell(("IND07", "firms"), (-10, -33, 13), horizon="h2030", weight=weight)
            for weight in ("firms", "jobs")
        )
    )
    figure = figure_of(points)
    assert figure is not None
    assert [label for _value, label in figure.axis.ticks] == ["-40", "-20", "0", "+20"]
    assert figure.axis.reference == 0


def test_one_number_alone_or_numbers_of_several_units_are_no_picture() -> None:
    [alone] = sections(firms("IND09", 0.3, driver="d_climate"))
    assert figure_of(alone) is None


def test_hidden_numbers_say_why_and_few_answers_are_a_direction() -> None:
    told = set(Hidden) - {Hidden.WAVE}  # which no release holds
    found = [why_hidden(section) for why in told for section in sections(hidden("IND01", why))]
    assert len(set(found)) == len(told)
    assert any("Hidden: one or two large firms would be seen in it." in each for each in found)
    assert {solid_words(hidden("IND01", why)) for why in told} == {"\u2013"}
    fragile = cell(("IND01", "firms"), HALF, is_fragile=True)
    assert solid_words(fragile) == "Few: read the direction, not the size."
    assert solid_words(cell(("IND01", "firms"), HALF)) == "Enough answers to compare."
