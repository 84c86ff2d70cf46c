"""In which language somebody wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

LETTERS_NEEDED = 21  # "more than 20": of fewer, nobody can tell
PRIOR = 3.0  # how many times likelier the language of the page is than each other one


@dataclass(frozen=True, eq=False)
class Detector:
    """Tells apart the languages that it was made for."""

    identifier: LanguageIdentifier

    @classmethod
    def of(cls, languages: Sequence[str]) -> "Detector":
        """languages: codes of two letters. Reads a file of the package: make one and keep it."""
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.set_languages(languages)
        return cls(identifier)

    def language_of(self, text: str, prior: str) -> str:
        """The likeliest language; prior: that of the page, which a short text is taken to be in.

        Naive Bayes on byte n-grams, times PRIOR for the language of the page: people mostly answer
        in the language that they read, but a question may be read in one and answered in another.
        Source: Lui and Baldwin 2012 (langid.py), Proceedings of the ACL: System Demonstrations.
        """
        if sum(each.isalpha() for each in text) < LETTERS_NEEDED:
            return prior
        ranked = self.identifier.rank(text)
        odds = np.array([chance * (PRIOR if code == prior else 1.0) for code, chance in ranked])
        return str(ranked[int(np.argmax(odds))][0])
