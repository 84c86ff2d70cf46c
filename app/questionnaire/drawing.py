"""What chance decides, drawn once from the seed of a response and the same ever after."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from app.questionnaire.model import Answers, Questionnaire


def drawn_number(seed: int, *names: str) -> int:
    """A number of 64 bits that depends on the seed and the names only."""
    text = "\x1f".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


@lru_cache(maxsize=8192)
def drawn_order(seed: int, question: str, codes: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the codes in their drawn order. Hiding a code moves no other."""
    ranks = [drawn_number(seed, question, code) for code in codes]
    return tuple(sorted(range(len(codes)), key=ranks.__getitem__))


def drawn_module(names: Sequence[str], system_code: str, seed: int) -> str:
    """The module asked first; each is as likely as the others."""
    return names[drawn_number(seed, system_code) % len(names)]


def system_answers(questionnaire: Questionnaire, seed: int) -> Answers:
    """The answers that chance gives, to be stored beside the person's."""
    modules = questionnaire.modules
    if modules is None:
        return {}
    return {modules.drawn: drawn_module(modules.names, modules.drawn, seed)}
