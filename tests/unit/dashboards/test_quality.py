"""What is said of how solid the answers are."""

import pytest

from app.dashboards.findings import quality
from app.reference.cells import Cell
from tests.unit.dashboards.made_cells import cell, place_of, text

pytestmark = pytest.mark.usefixtures("_in_english")


def effective(audience: str, value: float, *, is_fragile: bool = False) -> Cell:
    place = ("IND35", audience)
    return cell(place, (value, value, value), is_fragile=is_fragile, measure="effective")


FIRMS, RESIDENTS = effective("firms", 62), effective("residents", 380)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ((FIRMS, RESIDENTS, effective("trainers", 33)), "Every audience answered in numbers"),
        (
            (FIRMS, RESIDENTS),
            "Read with care, for few answered or weights differ widely: Trainers.",
        ),
        (
            (effective("firms", 24, is_fragile=True), RESIDENTS),
            "weights differ widely: Firms, Trainers.",
        ),
        ((), "Few answered in every audience: read directions, not sizes."),
    ],
)
def test_an_audience_worth_fewer_than_thirty_answers_is_named(
    cells: tuple[Cell, ...], words: str
) -> None:
    assert words in text(quality.finding(place_of(*cells)).sentence)


def test_below_a_finding_stands_what_its_audiences_are_worth() -> None:
    place = place_of(FIRMS, effective("residents", 21, is_fragile=True))
    shown = [
        cell((indicator, audience), (0.3, 0.2, 0.4))
        for indicator, audience in (("IND01", "firms"), ("IND28", "residents"))
    ]
    firms, residents = quality.footings(place, shown)
    assert text(firms.text) == "Firms: worth 62 answers of equal weight."
    assert (firms.is_fragile, residents.is_fragile) == (False, True)
    [trainers] = quality.footings(place, [cell(("IND13", "trainers"), (100, 90, 110))])
    assert text(trainers.text) == "Trainers: few answers."
    assert trainers.is_fragile


def test_the_widest_gap_of_all_audiences_is_said() -> None:
    gaps = [
        cell(("IND35", "firms"), (12, 12, 12), measure="gap", margin="size"),
        cell(("IND35", "residents"), (19, 19, 19), measure="gap", margin="education"),
    ]
    said = text(quality.finding(place_of(*gaps)).text)
    assert said.startswith(
        "Before weighting, the answers differ most from the population by schooling of residents:"
        " one group's part is 19 points off."
    )


def test_the_questions_left_open_most_are_named_in_their_order() -> None:
    shares = {"F_HIRE": 0.02, "F_ROLE": 0.2, "F_TMAX": 0.0, "F_ACT30": 0.1, "F_HRTIME": 0.3}
    cells = [
        cell(("IND35", "firms"), (share, share, share), measure="open", question=question)
        for question, share in shares.items()
    ]
    lines = quality.finding(place_of(*cells)).table.lines
    labels = place_of().labels
    assert [line.label for line in lines if line.label.startswith("Left open")] == [
        f"Left open: “{labels.of_question('firms', question)}”"
        for question in ("F_HRTIME", "F_ROLE", "F_ACT30")
    ]


@pytest.mark.parametrize(
    ("joined", "left_out", "ends"),
    [
        (0, 0, "."),
        (1, 0, ", but for those joined or left out."),
        (0, 2, ", but for those joined or left out."),
        (0, None, ", but for those joined or left out."),
    ],
)
def test_weights_are_said_to_reach_every_group_only_where_they_did(
    joined: int, left_out: int | None, ends: str
) -> None:
    place = ("IND35", "firms")
    cells = [
        cell(place, (12, 12, 12), measure="gap", margin="size"),
        cell(place, (joined, joined, joined), measure="joined"),
    ]
    if left_out is not None:
        cells.append(cell(place, (left_out, left_out, left_out), measure="left_out"))
    said = text(quality.finding(place_of(*cells)).text)
    assert said.endswith(f" points off. Weights bring every group back to its part{ends}")
