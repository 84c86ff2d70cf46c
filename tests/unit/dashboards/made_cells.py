"""A place whose release holds the cells that a test gives, all others being hidden."""

import re
from functools import cache

from markupsafe import Markup

from app.dashboards.book import Labels, Place
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from app.reference.cell_book import CellBook
from app.reference.cells import NETWORK, Cell, by_codes
from tests.programs import ROOT

HERE = "north"
AUDIENCES = ("firms", "residents", "trainers")


@cache
def asked(audience: str) -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / f"{audience}.yaml")


def cell(
    place: tuple[str, str],
    numbers: tuple[float, float, float],
    *,
    territory: str = HERE,
    is_fragile: bool = False,
    **by: str,
) -> Cell:
    """place: indicator and audience. numbers: value, low, high."""
    value, low, high = numbers
    return Cell(
        indicator=place[0],
        audience=place[1],
        territory=territory,
        by=by_codes(**by),
        value=value,
        low=low,
        high=high,
        n="10-29" if is_fragile else 120,
        is_fragile=is_fragile,
    )


def place_of(*cells: Cell, audiences: tuple[str, ...] = AUDIENCES) -> Place:
    labels = Labels(questionnaires={each: asked(each) for each in audiences}, language="en")
    return Place(territory=HERE, name="North", book=CellBook(cells), labels=labels)


def text(markup: Markup) -> str:
    """Without marks; a space before per cent is a matter of language."""
    return re.sub(r"\s+", " ", markup.striptags()).replace(" %", "%")


__all__ = ["HERE", "NETWORK", "asked", "cell", "place_of", "text"]
