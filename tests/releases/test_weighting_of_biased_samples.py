"""Samples leaning by education or arrival give leaning shares; weighted, they do not."""

from dataclasses import dataclass

import numpy as np
import pytest

from app.estimation.tables import AnswerTable
from app.releases.lists import Lists
from app.releases.weighting import weigh

SIZE, DRAWN, SAMPLES = 12_000, 400, 40
EDUCATION = {"e02": 0.30, "e3v": 0.30, "e68": 0.30, "eab": 0.10}
AGES = ("g15", "g30", "g65")
LISTS = Lists(ages=AGES, sexes=("f", "m"), education=tuple(EDUCATION))


@dataclass(frozen=True, eq=False)
class Residents:
    """A whole population. Education and arrival decide how likely somebody wants to leave."""

    age: np.ndarray
    sex: np.ndarray
    education: np.ndarray
    is_new: np.ndarray
    leaves: np.ndarray

    @classmethod
    def drawn(cls, random: np.random.Generator) -> "Residents":
        education = random.choice(list(EDUCATION), SIZE, p=list(EDUCATION.values()))
        is_new = random.random(SIZE) < 0.12
        chance = 0.1 + 0.3 * (education == "e68") + 0.5 * (education == "eab") + 0.3 * is_new
        return cls(
            age=random.choice(list(AGES), SIZE),
            sex=random.choice(["f", "m"], SIZE),
            education=education,
            is_new=is_new,
            leaves=random.random(SIZE) < chance,
        )

    @property
    def margins(self) -> dict[str, dict[str, float]]:
        age_sex = np.char.add(np.char.add(self.age, ":"), self.sex)
        newcomer = np.where(self.is_new, "yes", "no")
        columns = {"age_sex": age_sex, "education": self.education, "newcomer": newcomer}
        return {
            name: {str(level): float((column == level).sum()) for level in np.unique(column)}
            for name, column in columns.items()
        }

    def sample(self, random: np.random.Generator, odds: np.ndarray) -> tuple[AnswerTable, float]:
        """Answers, and the unweighted share that leaves; some do not say education or arrival."""
        rows = random.choice(SIZE, DRAWN, replace=False, p=odds / odds.sum())
        silent = random.random((SIZE, 2)) < (0.09, 0.02)
        answers = AnswerTable.of(
            {
                "R_AGE": str(self.age[row]),
                "R_SEX": str(self.sex[row]),
                "R_EDU": "pnts" if silent[row, 0] else str(self.education[row]),
                "R_LONG": None if silent[row, 1] else "l2" if self.is_new[row] else "born",
                "R_STAY": "mv_leave" if self.leaves[row] else "mv_stay",
            }
            for row in rows.tolist()
        )
        return answers, float(self.leaves[rows].mean())


def biases(odds_of: dict[str, float]) -> tuple[float, float]:
    """Mean error of the share that leaves over many samples: unweighted, weighted."""
    random = np.random.default_rng(2030)
    people = Residents.drawn(random)
    odds = np.ones(SIZE)
    for code, times in odds_of.items():
        odds *= np.where(people.is_new if code == "new" else people.education == code, times, 1.0)
    errors = []
    for _ in range(SAMPLES):
        answers, plain = people.sample(random, odds)
        design = weigh("residents", answers, people.margins, LISTS).design
        weighted = np.average(answers.chose("R_STAY", "mv_leave"), weights=design.weights)
        errors.append((plain - people.leaves.mean(), weighted - people.leaves.mean()))
    unweighted, weighted = np.mean(errors, axis=0).tolist()
    return unweighted, weighted


@pytest.mark.parametrize(
    ("odds", "leans"),
    [
        ({"e68": 2.5}, 0.04),
        ({"eab": 0.45}, -0.02),
        ({"eab": 3.0}, 0.03),
        ({"new": 0.3}, -0.015),
        ({"e68": 1.6, "eab": 2.0, "new": 2.0}, 0.05),
    ],
    ids=["degrees", "few from abroad", "many from abroad", "few newcomers", "all at once"],
)
def test_weighting_undoes_what_a_sample_leans(odds: dict[str, float], leans: float) -> None:
    unweighted, weighted = biases(odds)
    assert abs(unweighted) >= abs(leans)
    assert unweighted * leans > 0
    assert abs(weighted) <= abs(unweighted) / 4
    assert abs(weighted) < 0.008


def test_too_few_from_abroad_are_joined_with_those_who_did_not_say_and_it_is_said() -> None:
    random = np.random.default_rng(1)
    people = Residents.drawn(random)
    odds = np.where(people.education == "eab", 0.15, 1.0)
    answers, _ = people.sample(random, odds)
    assert 0 < (answers.code("R_EDU") == "eab").sum() < 10
    weighted = weigh("residents", answers, people.margins, LISTS)
    assert "education: eab and ? joined" in weighted.notes
