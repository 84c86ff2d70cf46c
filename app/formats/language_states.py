"""Who has checked which translation: a catalogue is a draft until a person has read it.

The states stand in translations/states.yaml, by language and catalogue:

    fr:
      messages: {by: "Name", on: "2026-11-26", digest: "1f0c…"}

The digest is of the texts that were read. Where they have changed since, they are a draft again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import yaml

from app.errors import InvalidError
from app.reference.languages import LANGUAGES, SOURCE

FILE: Final = "states.yaml"
HEAD: Final = "# Who read which translation; written by `flask language review`.\n"
INTERFACE: Final = "messages"


@dataclass(frozen=True, slots=True)
class Review:
    """by: the person who read the texts. on: the day. digest: of the texts read."""

    by: str
    on: str
    digest: str


Reviews = Mapping[str, Mapping[str, Review]]
"""Language to catalogue to its review."""


def catalogue_of(translations: Path, language: str, domain: str) -> Path:
    return translations / language / "LC_MESSAGES" / f"{domain}.po"


def digest_of(catalogue: Path) -> str:
    """Of the texts of a .po file; their order, its header and its comments may change."""
    _header, *texts = catalogue.read_text(encoding="utf-8").split("\n\n")
    plain = sorted(
        "\n".join(line for line in each.splitlines() if line and not line.startswith("#"))
        for each in texts
    )
    return hashlib.sha256("\n\n".join(plain).encode()).hexdigest()[:16]


def read_reviews(translations: Path) -> Reviews:
    """Raises InvalidError where the file is not as `language review` writes it."""
    path = translations / FILE
    if not path.exists():
        return {}
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {
            language: {domain: Review(**each) for domain, each in reviews.items()}
            for language, reviews in held.items()
        }
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise InvalidError(
            f"{FILE} cannot be read ({error}): take it from version control again, or remove it and"
            " review the languages anew."
        ) from None


def is_reviewed(translations: Path, reviews: Reviews, language: str, domain: str) -> bool:
    """Whether a person has read the texts as they stand. The source language needs nobody."""
    if language == SOURCE:
        return True
    review = reviews.get(language, {}).get(domain)
    path = catalogue_of(translations, language, domain)
    return review is not None and path.is_file() and digest_of(path) == review.digest


def drafts(translations: Path) -> dict[str, frozenset[str]]:
    """Language to its catalogues that nobody has read as they stand; the interface's also where
    there is none."""
    reviews = read_reviews(translations)
    return {
        language: frozenset(
            domain
            for domain in {INTERFACE, *domains_of(translations, language)}
            if not is_reviewed(translations, reviews, language, domain)
        )
        for language in LANGUAGES
    }


def domains_of(translations: Path, language: str) -> tuple[str, ...]:
    """The catalogues of a language, that of the interface first."""
    found = sorted(path.stem for path in (translations / language / "LC_MESSAGES").glob("*.po"))
    return tuple(sorted(found, key=lambda each: each != INTERFACE))


def with_review(translations: Path, language: str, domain: str, *, by: str, on: str) -> None:
    """Writes down that a person read a catalogue. Raises InvalidError for one that is not there."""
    path = catalogue_of(translations, language, domain)
    if not path.is_file():
        known = ", ".join(domains_of(translations, language)) or "none"
        raise InvalidError(
            f"There is no catalogue {domain!r} in {language!r}: choose one of {known}."
        )
    held = {code: dict(each) for code, each in read_reviews(translations).items()}
    held.setdefault(language, {})[domain] = Review(by=by, on=on, digest=digest_of(path))
    written = {
        code: {name: asdict(each) for name, each in sorted(reviews.items())}
        for code, reviews in sorted(held.items())
    }
    text = HEAD + yaml.safe_dump(written, allow_unicode=True, sort_keys=False)
    (translations / FILE).write_text(text, encoding="utf-8")
