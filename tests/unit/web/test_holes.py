"""A page with holes is filled with the secrets of another reader, and with nothing else."""

from app.web.holes import Pattern

KEY, CODE = "abcdefghijklmnopqrstuvwx23", "K7MQ-4TPX-9D"
PAGE = f'<a href="/en/r/{KEY}/p1">on</a> <b>{CODE}</b> <a href="/fr/r/{KEY}/p1">suite</a>'


def test_filled_with_the_same_secrets_it_is_the_page() -> None:
    assert Pattern.of(PAGE, (KEY, CODE)).filled((KEY, CODE)) == PAGE


def test_filled_with_others_it_holds_none_of_the_first() -> None:
    other = Pattern.of(PAGE, (KEY, CODE)).filled(("zz", "00"))
    assert other == '<a href="/en/r/zz/p1">on</a> <b>00</b> <a href="/fr/r/zz/p1">suite</a>'


def test_what_looks_like_a_pattern_is_taken_as_it_is_written() -> None:
    assert Pattern.of("a+b a.b", ("a+b", "a.b")).filled(("1", "2")) == "1 2"


def test_a_page_without_secrets_stays_as_it_is() -> None:
    assert Pattern.of("nothing", (KEY,)).filled(("other",)) == "nothing"
