"""What holds where a page was opened before another device answered: each case by hand."""

import pytest

from app.questionnaire.model import Value
from app.respond.merging import Clash, Showed, knowing_too, merged, read, showing, told_of, written

NOBODY = frozenset[str]()


def page(**values: Value) -> Showed:
    """As it comes back: its marks were written into a page and read from it."""
    return read(written(showing(values, values, NOBODY)), values, NOBODY)


@pytest.mark.parametrize(
    ("showed", "stored", "sent", "holds"),
    [
        (None, None, "oak", "oak"),
        ("oak", "oak", "elm", "elm"),
        ("oak", "oak", None, None),
        ("oak", "elm", "oak", "elm"),
        (None, "elm", None, "elm"),
        ("oak", None, "oak", None),
        ("oak", "elm", "elm", "elm"),
        (12, 12.0, 13, 13),
        (("a", "b"), ("b", "a"), ("c",), ("c",)),
        (True, None, True, None),
        (False, None, True, True),
    ],
)
def test_the_one_that_changed_holds(
    showed: Value, stored: Value, sent: Value, holds: Value
) -> None:
    assert merged({"q": stored}, {"q": sent}, page(q=showed)) == ({"q": holds}, ())


@pytest.mark.parametrize(
    ("showed", "stored", "sent"),
    [("oak", "elm", "ash"), (None, "elm", "ash"), ("oak", None, "ash"), ("oak", "elm", None)],
)
def test_two_changes_are_a_clash_and_the_store_keeps_its_own(
    showed: Value, stored: Value, sent: Value
) -> None:
    given = {} if sent is None else {"q": sent}
    taken, clashes = merged({"q": stored}, given, page(q=showed))
    assert (taken["q"], clashes) == (stored, (Clash("q", stored, sent),))


def test_what_the_page_never_asked_stays_as_it_is_stored() -> None:
    assert merged({"q": 1, "new": 2}, {"q": 3}, page(q=1)) == ({"q": 3, "new": 2}, ())
    _taken, clashes = merged({"new": 2}, {"new": 5}, page(q=1))
    assert clashes == (Clash("new", 2, 5),)


def test_what_is_not_stored_is_taken_as_it_comes() -> None:
    assert merged({}, {"q": "oak"}, page(q="known before")) == ({"q": "oak"}, ())


def test_what_the_page_sent_before_it_knows_of() -> None:
    """The first save was stored, and its answer lost on the way."""
    showed = knowing_too(page(q="oak"), {"q": "elm"})
    assert merged({"q": "elm"}, {"q": "ash"}, showed) == ({"q": "ash"}, ())
    assert merged({"q": "oak"}, {"q": "ash"}, showed) == ({"q": "ash"}, ())
    assert merged({"q": "yew"}, {"q": "ash"}, showed)[1]


def test_the_order_of_ranks_is_the_answer_and_that_of_ticks_is_not() -> None:
    assert told_of(("b", "a"), is_ranked=False) == told_of(("a", "b"), is_ranked=False)
    ranked = showing({"q": ("b", "a")}, ["q"], frozenset({"q"}))
    assert not ranked.has("q", ("a", "b"))
    assert ranked.has("q", ("b", "a"))


def test_an_empty_page_carries_four_characters_a_question() -> None:
    assert [len(each) for each in written(page(a=None, b="", c=())).split()] == [4, 4, 4]


def test_marks_that_were_tampered_with_know_of_nothing() -> None:
    showed = read("x §§§ AAAAAAAAAAAAAAAA", ["q"], NOBODY)
    assert merged({"q": "elm"}, {"q": "ash"}, showed)[1] == (Clash("q", "elm", "ash"),)
