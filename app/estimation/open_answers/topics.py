"""What texts of one language are about: themes that nobody named beforehand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.open_answers.factors import factors
from app.estimation.open_answers.terms import LEAST_USERS, Term
from app.estimation.open_answers.words import features

MOST_TOPICS = 5
TEXTS_A_TOPIC = 10  # at least, for a topic to be more than a sentence
LEAST_TEXTS = 20
LEAST_HOLDING = 2  # texts that hold a feature
WORDS_OF_A_LABEL = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """label: terms that may be shown. rows: respondents whose text is most about it."""

    label: tuple[str, ...]
    rows: frozenset[int]


def topics(texts: Mapping[int, str], language: str, shown: Mapping[str, Term]) -> tuple[Topic, ...]:
    """The topics of texts, by row of the respondent; as many as hold five people each.

    TF-IDF of stems, then NMF; a text belongs to its heaviest topic. Where a topic would hold fewer
    than five, or have no term that may be shown, there is one topic less; () under two topics, or
    under twenty texts. The largest first.
    Source: Salton and Buckley 1988; Lee and Seung 1999, Nature 401:788.
    """
    if len(texts) < LEAST_TEXTS:
        return ()
    rows = list(texts)
    table = weights([tuple(features(texts[row], language)) for row in rows])
    most = min(MOST_TOPICS, len(rows) // TEXTS_A_TOPIC, min(table.shape) - 1)
    for count in range(most, 1, -1):
        main = main_topics(table, count)
        found = tuple(_topic(main == place, rows, shown) for place in range(count))
        labels = {each.label for each in found}
        if len(labels) == count and all(len(each.rows) >= LEAST_USERS for each in found):
            return tuple(sorted(found, key=lambda each: (-len(each.rows), each.label)))
    return ()


def weights(texts: Sequence[Sequence[str]]) -> Floats:
    """TF-IDF, shape (texts, features), each row of length 1, or 0 where nothing is left of it.

    Smooth: ln((1 + n)/(1 + df)) + 1. Features that one text alone holds are left out.
    """
    counts = [Counter(text) for text in texts]
    held = Counter(feature for each in counts for feature in each)
    names = sorted(feature for feature, count in held.items() if count >= LEAST_HOLDING)
    rarity = np.array([np.log((1 + len(texts)) / (1 + held[name])) + 1 for name in names])
    table = np.array([[each[name] for name in names] for each in counts], dtype=np.float64)
    table = table.reshape(len(texts), len(names)) * rarity
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    found: Floats = np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 0)
    return found


def main_topics(table: Floats, k: int) -> Ints:
    """The heaviest topic of each text, shape (n,); -1 for a text of which nothing is left."""
    topic_weights, _ = factors(table, k)
    return np.where(table.any(axis=1), np.argmax(topic_weights, axis=1), -1)


def _topic(is_in: np.ndarray, rows: Sequence[int], shown: Mapping[str, Term]) -> Topic:
    """Named by the terms whose users are found here more than elsewhere, as a part of all texts."""
    inside = frozenset(row for row, is_here in zip(rows, is_in.tolist(), strict=True) if is_here)
    outside = len(rows) - len(inside)

    def lead(term: Term) -> float:
        here = len(term.users & inside)
        return here / max(len(inside), 1) - (len(term.users) - here) / max(outside, 1)

    ranked = sorted(shown.values(), key=lambda term: (-lead(term), term.label))
    named = [term.label for term in ranked if lead(term) > 0]
    return Topic(tuple(named[:WORDS_OF_A_LABEL]), inside)
