"""What LimeSurvey checks of answers is checked here."""

from collections.abc import Mapping

import pytest

from tests.unit.formats.limesurvey.surveys import Asked, decided, imported, notes, one, read

ROWS = {"r1": "First", "r2": "Second"}


def violated(asked: Asked, answers: Mapping[str, object]) -> list[tuple[str, str]]:
    found = decided(read(Asked(title="n", type="N"), asked), answers)["violations"]
    assert isinstance(found, list)
    return [(each["path"], each["code"]) for each in found]


CHECKED = [
    ({"em_validation_q": "self >= 18"}, {"q": 17}, [("q", "constraint")]),
    ({"em_validation_q": "self >= 18"}, {"q": 18}, []),
    ({"em_validation_q": "self >= 18"}, {}, [("q", "required")]),  # it fails for nothing too
    ({"em_validation_q": "is_empty(self) or self > n"}, {"n": 5, "q": 5}, [("q", "constraint")]),
    ({"em_validation_q": "is_empty(self) or self > n"}, {"n": 5}, []),
    ({"em_validation_sq": "this > 2"}, {"q": 2}, [("q", "constraint")]),
    ({"min_num_value_n": "3", "max_num_value_n": "9"}, {"q": 10}, [("q", "range")]),
    ({"max_num_value_n": "n * 2"}, {"n": 2, "q": 5}, [("q", "constraint")]),
    ({"max_num_value_n": "n * 2"}, {"n": 2, "q": 4}, []),
    ({"num_value_int_only": "1"}, {"q": 1.5}, [("q", "type")]),
    ({"maximum_chars": "2"}, {"q": 100}, [("q", "constraint")]),
]


@pytest.mark.parametrize(("attributes", "answers", "expected"), CHECKED)
def test_a_number_is_checked(
    attributes: Mapping[str, str],
    answers: Mapping[str, object],
    expected: list[tuple[str, str]],
) -> None:
    assert violated(Asked(title="q", type="N", attributes=attributes), answers) == expected


def test_a_pattern_searches_unless_it_is_bound() -> None:
    anywhere = Asked(title="q", type="S", preg="/(cat|dog)/")
    assert violated(anywhere, {"q": "a dog!"}) == []
    assert violated(anywhere, {"q": "a cow"}) == [("q", "constraint")]
    whole = Asked(title="q", type="S", preg=r"/^\d{5}$/")
    assert violated(whole, {"q": "01234"}) == []
    assert violated(whole, {"q": "x01234"}) == [("q", "constraint")]


SUMMED = Asked(title="q", type="K", rows=ROWS, attributes={"equals_num_value": "100"})


def test_boxes_add_up_to_what_is_asked_for() -> None:
    assert violated(SUMMED, {"q_r1": 40, "q_r2": 60}) == []
    assert violated(SUMMED, {"q_r1": 40, "q_r2": 50}) == [("q_r2", "constraint")]
    assert violated(SUMMED, {}) == []


def test_one_equation_over_all_rows_is_told_once() -> None:
    asked = Asked(title="q", type="A", rows=ROWS, attributes={"em_validation_q": "sum(self)<6"})
    assert violated(asked, {"q_r1": 3, "q_r2": 3}) == [("q_r2", "constraint")]
    assert violated(asked, {"q_r1": 3}) == []


def test_boxes_are_counted() -> None:
    asked = Asked(
        title="q", type="M", rows=ROWS, attributes={"min_answers": "1", "max_answers": "n"}
    )
    assert violated(asked, {}) == [("q", "required")]
    assert violated(asked, {"n": 1, "q": ["r1", "r2"]}) == [("q", "constraint")]
    assert violated(asked, {"n": 2, "q": ["r1", "r2"]}) == []


def test_a_ranking_that_is_mandatory_is_whole() -> None:
    asked = Asked(title="q", type="R", answers={"a": "A", "b": "B"}, mandatory="Y")
    assert violated(asked, {"q": ["a"]}) == [("q", "count")]
    assert violated(asked, {"q": ["b", "a"]}) == []


def test_a_box_that_excludes_the_others() -> None:
    asked = Asked(title="q", type="M", rows=ROWS, attributes={"exclude_all_others": "r2"})
    assert violated(asked, {"q": ["r1", "r2"]}) == [("q", "count")]


def test_dates_have_a_first_and_a_last_day() -> None:
    asked = Asked(
        title="q",
        type="D",
        attributes={"date_min": "2020-01-01", "date_max": "date('Y-m-d')"},
    )
    assert violated(asked, {"q": "2019-12-31"}) == [("q", "constraint")]
    assert violated(asked, {"q": "2026-11-26"}) == []
    assert violated(asked, {"q": "2026-11-27"}) == [("q", "constraint")]


def test_a_check_without_an_equal_is_told() -> None:
    asked = Asked(title="q", type="S", attributes={"em_validation_q": "checkdate(1, 2, self)"})
    found = imported(asked)
    assert one("q", found.needed()).constraint is None
    assert notes(found)[0].startswith("q: em_validation_q is not checked: checkdate(1, 2, self)")


def test_the_tip_is_what_people_read() -> None:
    asked = Asked(
        title="q",
        type="N",
        attributes={"em_validation_q": "self > 2", "em_validation_q_tip": "More than two."},
    )
    text = one("q", read(asked)).constraint_text
    assert text is not None
    assert text.in_language("en") == "More than two."


def test_a_check_of_comments_is_told_and_does_not_shut_the_way_to_them() -> None:
    """A comment is asked once its box is checked, so a rule of the boxes never sees it in time."""
    equation = "count(that.p.comments) >= 1"
    asked = Asked(title="p", type="P", rows=ROWS, attributes={"em_validation_q": equation})
    found = imported(asked)
    assert one("p", found.needed()).constraint is None
    assert any("texts that are asked after it" in each for each in notes(found))


def test_a_check_of_the_boxes_alone_is_carried() -> None:
    asked = Asked(
        title="p", type="P", rows=ROWS, attributes={"em_validation_q": "count(self.nocomments) > 1"}
    )
    assert one("p", read(asked)).constraint is not None


def test_a_choice_that_only_a_picture_tells_is_called_by_its_code() -> None:
    picture = '<img src="a.png" />'
    found = imported(Asked(title="q", type="L", answers={"a1": picture, "a2": "Two"}))
    labels = [each.text.in_language("en") for each in one("q", found.needed()).choices]
    assert labels == ["a1", "Two"]
