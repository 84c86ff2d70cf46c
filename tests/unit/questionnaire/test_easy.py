"""The easy version: whole or not there, the same codes, in short words where they are there."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.questionnaire.easy import easy_languages, easy_version, lacking, questions_of
from app.questionnaire.model import Layout, Questionnaire
from app.questionnaire.outline import outline_of
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.reading.questionnaires import reading_of
from app.reference.words import Words
from tests.programs import ROOT

RESIDENTS = ROOT / "surveys" / "residents.yaml"


@pytest.fixture(scope="module")
def residents() -> Questionnaire:
    return read_questionnaire(RESIDENTS)


def test_the_residents_have_it_in_english_and_french_and_not_where_it_is_not_written(
    residents: Questionnaire,
) -> None:
    assert {"en", "fr"} <= set(easy_languages(residents))
    assert "de" in residents.languages
    without = set(residents.languages) - set(easy_languages(residents))
    for question in questions_of(easy_version(residents)):
        usual = residents.question(question.code)
        assert usual is not None
        assert question.text.in_language("fr") == usual.easy.in_language("fr")  # type: ignore[union-attr] -- every one has it
        assert all(
            question.text.in_language(each) == usual.text.in_language(each) for each in without
        )


def test_codes_rules_and_order_stay_and_each_question_stands_alone(
    residents: Questionnaire,
) -> None:
    easy = easy_version(residents)
    assert (easy.layout, easy.is_easy, residents.is_easy) == (Layout.ONE, True, False)
    assert list(outline_of(easy).questions) == list(outline_of(residents).questions)
    for before, now in zip(questions_of(residents), questions_of(easy), strict=True):
        assert [each.code for each in now.all_choices] == [each.code for each in before.all_choices]
        assert (now.show_if, now.first_if, now.kind) == (
            before.show_if,
            before.first_if,
            before.kind,
        )


def test_a_question_without_an_easy_text_is_named_and_the_version_is_offered_nowhere(
    tmp_path: Path, residents: Questionnaire
) -> None:
    written = RESIDENTS.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in written if "How old are you?" not in line or "easy:" not in line]
    (tmp_path / "surveys").mkdir()
    path = tmp_path / "surveys" / "residents.yaml"
    path.write_text("".join(kept), encoding="utf-8")
    vocabulary = RESIDENTS.with_name("vocabulary.yaml")
    path.with_name("vocabulary.yaml").write_bytes(vocabulary.read_bytes())
    found = reading_of(path).problems
    assert [each.code for each in found] == ["missing-easy"]
    assert "R_AGE" in found[0].message
    page = residents.pages[2]
    first = replace(page.questions[0], easy=None)
    pages = (*residents.pages[:2], replace(page, questions=(first, *page.questions[1:])))
    halved = replace(residents, pages=(*pages, *residents.pages[3:]))
    assert [each.code for each in lacking(halved)] == ["R_AGE"]
    assert easy_languages(halved) == ()


def test_words_tell_a_change_only_after_the_first_answer() -> None:
    assert Words.USUAL.turned(to_easy=True, is_begun=False) is Words.EASY
    assert Words.USUAL.turned(to_easy=True, is_begun=True) is Words.USUAL_THEN_EASY
    assert Words.USUAL_THEN_EASY.turned(to_easy=False, is_begun=True) is Words.EASY_THEN_USUAL
    assert Words.EASY.turned(to_easy=True, is_begun=True) is Words.EASY
