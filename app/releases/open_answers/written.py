"""The texts of one question in one place, by the language that they are in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from app.estimation.disclosure import has_base
from app.estimation.open_answers.languages import Detector
from app.questionnaire.asked import OPEN
from app.reference import paradata
from app.reference.languages import LANGUAGES, SOURCE
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples


@dataclass(frozen=True, eq=False)
class Written:
    """question: path of the answers. texts: language to row of the sample to text."""

    sample: Sample
    question: str
    texts: Mapping[str, Mapping[int, str]]

    def in_language(self, language: str) -> Mapping[int, str]:
        """Nothing where fewer than ten wrote in it."""
        found = self.texts.get(language, {})
        return found if has_base(len(found)) else {}


def written(samples: Samples, lists: Lists) -> Iterator[Written]:
    """Of each open question that a place asks, those who took its part of the questionnaire."""
    for audience, paths in lists.open.items():
        for path in paths:
            sample = samples.asked(audience, path.removesuffix(OPEN))
            if sample is not None:
                yield Written(sample, path, _texts(sample, path))


def _texts(sample: Sample, path: str) -> Mapping[str, Mapping[int, str]]:
    found: dict[str, dict[int, str]] = {}
    given = zip(
        sample.answers.code(path).tolist(),
        sample.answers.code(paradata.LANGUAGE).tolist(),
        strict=True,
    )
    for row, (text, language) in enumerate(given):
        if text.strip():
            found.setdefault(_language(text, language or SOURCE), {})[row] = text
    return found


@cache
def _detector() -> Detector:
    return Detector.of(LANGUAGES)


def _language(text: str, page: str) -> str:
    return _detector().language_of(text, page)
