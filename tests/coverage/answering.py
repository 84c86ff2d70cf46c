"""What a person of the synthetic population leaves in the store, without the pages between.

The answering engine itself decides what is asked and what counts, in one pass over all would-be
answers instead of page by page; test_study.py compares the two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from app.commands.demo.giving import SKIPPED
from app.commands.demo.population import Population
from app.commands.demo.sampling import Sampled
from app.questionnaire.asked import key_of
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers, Question, Questionnaire, Value
from app.questionnaire.outline import outline_of
from app.questionnaire.path import is_core, steps
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet

TODAY = date(2026, 3, 2)
GOING_ON = {"F_MORE": "more", "R_MORE": "more", "F_OFFER": "yes"}  # so that everything is asked


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A response that counts."""

    audience: str
    territory: str
    answers: Answers


@dataclass(frozen=True)
class Asking:
    """One questionnaire, asked of any unit of its populations."""

    questionnaire: Questionnaire

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return outline_of(self.questionnaire).questions

    def census(self, population: Population, units: range) -> Iterator[Counted]:
        """Every question, nothing skipped, nobody gone."""
        for unit in units:
            given = {**self._would_be(population, unit), **self._going_on()}
            values = self._sheet(given, seed=0).values
            yield Counted(
                audience=population.audience, territory=population.territory, answers=values
            )

    def sampled(self, sampled: Sampled, rng: np.random.Generator) -> Counted | None:
        """A sampled unit with what it skips; None where it stops before the end of the core."""
        population = sampled.population
        given = self.given(sampled, rng)
        sheet = self._sheet(given, seed=int(rng.integers(2**31)))
        kept = sheet.values if sampled.breaks_after is None else _until(sheet, sampled.breaks_after)
        if kept is None:
            return None
        return Counted(audience=population.audience, territory=population.territory, answers=kept)

    def given(self, sampled: Sampled, rng: np.random.Generator) -> dict[str, Value]:
        """Its would-be answers without those to optional questions that it skips."""
        answers = self._would_be(sampled.population, sampled.unit)
        skips = rng.random(len(answers)) < SKIPPED
        return {
            path: value
            for (path, value), skip in zip(answers.items(), skips.tolist(), strict=True)
            if not skip or self.questions[key_of(path)].is_required
        }

    def _would_be(self, population: Population, unit: int) -> dict[str, Value]:
        found = ((path, column.of(unit)) for path, column in population.answers.items())
        return {path: value for path, value in found if value is not None}

    def _going_on(self) -> Answers:
        return {path: code for path, code in GOING_ON.items() if path in self.questions}

    def _sheet(self, given: Mapping[str, Value], *, seed: int) -> Sheet:
        """As many choices as may be chosen, of those on offer. seed: draws the module."""
        setting = Setting(today=TODAY, language="en")
        sheet = Sheet.of(
            self.questionnaire, {**given, **system_answers(self.questionnaire, seed)}, setting
        )
        cut = {
            asked.path: value[: asked.question.max_selected]
            for asked in sheet.asked
            if asked.question.max_selected is not None
            and isinstance(value := sheet.values.get(asked.path), tuple)
            and len(value) > asked.question.max_selected
        }
        return Sheet.of(self.questionnaire, {**sheet.answers, **cut}, setting) if cut else sheet


def _until(sheet: Sheet, pages: int) -> Answers | None:
    """What is stored after so many pages; None before the end of the core."""
    seen = [asked for step in _answered(sheet)[:pages] for asked in step]
    paths = {asked.path for asked in seen}
    if not all(asked.path in paths for asked in sheet.asked if is_core(sheet, asked)):
        return None
    modules = sheet.questionnaire.modules
    drawn = {modules.drawn: sheet.drawn} if modules is not None else {}
    return {**drawn, **{path: sheet.values.get(path) for path in paths}}


def _answered(sheet: Sheet) -> list[list]:
    return [
        [asked for asked in step.asked if asked.is_answered]
        for step in steps(sheet)
        if not step.is_silent
    ]
