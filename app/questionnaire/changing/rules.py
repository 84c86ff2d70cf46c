"""How the rules and limits of a question changed."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Question

NAMES: Final[Mapping[str, str]] = {
    "show_if": "when it is asked",
    "is_required": "whether it must be answered",
    "required_if": "when it must be answered",
    "is_read_only": "whether it is only shown",
    "read_only_if": "when it is only shown",
    "constraint": "what an answer must fulfil",
    "warning": "what is asked about once more",
    "calculate": "how it is calculated",
    "triggers": "what makes it calculated anew",
    "default": "its first answer",
    "default_rule": "how its first answer is found",
    "choice_filter": "which choices are offered",
    "first_if": "which choices come first",
    "is_shuffled": "whether its choices are in random order",
    "shuffle_seed": "what the random order of its choices is drawn from",
    "minimum": "the smallest answer",
    "maximum": "the greatest answer",
    "step": "the step between answers",
    "total": "what the answers add up to",
    "min_selected": "how few choices may be taken",
    "max_selected": "how many choices may be taken",
    "max_characters": "how long an answer may be",
    "over": "what it is repeated for",
    "count": "how often it is repeated",
    "min_items": "how few items there may be",
    "max_items": "how many items there may be",
    "prefill": "what is filled in beforehand",
    "option": "the option that it belongs to",
    "sensitivity": "how sensitive it is",
    "is_reversed": "whether its scale is reversed",
}


def changed_rules(old: Question, new: Question) -> Iterator[str]:
    for name, words in NAMES.items():
        before, now = _written(getattr(old, name)), _written(getattr(new, name))
        if before != now:
            yield f"{words} was {before} and is {now} now."


def _written(value: object) -> str:
    if isinstance(value, Rule):
        return f"`{value.source}`"
    if value is None or value == ():
        return "not said"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
