"""Terms that people share, and what is kept back of them."""

import pytest

from app.estimation.open_answers.codes import codes_of
from app.estimation.open_answers.terms import shown, terms, without_remainders
from app.estimation.open_answers.words import stem, words
from app.reference.open_codes import OpenCode, OpenCodes


def test_words_leave_out_addresses_numbers_and_function_words() -> None:
    text = "Appelez Jean au 06 12 34 56 78 ou jean@exemple.fr : l'atelier d'été est dans la vallée"
    assert list(words(text, "fr")) == ["appelez", "jean", "atelier", "été", "vallée"]


def test_forms_of_a_word_are_one_term_counted_by_people() -> None:
    texts = {0: "Un atelier, des ateliers, un atelier", 1: "Nos ateliers", 2: "Le train"}
    found = terms(texts, "fr")
    assert found[stem("ateliers", "fr")].users == frozenset({0, 1})


def test_four_people_hide_a_term_and_five_show_it() -> None:
    texts = dict.fromkeys(range(4), "mobilité") | dict.fromkeys(range(4, 9), "logement")
    assert [each.label for each in shown(terms(texts, "fr")).values()] == ["logement"]


def test_of_forms_that_few_used_only_what_they_share_is_shown() -> None:
    texts = {0: "former", 1: "formé", 2: "formée", 3: "formés", 4: "formées"}
    assert [each.label for each in shown(terms(texts, "fr")).values()] == ["form\u2026"]


@pytest.mark.parametrize(
    ("whole", "parts", "kept"),
    [
        (20, (12, 8), (True, True)),
        (23, (12, 8), (True, False)),  # 3 are left: with the 8 they are 11
        (12, (12,), (True,)),
        (14, (12,), (False,)),
        (30, (12, 3), (True, False)),  # 18 are left
        (14, (12, 2), (False, False)),  # the 2 would follow from 14 less 12
    ],
)
def test_no_remainder_of_one_to_four_people_is_left(
    whole: int, parts: tuple[int, ...], kept: tuple[bool, ...]
) -> None:
    assert without_remainders(whole, parts) == kept


def test_a_code_is_found_in_every_language_and_in_any_form() -> None:
    share = OpenCode(
        "share",
        {"en": "Shares staff"},
        {"fr": ("partag*", "groupement d'employeurs"), "en": ("share",), "sk": ("zdieľame",)},
    )
    train = OpenCode(
        "train", {"en": "Trains together"}, {"fr": ("apprenti",), "en": ("apprentice",)}
    )
    book = OpenCodes((share, train))
    assert codes_of("Nous partageons une comptable", "fr", book) == ("share",)
    assert codes_of("Le groupement des employeurs forme un apprenti", "fr", book) == (
        "share",
        "train",
    )
    assert codes_of("Apprentices shared by two firms", "en", book) == ("share", "train")
    assert codes_of("Účtovníčku zdieľame", "sk", book) == ("share",)
    assert codes_of("Les employeurs du groupement", "fr", book) == ()
    assert codes_of("Nous partageons", "en", book) == ()
