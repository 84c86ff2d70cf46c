"""The check of mixed languages finds what it should, and only that."""

import pytest

from tests.one_language import foreign_texts

MIXED = [
    ("fr", "<p>Bonjour. <b>You began already?</b></p>", "You began already?"),
    ("fr", '<nav aria-label="Other findings"></nav>', "Other findings"),
    (
        "fr",
        "<p>That is clearly more than in the whole network: <b>42 %</b>.</p>",
        "That is clearly more than in the whole network: 42 %.",
    ),
    ("en", "<p>Ce que deviennent vos réponses</p>", "Ce que deviennent vos réponses"),
    ("fr", "<label>Applicants lack the skills</label>", "Applicants lack the skills"),
]
SOUND = [
    ("fr", "<p>Vous avez déjà commencé\xa0? Reprenez avec votre code</p>"),
    ("en", "<p>You began already?</p>"),
    ("fr", "<script>const text = 'You began already?'</script>"),
]


def page(language: str, body: str) -> str:
    return f'<!doctype html><html lang="{language}"><title>x</title><body>{body}</body></html>'


@pytest.mark.parametrize(("language", "body", "found"), MIXED)
def test_a_text_of_another_language_is_found(language: str, body: str, found: str) -> None:
    assert foreign_texts(page(language, body)) == [found]


@pytest.mark.parametrize(("language", "body"), SOUND)
def test_a_page_of_one_language_is_sound(language: str, body: str) -> None:
    assert foreign_texts(page(language, body)) == []
