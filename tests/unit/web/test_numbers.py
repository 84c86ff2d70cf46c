"""Numbers as people of each language write and read them."""

import pytest

from app.web.numbers import read_number, write_number

NO_BREAK, NARROW, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1 234,5", "fr", 1234.5),
        (f"1{NO_BREAK}234,5", "fr", 1234.5),
        (f"1{NARROW}234,5", "fr", 1234.5),
        (f"1{THIN}234,5", "fr", 1234.5),
        ("1 234 567", "fr", 1234567),
        ("1,234.5", "en", 1234.5),
        ("1 234.5", "en", 1234.5),
        ("1,234", "en", 1234),
        ("1,5", "fr", 1.5),
        ("1.5", "fr", 1.5),  # the only point that a phone offers
        ("  12  ", "en", 12),
        ("-3", "en", -3),
        ("0", "fr", 0),
        ("007", "en", 7),
        ("3.0", "en", 3),
    ],
)
def test_a_number_is_read_as_its_writer_meant_it(text: str, language: str, number: float) -> None:
    found = read_number(text, language)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "nan", "NaN", "inf", "-inf", "Infinity", "1e5", "1e400", "1E3", "0x1F",
        "1_000", "--1", "1-2", "12 34", "1 2", "½", "²", "1" * 41, "5 people", "1,2,3,4", "1..2",
        "one", "+", "-", ".", ",", "1 234 5", "\N{RUNIC LETTER FEHU FEOH FE F}",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str, language: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- it carries the text alone
        read_number(text, language)


@pytest.mark.parametrize("text", ["\uff11\uff12", "\u0661\u0662"])  # full-width, Arabic-Indic
def test_digits_of_other_scripts_are_read(text: str) -> None:
    assert read_number(text, "en") == 12


def test_a_huge_number_stays_exact() -> None:
    assert read_number("9" * 30, "en") == int("9" * 30)


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (1234.5, "en", "1,234.5"),
        (1234.5, "fr", f"1{NARROW}234,5"),
        (0.62, "fr", "0,62"),
        (1000000, "en", "1,000,000"),
        (0, "fr", "0"),
    ],
)
def test_a_number_is_written_as_its_language_does(number: float, language: str, text: str) -> None:
    assert write_number(number, language) == text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", [0, 7, -12, 1234, 1234.5, 0.25, 1234567.125])
def test_what_is_written_is_read_back(number: float, language: str) -> None:
    text = write_number(number, language).replace("\N{MINUS SIGN}", "-")
    assert read_number(text, language) == number
