"""The one table of functions: evaluation, checks, documentation and the browser all read it."""

from collections.abc import Mapping

from app.questionnaire.expression.function import Function
from app.questionnaire.expression.table import (
    choices,
    conditions,
    dates,
    nodes,
    numbers,
    places,
    texts,
)

SUBJECTS: Mapping[str, tuple[Function, ...]] = {
    "Conditions": conditions.ROWS,
    "Choices": choices.ROWS,
    "Nodes": nodes.ROWS,
    "Numbers": numbers.ROWS,
    "Texts": texts.ROWS,
    "Dates and times": dates.ROWS,
    "Places": places.ROWS,
}
ROWS = tuple(row for rows in SUBJECTS.values() for row in rows)
FUNCTIONS = {each.name: each for each in ROWS}
