"""regex(): what fits, what is refused, and that no pattern takes long."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.matching import Machine
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope

FITS = [
    ("[a-z]+@[a-z]+\\.[a-z]{2,3}", "jo@mail.fr", "jo@mail.f"),
    ("(yes|no)( or (yes|no))*", "yes or no or no", "yes or"),
    ("\\d{2}/\\d{2}", "12/34", "1/234"),
    ("a{,2}", "a{,2}", "aa"),
    ("(ab){2,}", "ababab", "ab"),
    ("x?y*z+", "zz", "xy"),
    ("[^0-9]*", "été", "a1"),
    ("[]a]", "]", "b"),
    ("\\bcat\\b.*", "cat nap", "cats"),
    ("^a|b$", "b", "c"),
    ("a.c", "abc", "a\nc"),
    ("\\.\\*\\(", ".*(", "abc"),
    ("(?:a|)b", "b", "ab "),
    ("(?i)abc", "aBC", "aBd"),
    ("\\u00e9", "é", "e"),
    ("", "", "a"),
    ("()*", "", "a"),
    ("\\p{L}+", "été", "e1"),
    ("\\p{Lu}\\p{Ll}*", "Éric", "éric"),
    ("[\\p{L} '-]+", "Jean-Luc d'Été", "Jean_Luc"),
    ("[^\\p{N}]+", "abc", "ab1"),
    ("\\P{L}", "1", "a"),
    ("\\p{Alpha}\\p{Digit}", "a1", "1a"),
    ("[\\p{Punct}]", "!", "a"),
]


@pytest.mark.parametrize(("pattern", "fitting", "other"), FITS)
def test_a_pattern_fits_a_whole_text(pattern: str, fitting: str, other: str) -> None:
    assert Machine.of(pattern).fits(fitting)
    assert not Machine.of(pattern).fits(other)


REFUSED = [
    ("(a", 10, "( is not closed"),
    ("a)", 11, ") closes nothing"),
    ("[a", 10, "[ does not end"),
    ("*a", 10, "Nothing to repeat"),
    ("a**", 12, "Repeated twice"),
    ("a{3,1}", 11, "At most is under at least"),
    ("a{9999}", 11, "Too many repeats"),
    ("(a{900}){900}", 10, "repeats too much"),
    ("(?=a)b", 10, "(? … ) is not supported"),
    ("(a)\\1", 13, "\\1 is not supported"),
    ("[z-a]", 10, "is not a class"),
    ("[[:alpha:]]", 10, "A class in a class"),
    ("\\p{Klingon}", 10, "Klingon is not known"),
    ("a[\\p{IsThai}]", 11, "IsThai is not known"),
    ("(" * 21 + ")" * 21, 30, "Nested more than 20 deep"),
    ("a" * 501, 510, "501 characters, 500 at most"),
]


@pytest.mark.parametrize(("pattern", "position", "message"), REFUSED)
def test_a_pattern_at_fault_is_named_with_its_place(
    pattern: str, position: int, message: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        Rule.parse(f"regex(., '{pattern}')")
    assert message in caught.value.message
    assert caught.value.position == position


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|a)*", "(a*)*b", "a*a*a*a*a*c", "(a|aa)+$", "(.*)*x"]
)
def test_nested_repeats_take_no_longer_than_others(pattern: str) -> None:
    machine = Machine.of(pattern)
    begin = time.perf_counter()
    machine.fits("a" * 2000 + "!")
    assert time.perf_counter() - begin < 1


def test_a_pattern_may_be_an_answer() -> None:
    rule = Rule.parse("regex(${A}, ${P})")
    assert rule.value(AnswerScope({"A": "12", "P": "[0-9]+"})) is True
    assert rule.value(AnswerScope({"A": "a", "P": "[0-9]+"})) is False
    assert rule.value(AnswerScope({"A": "(", "P": "("})) is False


@pytest.mark.parametrize("pattern", ["(a?){480}a*b", ".*a.{700}b", "(a{0,50}){12}b"])
def test_the_worst_patterns_end_in_a_second(pattern: str) -> None:
    machine = Machine.of(pattern)
    begin = time.process_time()
    assert not machine.fits("a" * 5000)
    assert time.process_time() - begin < 1


PIECES = st.sampled_from([*"ab.", "[ab]", "[^a]", "(a|b)", "(ab|)", "(a*)", "\\w"])
REPEATS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])
PARTS = st.tuples(PIECES, REPEATS).map("".join) | st.sampled_from(["^", "$", "\\b", "|"])
PATTERNS = st.lists(PARTS, max_size=5).map("".join)


@given(PATTERNS, st.text("abc", max_size=7))
@settings(max_examples=400, deadline=None)
def test_short_patterns_fit_as_python_has_it(pattern: str, text: str) -> None:
    assert Machine.of(pattern).fits(text) == bool(re.fullmatch(pattern, text))
