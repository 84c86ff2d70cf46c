"""A questionnaire becomes plain JSON values and comes back the same."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.document import fingerprint, from_document, to_document
from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import (
    Choice,
    Family,
    Modules,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Sensitivity,
    Text,
)
from app.questionnaire.reading import read_questionnaire

SURVEYS = Path(__file__).resolve().parents[3] / "surveys"
codes = st.text("abcdefgh_", min_size=1, max_size=6)
texts = st.builds(
    Text, st.just("en"), st.dictionaries(st.sampled_from(["en", "fr", "ar"]), st.text(max_size=9))
)
rules = st.none() | st.sampled_from(["1 = 1", "${F_A} = 'x'", ". <= 3"]).map(Rule.parse)
numbers = st.none() | st.integers(-9, 9) | st.sampled_from([0.5, 1e-3])
counts = st.none() | st.integers(0, 9)
choices = st.builds(
    Choice,
    code=codes,
    text=texts,
    family=st.none() | codes,
    score=numbers,
    is_missing=st.booleans(),
    is_exclusive=st.booleans(),
    attributes=st.dictionaries(codes, codes, max_size=2),
)


def questions(fields: st.SearchStrategy[tuple[Question, ...]]) -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        code=codes,
        kind=st.sampled_from(QuestionKind),
        text=texts,
        hint=st.none() | texts,
        is_required=st.booleans(),
        show_if=rules,
        constraint=rules,
        calculate=rules,
        choices=st.lists(choices, max_size=2).map(tuple),
        families=st.lists(st.builds(Family, code=codes, text=texts), max_size=1).map(tuple),
        minimum=numbers,
        max_selected=counts,
        outside=st.none() | choices,
        sensitivity=st.sampled_from(Sensitivity),
        fields=fields,
        over=rules,
    )


pages = st.builds(
    Page,
    code=codes,
    questions=st.lists(
        questions(st.lists(questions(st.just(())), max_size=1).map(tuple)), max_size=2
    ).map(tuple),
    title=st.none() | texts,
    is_core=st.booleans(),
    show_if=rules,
)
questionnaires = st.builds(
    Questionnaire,
    code=codes,
    version=st.just("1.0"),
    audience=st.just("firms"),
    source_language=st.just("en"),
    languages=st.just(("en", "fr")),
    title=texts,
    intro=texts,
    privacy=texts,
    pages=st.lists(pages, max_size=2).map(tuple),
    modules=st.none() | st.just(Modules(names=("A", "B"), drawn="F_MODULE", offer="F_OFFER")),
    core_minutes=st.integers(0, 9),
)


@given(questionnaires)
def test_a_document_of_plain_json_values_gives_the_questionnaire_back(
    questionnaire: Questionnaire,
) -> None:
    document = to_document(questionnaire)
    stored = json.loads(json.dumps(document))
    assert stored == document
    assert from_document(stored) == questionnaire
    assert fingerprint(to_document(from_document(stored))) == fingerprint(document)


@pytest.mark.parametrize("code", ["firms", "residents", "trainers"])
def test_the_reference_questionnaires_come_back_the_same(code: str) -> None:
    questionnaire = read_questionnaire(SURVEYS / f"{code}.yaml")
    stored = json.loads(json.dumps(to_document(questionnaire)))
    assert from_document(stored) == questionnaire


def test_the_fingerprint_tells_versions_apart_and_ignores_the_order_of_keys() -> None:
    firms = read_questionnaire(SURVEYS / "firms.yaml")
    document = to_document(firms)
    turned = dict(reversed(document.items()))
    changed = replace(firms, version="1.1")
    assert fingerprint(turned) == fingerprint(document)
    assert fingerprint(to_document(changed)) != fingerprint(document)
