"""A translation is a draft until a person has read it, and again when it changes."""

from pathlib import Path

import pytest

from app.errors import InvalidError
from app.formats.language_states import (
    FILE,
    digest_of,
    domains_of,
    drafts,
    is_reviewed,
    read_reviews,
    with_review,
)

HEADER = '# French\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n'
ONE = '#: app/a.py\nmsgid "One"\nmsgstr "Un"\n'
TWO = '#: app/b.py\nmsgid "Two"\nmsgstr "Deux"\n'


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    for domain in ("messages", "firms"):
        written(tmp_path, domain, HEADER, ONE, TWO)
    return tmp_path


def written(translations: Path, domain: str, *parts: str) -> Path:
    path = translations / "fr" / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def is_read(translations: Path, domain: str = "messages") -> bool:
    return is_reviewed(translations, read_reviews(translations), "fr", domain)


def test_nobody_has_read_anything_at_first(translations: Path) -> None:
    found = drafts(translations)
    assert found["fr"] == {"messages", "firms"}
    assert found["en"] == frozenset()
    assert found["de"] == {"messages"}


def test_what_a_person_read_is_no_draft_until_a_text_changes(translations: Path) -> None:
    with_review(translations, "fr", "messages", by="A. Reader", on="2026-11-26")
    assert (is_read(translations), is_read(translations, "firms")) == (True, False)
    with_review(translations, "fr", "firms", by="B. Reader", on="2026-11-27")
    assert (is_read(translations), is_read(translations, "firms")) == (True, True)
    written(translations, "messages", HEADER, ONE, TWO.replace("Deux", "Deux !"))
    assert (is_read(translations), is_read(translations, "firms")) == (False, True)


def test_order_header_and_places_of_texts_may_change(translations: Path) -> None:
    path = written(translations, "messages", HEADER, ONE, TWO)
    before = digest_of(path)
    moved = ONE.replace("a.py", "c.py")
    written(translations, "messages", HEADER.replace("French", "F."), TWO, moved)
    assert digest_of(path) == before


def test_the_interface_comes_first(translations: Path) -> None:
    assert domains_of(translations, "fr") == ("messages", "firms")
    assert domains_of(translations, "de") == ()


def test_a_catalogue_that_is_not_there_is_named(translations: Path) -> None:
    with pytest.raises(InvalidError, match=r"no catalogue 'trainers' in 'fr'.*messages, firms"):
        with_review(translations, "fr", "trainers", by="A", on="2026-11-26")


@pytest.mark.parametrize("text", ["fr: [", "fr: {messages: {by: A}}", "- fr"])
def test_a_file_that_cannot_be_read_says_how_to_mend_it(translations: Path, text: str) -> None:
    (translations / FILE).write_text(text)
    with pytest.raises(InvalidError, match="from version control"):
        drafts(translations)
