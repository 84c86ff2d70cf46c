"""Chance that can be repeated: drawn from the response, or from a seed as JavaRosa does."""

import hashlib
import math
from collections.abc import Iterable
from typing import TypeVar

from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import Value, number, string

Drawn = TypeVar("Drawn")

MODULUS = 2**31 - 1
MULTIPLIER = 16_807
LARGEST_LONG = 2**63 - 1


def drawn(scope: Scope, place: int, what: str) -> bytes:
    """The same for the same response, question and place in its rule."""
    return hashlib.sha256(f"{scope.seed}/{scope.path}/{place}/{what}".encode()).digest()


class Generator:
    """The one of Park and Miller (1988). Numbers in [0, 1), the same for the same seed."""

    def __init__(self, seed: int) -> None:
        rest = abs(seed) % MODULUS * (1 if seed > 0 else -1)
        self._state = rest if rest > 0 else rest + MODULUS - 1

    def number(self) -> float:
        self._state = self._state * MULTIPLIER % MODULUS
        return (self._state - 1) / (MODULUS - 1)


def long_of(value: float) -> int:
    """As Java casts: cut towards zero, NaN as 0, the endless as the largest."""
    if math.isnan(value):
        return 0
    if math.isinf(value):
        return LARGEST_LONG if value > 0 else -LARGEST_LONG - 1
    return max(-LARGEST_LONG - 1, min(LARGEST_LONG, int(value)))


def in_drawn_order(drawn_from: Iterable[Drawn], seed: int) -> list[Drawn]:
    """As JavaRosa draws it: Fisher-Yates inside out, on the generator of Park and Miller."""
    generator = Generator(seed)
    order: list[Drawn] = []
    for last, each in enumerate(drawn_from):
        other = int(generator.number() * (last + 1))
        order.append(each)
        order[last], order[other] = order[other], each
    return order


def seed_of(value: Value) -> int:
    """A text that is no number counts by its digest, an empty one as 0."""
    found = number(value)
    text = string(value)
    if math.isnan(found) and text:
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], signed=True)
    return long_of(found)
