"""The note on people's data that a questionnaire shows: the very words that somebody agrees to."""

import hashlib
from dataclasses import dataclass

from app.questionnaire.model import Questionnaire

SHORT = 8  # characters of a digest that a person compares


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The words in one language. version: of the questionnaire that holds them. digest: SHA-256 of
    exactly these words, in hexadecimal; the same words have the same one in every version."""

    version: str
    language: str
    text: str
    digest: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n\n"))

    @property
    def short_digest(self) -> str:
        return self.digest[:SHORT]


def notice_of(questionnaire: Questionnaire, language: str) -> Notice | None:
    """As a page in this language shows it; None where a questionnaire of others has none."""
    privacy = questionnaire.privacy
    text = privacy.in_language(language)
    if not text:
        return None
    return Notice(
        version=questionnaire.version,
        language=language if privacy.texts.get(language) else privacy.source,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
