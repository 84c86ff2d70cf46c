"""What is said of needs and wishes, for each way the gaps can stand."""

from dataclasses import replace

import pytest

from app.dashboards.findings import dialogue
from app.dashboards.page import Finding
from app.reference.cells import Cell, Verdict
from tests.unit.dashboards.made_cells import asked, cell, place_of, text

FAMILIES = [each.code for each in asked("firms").question("F_SK").families]
LABELS = [each.text.in_language("en") for each in asked("firms").question("F_SK").families]
NOTHING_APART = "What firms need and what residents want to use do not clearly differ."

pytestmark = pytest.mark.usefixtures("_in_english")


def gaps(*numbers: tuple[float, float, float]) -> list[Cell]:
    """Of the first families; needs and wishes beside them."""
    found = []
    for family, (value, low, high) in zip(FAMILIES, numbers, strict=False):
        found += [
            cell(("IND14", "firms"), (value, low, high), against="residents", family=family),
            cell(("IND13", "firms"), (100 + value, 80, 400), view="need", family=family),
            cell(("IND13", "residents"), (100, 90, 110), view="use", family=family),
        ]
    return found


def said(*cells: Cell) -> Finding:
    return dialogue.families(place_of(*cells))


def test_the_largest_clear_need_is_named_not_a_larger_unclear_one() -> None:
    found = said(*gaps((90, -40, 220), (60, 40, 80), (-50, -70, -30)))
    assert text(found.sentence) == (
        f"Firms need “{LABELS[1]}” clearly more than residents want to use it:"
        " an index of 160 against 100."
    )
    assert f"“{LABELS[2]}”" in text(found.text)


def test_a_wish_beyond_needs_is_no_agreement() -> None:
    found = said(*gaps((20, -40, 80), (-60, -80, -40)))
    assert "do not clearly differ" not in text(found.sentence)
    assert f"The reverse holds for “{LABELS[1]}”" in text(found.text)


def test_a_gap_hardly_off_zero_is_not_clear_among_many() -> None:
    barely = (20.0, 1.0, 39.0)
    assert "clearly more" in text(said(*gaps(barely)).sentence)
    found = said(*gaps(barely, *[(0.0, -10.0, 10.0)] * 5))
    assert text(found.sentence) == NOTHING_APART
    assert {line.reading for line in found.table.lines} == {"not clear"}


def test_no_gap_at_all_says_who_is_missing() -> None:
    found = said()
    assert text(found.sentence) == "Too few people answered to set needs beside wishes here."
    assert found.figure.is_empty
    assert found.table.columns == ()


@pytest.mark.parametrize("audience", ["firms", "residents", "trainers"])
def test_a_release_of_one_audience_shows_its_side(audience: str) -> None:
    view = {"firms": "need", "residents": "use", "trainers": "now"}[audience]
    shown = cell(("IND13", audience), (140, 120, 160), view=view, family=FAMILIES[0])
    place = place_of(shown, audiences=(audience,))
    for subject in (dialogue.FAMILIES, dialogue.SKILLS):
        assert subject.finding(place).table.lines
    [row] = [row for row in dialogue.families(place).figure.rows if row.marks]
    assert row.label == LABELS[0]


def test_a_release_without_any_question_on_skills_has_an_empty_page() -> None:
    for subject in (dialogue.FAMILIES, dialogue.SKILLS):
        found = subject.finding(place_of(audiences=()))
        assert found.figure.is_empty


@pytest.mark.parametrize(("highest", "end"), [(180, 300), (300, 300), (301, 400), (740, 800)])
def test_the_axis_reaches_every_value(highest: float, end: float) -> None:
    axis = said(*gaps((highest - 100, 10, 900))).figure.axis
    assert axis.high == end
    assert axis.ticks[-1][0] == end


def test_the_word_of_the_release_goes_before_what_the_interval_alone_would_say() -> None:
    cells = [
        replace(each, verdict=Verdict.LIKELY) if each.indicator == "IND14" else each
        for each in gaps((60, 40, 80), (-50, -70, -30))
    ]
    found = said(*cells)
    assert text(found.sentence) == NOTHING_APART
    assert [line.reading for line in found.table.lines[:2]] == [
        "likely: needed more than wanted",
        "too few answers",
    ]
    clear = [replace(each, verdict=Verdict.CLEAR) if each.verdict else each for each in cells]
    assert said(*clear).table.lines[0].reading == "clear: needed more than wanted"
    assert said(*clear).table.lines[-1].reading == "clear: wanted more than needed"
    assert "one in twenty is false on average" in text(said(*clear).solid[-1])
