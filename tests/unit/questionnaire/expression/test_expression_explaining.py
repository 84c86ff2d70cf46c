"""A rule as a sentence, in English and French."""

import pytest
from hypothesis import given, settings

from app.questionnaire.expression.explaining import WORDBOOKS, explain
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.lexer import WORD_OPERATORS
from app.questionnaire.expression.parser import RANKS, parse
from app.questionnaire.expression.phrases.english import ENGLISH
from app.questionnaire.expression.tree import Tree
from tests.unit.questionnaire.expression.test_expression_properties import TREES

NO_BREAK = "\u00a0"
TEXTS = {
    "en": {"EMP": "How many people work here?", "SK": "Skills", "R": "Jobs", "n": "How many {1}?"},
    "fr": {"EMP": "Combien de personnes ?", "SK": "Compétences", "R": "Métiers", "n": "Combien"},
}
LABELS = {"en": {"care": "Care"}, "fr": {"care": "Soin"}}


def told(source: str, language: str = "en", own: str = "") -> str:
    texts, labels = TEXTS.get(language[:2], {}), LABELS.get(language[:2], {})
    return explain(
        parse(source),
        language,
        lambda code: texts.get(code, ""),
        lambda question, code: labels.get(code, "") if question == "SK" else "",
        own=own,
    )


@pytest.mark.parametrize(
    ("source", "english", "french"),
    [
        (
            "${EMP} >= 5 and selected(${SK}, 'care')",
            "when “How many people work here?” is 5 or more and “Care” is among “Skills”",
            "quand « Combien de personnes ? » est 5 ou plus et « Soin » est parmi « Compétences »",
        ),
        (
            "${SK} = 'care' or ${SK} != ''",
            "when “Skills” is “Care” or “Skills” is answered",
            "quand « Compétences » est « Soin » ou « Compétences » a une réponse",
        ),
        (
            "sum(${R}/n) div 2.5",
            "the sum of “How many {1}?” of “Jobs” divided by 2.5",
            "la somme de « Combien » de « Métiers » divisé par 2,5",
        ),
        (
            "round(count(${R}), 1)",
            "the number of “Jobs” rounded to 1 decimals",
            "le nombre de « Métiers » arrondi à 1 décimales",
        ),
        (
            "max(count(${SK}), 2)",
            "the largest of the number of “Skills” and 2",
            "le plus grand parmi le nombre de « Compétences » et 2",
        ),
        (
            "int(sum(count(${SK})))",
            "the sum of the number of “Skills” without decimals",
            "la somme du nombre de « Compétences » sans décimales",
        ),
    ],
)
def test_a_rule_is_told_in_english_and_french(source: str, english: str, french: str) -> None:
    assert told(source) == english
    assert told(source, "fr").replace(NO_BREAK, " ") == french
    assert told(source, "fr-BE") == told(source, "fr")


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("${EMP}", "“How many people work here?”"),
        ("${X}", "“X”"),
        ("18 < ${X}", "when “X” is more than 18"),
        ("${X} = ''", "when “X” is not answered"),
        ("${X} = true()", "when “X” is yes"),
        ("selected(${X}, 'a') = false()", "when it is not so that “a” is among “X”"),
        ("not(${X} = 1)", "when it is not so that “X” is 1"),
        ("not(${X})", "when it is not so that “X” is answered"),
        ("1 = 1 and (2 = 2 or 3 = 3)", "when 1 is 1 and (2 is 2 or 3 is 3)"),
        ("(${X} + 1) * -2", "(“X” plus 1) times minus 2"),
        ("${X} mod 2 = 0", "when the rest of “X” divided by 2 is 0"),
        (". > 0 and . <= 120", "when this answer is more than 0 and this answer is 120 or less"),
        ("if(${X} > 3, 'big', 'small')", "“big” if “X” is more than 3, else “small”"),
        ("count(${R}[n > 1])", "the number of “Jobs” for which “How many {1}?” is more than 1"),
        ("${R}[2]/n", "“How many {1}?” of “Jobs” number 2"),
        ("/data/group/SK", "“Skills”"),
        ("//n", "“How many {1}?”"),
        ("${R}//n", "“How many {1}?” anywhere in “Jobs”"),
        ("position(..)", "the number of what this answer lies in"),
        ("${last-saved#X}", "“X” in the last response"),
        ("/", "the whole questionnaire"),
        ("3 > 2 > 1", "when (whether 3 is more than 2) is more than 1"),
        (
            "checklist(1, 2, ${X}, 1 = 2)",
            "when the number of these that hold is from 1 to 2: “X” is answered and 1 is 2",
        ),
        ("concat('a', 'b', 'c')", "the texts “a”, “b” and “c” one after the other"),
        ("today() - ${X} > 30", "when today minus “X” is more than 30"),
        ("regex(., '[0-9]+')", "when this answer fits the pattern “[0-9]+”"),
        ("true()", "when always"),
    ],
)
def test_every_kind_of_part_has_its_words(source: str, english: str) -> None:
    assert told(source) == english


def test_the_own_question_is_named_where_it_is_known() -> None:
    assert told(". = 'care'", own="SK") == "when “Skills” is “Care”"


@pytest.mark.parametrize("language", WORDBOOKS)
def test_every_function_and_operator_has_words_in_every_language(language: str) -> None:
    book = WORDBOOKS[language]
    assert {name.partition("/")[0] for name in book.functions} == FUNCTIONS.keys()
    assert set(book.functions) == set(ENGLISH.functions)
    assert book.signs.keys() == RANKS.keys() >= WORD_OPERATORS


def test_a_language_without_words_is_told_in_english() -> None:
    assert told("${X} = 1", "ro") == "when “X” is 1"


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_any_rule_can_be_told(tree: Tree) -> None:
    for language in WORDBOOKS:
        assert explain(tree, language, str, lambda *_: "")
