"""A full finite population: fixed attributes and fixed would-be answers of every unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.commands.demo.columns import Column, Single
from app.questionnaire.model import Value
from app.reference.audiences import Audience


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """All units of one audience in one territory.

    attributes: what frames and margins know (municipality, size, age_sex …).
    answers: path to column; a roster has a path for each item that could be chosen.
    """

    audience: Audience
    territory: str
    size: int
    attributes: Mapping[str, Single]
    answers: Mapping[str, Column]

    def would_answer(self, path: str, unit: int) -> Value:
        """The answer of a unit to a question; None where it would pass or has no opinion."""
        column = self.answers.get(path)
        return None if column is None else column.of(unit)

    def single(self, path: str) -> Single:
        """The column of a question with one choice. Raises TypeError naming another kind."""
        column = self.answers[path]
        if not isinstance(column, Single):
            raise TypeError(f"{path} is not a single choice.")
        return column
