"""Which changes of a question break its series, and which campaigns are of the later wave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.errors import InvalidError
from app.questionnaire.changing.codebook import Version, codebook
from app.questionnaire.model import Question, Text
from app.releases.waves.breaks import broken
from app.releases.waves.order import by_wave
from app.store.campaigns import Campaign
from tests.releases.conftest import questionnaire

Change = Callable[[Question], Question]


def breaks(code: str, change: Change) -> list[str]:
    """Of the firms' questionnaire, one question of which is changed in the newer version."""
    old = questionnaire("firms")
    pages = tuple(
        replace(
            page,
            questions=tuple(change(each) if each.code == code else each for each in page.questions),
        )
        for page in old.pages
    )
    new = replace(old, version="next", pages=pages)
    return sorted(broken(codebook([Version("1", old), Version("2", new)]), 0))


def worded(text: Text, words: str) -> Text:
    return replace(text, texts={**text.texts, text.source: words})


def test_the_same_questionnaire_breaks_nothing() -> None:
    assert breaks("F_HIRE", lambda each: each) == []


def test_other_words_break_a_question_and_its_marks_do_not() -> None:
    other = breaks("F_HIRE", lambda each: replace(each, text=worded(each.text, "Did you hire?")))
    assert other == ["F_HIRE"]

    def louder(each: Question) -> Question:
        said = each.text.in_language(each.text.source).upper().replace("?", " ?!")
        return replace(each, text=worded(each.text, said))

    assert breaks("F_HIRE", louder) == []


def test_a_translation_is_mended_without_a_break() -> None:
    def mended(each: Question) -> Question:
        return replace(each, text=replace(each.text, texts={**each.text.texts, "fr": "Mieux dit"}))

    assert breaks("F_HIRE", mended) == []


def test_choices_limits_and_kinds_break() -> None:
    assert breaks("F_HIRE", lambda each: replace(each, choices=each.choices[:-1])) == ["F_HIRE"]
    assert breaks("F_EMP", lambda each: replace(each, maximum=7)) == ["F_EMP"]
    assert breaks("F_ISO1", lambda each: replace(each, is_reversed=not each.is_reversed)) == [
        "F_ISO1"
    ]


def test_a_field_of_a_roster_is_named_with_it() -> None:
    def shorter(each: Question) -> Question:
        fields = tuple(
            replace(field, text=worded(field.text, "Otherwise?")) if field.code == "hard" else field
            for field in each.fields
        )
        return replace(each, fields=fields)

    assert breaks("F_JOB_LOOP", shorter) == ["F_JOB_LOOP/hard"]


def test_a_question_that_is_new_or_gone_breaks() -> None:
    found = breaks("F_HIRE", lambda each: replace(each, code="F_HIRES"))
    assert found == ["F_HIRE", "F_HIRES"]


def campaign(code: str, wave: str, day: int, audience: str = "firms") -> Campaign:
    return Campaign(code=code, wave=wave, opens_on=date(2026, 1, day), audience=audience)


def test_the_wave_that_opened_last_is_the_later_one() -> None:
    first, second = campaign("a", "z-spring", 1), campaign("b", "autumn", 20)
    assert by_wave([second, first]) == ((second,), (first,))
    assert by_wave([first]) == ((first,), ())


def test_three_waves_and_an_audience_that_went_are_refused() -> None:
    waves = [campaign(str(day), f"w{day}", day) for day in (1, 2, 3)]
    with pytest.raises(InvalidError, match="w1 and w2 and w3"):
        by_wave(waves)
    with pytest.raises(InvalidError, match="leave those campaigns out"):
        by_wave([campaign("a", "w1", 1, "trainers"), campaign("b", "w2", 2)])
