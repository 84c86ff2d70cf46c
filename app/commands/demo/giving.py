"""What a sampled unit gives to one page: its would-be answers, as far as they are on offer."""

from collections.abc import Iterator

import numpy as np

from app.commands.demo.sampling import Sampled
from app.questionnaire.asked import Asked
from app.questionnaire.model import Answers, Value
from app.questionnaire.path import Step

SKIPPED = 0.015  # of the optional questions, each on its own; invented


def given_answers(sampled: Sampled, step: Step, rng: np.random.Generator) -> Answers:
    """Path to answer; an optional question is skipped now and then."""
    return dict(_given(sampled, step, rng))


def _given(sampled: Sampled, step: Step, rng: np.random.Generator) -> Iterator[tuple[str, Value]]:
    for asked in step.asked:
        skips = rng.random() < SKIPPED
        value = sampled.population.would_answer(asked.path, sampled.unit)
        if asked.is_answered and value is not None and (asked.is_required or not skips):
            yield asked.path, _on_offer(asked, value)


def _on_offer(asked: Asked, value: Value) -> Value:
    """Of several choices, those that are on offer, as many as may be chosen."""
    if not isinstance(value, tuple) or not asked.choices:
        return value
    offered = {choice.code for choice in asked.choices}
    return tuple(code for code in value if code in offered)[: asked.question.max_selected]
