"""What the synthetic experts answer: opinions, and how they move between two rounds.

The numbers of experts, groups and drop-out are those of surveys/demo_network.yaml, as is the share
of statements in consensus after the second round; every other number is an invented, plausible
order of size.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import Bools, Floats, stream
from app.estimation.arrays import Labels
from app.foresight.delphi.quantiles import quartiles
from app.questionnaire.model import Answers
from app.questionnaire.panel import CHANCE_2030, CHANCE_2035, EXPERTISE, IMPACT, LEVER, WISH, Plan

STEP = 5
EXPERTISE_SHARES = {"0": 0.05, "1": 0.30, "2": 0.41, "3": 0.24}
LEFT_OUT = 0.02  # statements that an expert passes over
LIKELIHOOD_SD = 1.0  # of statements, in logits
PLACE_SD = 0.15  # of a territory around the network
NARROW, WIDE = 0.5, 1.5  # spread of experts on statements that are agreed on, or not
AGREED = 0.5  # share of statements of the first kind
MOVING = 0.4  # how far one who lies outside moves toward the middle of the group
NEARER = 0.15  # how far the others do
STUBBORN = 0.25  # of those outside who keep their answer
BY_2030 = (0.45, 0.9)  # the chance for 2030 as a part of that for 2035
EFFECT_SD, OWN_EFFECT_SD = 0.9, 0.55
IMPACTS = ("very_bad", "bad", "little", "good", "very_good")
WISHES = ("prevent", "leave", "prepare", "make")
LEVERS = ("v_train", "v_coop", "v_house", "v_welcome", "v_invest", "v_rule")
SECOND_LEVER = 0.5
REASONS = (
    "It has begun in two neighbouring areas.",
    "The people who could do it are leaving.",
    "The money for it is not there.",
    "Several firms are working on it already.",
    "Rules would have to change first.",
    "I see it in my own work every week.",
)


@dataclass(frozen=True, eq=False)
class Opinions:
    """Of one territory's experts. chance, impact: shape (experts, statements), in logits and on
    marks from -2 to 2. expertise: codes. is_left_out: passed over."""

    chance: Floats
    by_2030: Floats
    impact: Floats
    expertise: Labels
    is_left_out: Bools


@dataclass(frozen=True, eq=False)
class Beliefs:
    """Of the network, shape (statements,): logit of the chance, spread of experts, effect."""

    chance: Floats
    spread: Floats
    effect: Floats


def draw_beliefs(plan: Plan, seed: int) -> Beliefs:
    rng = stream(seed, "statements")
    size = len(plan.statements)
    agreed = rng.permutation(size) < round(AGREED * size)
    return Beliefs(
        chance=rng.normal(0, LIKELIHOOD_SD, size),
        spread=np.where(agreed, NARROW, WIDE),
        effect=rng.normal(0.4, EFFECT_SD, size),
    )


def draw_opinions(beliefs: Beliefs, territory: str, experts: int, seed: int) -> Opinions:
    rng = stream(seed, "experts", territory)
    shape = (experts, beliefs.chance.size)
    here = beliefs.chance + rng.normal(0, PLACE_SD, shape[1])
    return Opinions(
        chance=here + rng.normal(0, 1, shape) * beliefs.spread,
        by_2030=rng.uniform(*BY_2030, shape),
        impact=beliefs.effect + rng.normal(0, OWN_EFFECT_SD, shape),
        expertise=rng.choice([*EXPERTISE_SHARES], shape, p=[*EXPERTISE_SHARES.values()]),
        is_left_out=rng.random(shape) < LEFT_OUT,
    )


def chances(opinions: Opinions) -> Floats:
    """The chances for 2035 that are told, in hundreds and steps of 5; nan where none is told."""
    told = STEP * np.round(100 / (1 + np.exp(-opinions.chance)) / STEP)
    found: Floats = np.where((opinions.expertise == "0") | opinions.is_left_out, np.nan, told)
    return found


def outside(told: Floats, middle: Floats) -> Bools:
    """Whether each answer lies outside the middle half of another round, statement by statement.

    told, middle: shape (experts, statements).
    """
    found = np.zeros(told.shape, bool)
    for place, column in enumerate(middle.T):
        given = column[~np.isnan(column)]
        if given.size:
            first, _, third = quartiles(given)
            found[:, place] = (told[:, place] < first) | (told[:, place] > third)
    return found


def revised(opinions: Opinions, territory: str, seed: int) -> Opinions:
    """After the group was seen: who lies outside moves toward it, or keeps the answer; the others
    move a little."""
    rng = stream(seed, "revision", territory)
    told = chances(opinions)
    middle = np.nan_to_num(np.nanmedian(told, axis=0), nan=50.0)
    goal = np.log(np.clip(middle, 2, 98) / (100 - np.clip(middle, 2, 98)))
    is_outside = outside(told, told)
    keeps = is_outside & (rng.random(told.shape) < STUBBORN)
    pull = np.where(is_outside, MOVING, NEARER) * ~keeps
    impact = opinions.impact + 0.3 * (opinions.impact.mean(axis=0) - opinions.impact)
    return Opinions(
        chance=opinions.chance + pull * (goal - opinions.chance),
        by_2030=opinions.by_2030,
        impact=impact,
        expertise=opinions.expertise,
        is_left_out=opinions.is_left_out,
    )


def answers(
    opinions: Opinions, plan: Plan, expert: int, rng: np.random.Generator
) -> Iterator[tuple[str, Answers]]:
    """What an expert answers, statement by statement, without reasons."""
    told = chances(opinions)[expert]
    for place, statement in enumerate(plan.statements):
        levers = rng.permutation(len(LEVERS))[: 1 + (rng.random() < SECOND_LEVER)]
        if opinions.is_left_out[expert, place]:
            continue
        known = str(opinions.expertise[expert, place])
        if known == "0":
            yield statement.code, {EXPERTISE: known}
            continue
        later = int(told[place])
        sooner = STEP * int(later * opinions.by_2030[expert, place] / STEP)
        impact = int(np.clip(np.round(opinions.impact[expert, place]), -2, 2))
        yield (
            statement.code,
            {
                EXPERTISE: known,
                CHANCE_2030: sooner,
                CHANCE_2035: later,
                IMPACT: IMPACTS[impact + 2],
                WISH: WISHES[_wish(float(opinions.impact[expert, place]))],
                LEVER: tuple(LEVERS[each] for each in sorted(levers.tolist())),
            },
        )


def _wish(impact: float) -> int:
    """What is held to be good is wished for."""
    return int(np.searchsorted((-0.8, 0.1, 0.9), impact))
