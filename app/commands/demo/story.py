"""The latent model: how much each skill is needed, wished for and mastered, before chance.

Numbers: spreads, specialisation and the built-in gaps are those of `latent_model` in
surveys/demo_network.yaml. Which skills an activity uses, and how age and sex tilt wishes and
abilities, are invented, plausible orders of size.
"""

from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import Floats, stream
from app.commands.demo.lists import Lists
from app.commands.demo.network import DemoNetwork

POPULARITY_SD = 0.85  # u_s
NOISE_SD = 0.25  # on a_s and on c_s
SPECIALISATION_SD = 0.45  # b_ts
SPECIFIC = 1.6  # added to b_ts for the specific skills of a territory
WISH_OF_SPECIALISATION = 0.35
ACTIVITY_USES = 0.8  # g_activity,s for the skills of the activity
LIKELY_CONCORDANCE = (0.33, 0.48)  # around the target of 0.40

SKILLS_OF_ACTIVITY: dict[str, tuple[str, ...]] = {
    "a_agri": ("s_grow", "s_animals", "s_machine"),
    "a_forest": ("s_grow", "s_machine", "s_logist"),
    "a_fish": ("s_animals", "s_food", "s_machine"),
    "a_food": ("s_food", "s_auto", "s_logist"),
    "a_craft": ("s_craft", "s_sell", "s_machine"),
    "a_industry": ("s_mech", "s_machine", "s_auto"),
    "a_energy": ("s_elec", "s_energy", "s_circular"),
    "a_build": ("s_build", "s_elec", "s_energy"),
    "a_trade": ("s_sell", "s_welcome", "s_logist"),
    "a_transp": ("s_machine", "s_logist", "s_mech"),
    "a_tourism": ("s_welcome", "s_food", "s_lang"),
    "a_digital": ("s_dev", "s_data", "s_digipro"),
    "a_bizserv": ("s_admin", "s_digipro", "s_manage"),
    "a_nature": ("s_biodiv", "s_grow", "s_machine"),
    "a_public": ("s_admin", "s_mediate", "s_coop"),
    "a_edu": ("s_teach", "s_comm", "s_learn"),
    "a_health": ("s_health", "s_care", "s_comm"),
    "a_care": ("s_care", "s_mediate", "s_health"),
    "a_culture": ("s_welcome", "s_comm", "s_coop"),
    "a_personal": ("s_welcome", "s_mech", "s_care"),
}
YOUNGER = {"s_data": 0.5, "s_dev": 0.5, "s_digipro": 0.3, "s_lang": 0.3, "s_admin": -0.2}
WOMEN = {"s_care": 0.4, "s_health": 0.4, "s_teach": 0.3, "s_mediate": 0.3, "s_welcome": 0.2}
MEN = {"s_build": 0.4, "s_mech": 0.5, "s_machine": 0.5, "s_elec": 0.4, "s_auto": 0.3, "s_dev": 0.2}
EASY = {"s_digibase": 1.2, "s_solve": 0.6, "s_food": 0.8, "s_welcome": 0.6, "s_learn": 0.6}
RARE = {"s_dev": -1.6, "s_data": -1.2, "s_auto": -1.4, "s_health": -0.9, "s_elec": -0.7}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """Logits. demand, wish, ability: a row a territory, a column a skill; by_activity: a row an
    activity; younger, women, men: a column a skill."""

    demand: Floats
    wish: Floats
    ability: Floats
    by_activity: Floats
    younger: Floats
    women: Floats
    men: Floats


def draw_story(network: DemoNetwork, lists: Lists, seed: int) -> Story:
    """The story of a seed.

    Of the stated model, twelve seeds gave rank correlations of .21 to .57 between demand and
    wish; stories far from the stated target of .40 are drawn again.
    """
    rng = stream(seed, "story")
    sectors = np.array(
        [[each.sectors.get(code, 0.0) for code in lists.activities] for each in network.territories]
    )
    while True:
        story = _drawn(rng, network, lists)
        if LIKELY_CONCORDANCE[0] < _concordance(story, sectors) < LIKELY_CONCORDANCE[1]:
            return story


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's, without ties."""
    ranks = [np.argsort(np.argsort(values)) for values in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def tilts(offsets: dict[str, float], skills: tuple[str, ...]) -> Floats:
    return np.array([offsets.get(skill, 0.0) for skill in skills])


def _drawn(rng: np.random.Generator, network: DemoNetwork, lists: Lists) -> Story:
    skills, size = lists.skills, len(lists.skills)
    told = np.array([network.base_story.get(skill, (0.0, 0.0)) for skill in skills])
    untold = np.array([skill not in network.base_story for skill in skills])
    popular = rng.normal(0, POPULARITY_SD, size) * untold
    special: Floats = SPECIALISATION_SD * rng.normal(size=(len(network.territories), size))
    for row, territory in enumerate(network.territories):
        special[row, [skills.index(skill) for skill in territory.specific_skills]] += SPECIFIC
    wish = told[:, 1] + popular + rng.normal(0, NOISE_SD, size) + WISH_OF_SPECIALISATION * special
    ability = 0.5 * popular + 0.3 * special + tilts(EASY, skills) + tilts(RARE, skills)
    return Story(
        demand=told[:, 0] + popular + rng.normal(0, NOISE_SD, size) + special,
        wish=wish,
        ability=ability,
        by_activity=np.array([_uses(code, skills) for code in lists.activities]),
        younger=tilts(YOUNGER, skills),
        women=tilts(WOMEN, skills),
        men=tilts(MEN, skills),
    )


def _uses(activity: str, skills: tuple[str, ...]) -> list[float]:
    used = SKILLS_OF_ACTIVITY.get(activity, ())
    return [ACTIVITY_USES * (skill in used) for skill in skills]


def _concordance(story: Story, sectors: Floats) -> float:
    """About what the populations will show: shares of one pick, averaged over territories."""
    demand = np.exp(story.demand[:, None, :] + story.by_activity[None, :, :])
    demand /= demand.sum(axis=2, keepdims=True)
    needed = (demand * sectors[:, :, None]).sum(axis=(0, 1))
    wished = np.exp(story.wish + 0.3 * story.ability)
    return rank_correlation(needed, (wished / wished.sum(axis=1, keepdims=True)).sum(axis=0))
