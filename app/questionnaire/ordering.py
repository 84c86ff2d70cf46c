"""The order in which the choices of a question are read."""

from collections.abc import Sequence

from app.questionnaire.drawing import drawn_order
from app.questionnaire.model import Choice, Question


def ordered(
    question: Question,
    choices: Sequence[Choice],
    *,
    seed: int | None = None,
    first: frozenset[str] = frozenset(),
) -> tuple[Choice, ...]:
    """Choices put first, then the others by family, then those that stay last as in the file.

    Families and the choices inside each are in the order of the file, or drawn from the seed when
    the question is shuffled. A choice that stays last does so even when it is among `first`.
    """
    last = tuple(choice for choice in choices if choice.stays_last)
    moving = [choice for choice in choices if not choice.stays_last]
    if question.is_shuffled and question.shuffle_seed is None and seed is not None:
        order = drawn_order(seed, question.code, tuple(choice.code for choice in moving))
        moving = [moving[place] for place in order]
    if question.families:
        ranks = family_ranks(question, seed)
        moving.sort(key=lambda choice: ranks.get(choice.family, len(ranks)))
    return with_first((*moving, *last), first)


def with_first(choices: Sequence[Choice], first: frozenset[str]) -> tuple[Choice, ...]:
    """Ordered choices, those of `first` before the others; what stays last stays."""
    if not first:
        return tuple(choices)
    return tuple(sorted(choices, key=lambda each: 2 if each.stays_last else each.code not in first))


def family_ranks(question: Question, seed: int | None) -> dict[str | None, int]:
    codes = tuple(family.code for family in question.families)
    if not question.is_shuffled or seed is None:
        return {code: rank for rank, code in enumerate(codes)}
    order = drawn_order(seed, question.code, codes)
    return {codes[place]: rank for rank, place in enumerate(order)}
