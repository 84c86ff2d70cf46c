"""Somebody's surroundings, whose release holds the cells that a test gives."""

import re
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from app.reference.cell_book import CellBook
from app.reference.cells import NETWORK, Cell, Hidden, by_codes
from app.respond.feedback.blocks import Block
from app.respond.feedback.nearby import Nearby
from tests.programs import ROOT

HERE = "north"


@cache
def asked(audience: str) -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / f"{audience}.yaml")


def near(audience: str, *cells: Cell, territory: str = HERE) -> Nearby:
    return Nearby(
        territory=territory,
        book=CellBook(cells),
        questionnaire=asked(audience),
        language="en",
    )


def cell(
    indicator: str, audience: str, value: float | None, *, where: str = HERE, **by: str
) -> Cell:
    """value: None for a hidden one. Ten points either way, and 120 answers."""
    place = {"indicator": indicator, "audience": audience, "territory": where}
    if value is None:
        return Cell(**place, by=by_codes(**by), hidden=Hidden.BASE)
    low, high = max(0.0, round(value - 0.1, 2)), min(1.0, round(value + 0.1, 2))
    return Cell(**place, by=by_codes(**by), value=value, low=low, high=high, n=120)


def text(said: Markup) -> str:
    """Without marks; a space before per cent is a matter of language."""
    return re.sub(r"\s+", " ", said.striptags()).replace(" %", "%")


def block(blocks: Iterable[Block], code: str) -> Block:
    [found] = [each for each in blocks if each.code == code]
    return found


__all__ = ["HERE", "NETWORK", "asked", "block", "cell", "near", "text"]
