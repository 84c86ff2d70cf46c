"""The training providers of a territory, nearly all of whom answer, and what each would answer.

How much of the firms' demand is covered, how near the offer is to demand and how long a new course
takes are targets of surveys/demo_network.yaml; every other share is an invented, plausible order
of size.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import (
    Bools,
    Floats,
    Ints,
    each_of,
    one_of,
    some_of,
    spread,
    stream,
    top_picks,
)
from app.commands.demo.columns import Column, Multiple, Same
from app.commands.demo.firm_frame import Setting
from app.commands.demo.languages import draw_languages
from app.commands.demo.network import DemoTerritory
from app.commands.demo.offer import Offer
from app.commands.demo.own_words import WAYS_TO_TEACH, own_words
from app.commands.demo.population import Population
from app.reference.audiences import Audience

TYPES = {
    "school": 0.17,
    "appr": 0.08,
    "cvt": 0.24,
    "univ": 0.05,
    "assoc": 0.17,
    "chamber": 0.08,
    "firm": 0.09,
    "free": 0.12,
}
LEARNERS = {"n20": 0.28, "n100": 0.40, "n500": 0.25, "n501": 0.07}
SKILLS_TAUGHT = {"2": 0.2, "3": 0.2, "4": 0.2, "6": 0.25, "9": 0.15}
NEW_WITHIN_A_YEAR = {"0": 0.2, "1": 0.3, "2": 0.3, "4": 0.2}
ASKED_IN_VAIN = {"0": 0.3, "1": 0.3, "2": 0.25, "4": 0.15}
LEVELS = {"q0": 0.42, "q34": 0.38, "q58": 0.20}
FILL = {"full": 0.17, "ok": 0.40, "half": 0.30, "cancel": 0.13}
LEAD = {  # weeks from need to first session: median about 24, target 26
    "w4": 0.08,
    "w13": 0.17,
    "w26": 0.27,
    "w52": 0.25,
    "w104": 0.12,
    "w105": 0.03,
    "never": 0.08,
}
SLOW = {
    "sl_fund": 0.46,
    "sl_accred": 0.36,
    "sl_group": 0.48,
    "sl_trainer": 0.34,
    "sl_design": 0.20,
    "sl_place": 0.18,
    "sl_know": 0.22,
}
SMALLEST = {"g1": 0.14, "g4": 0.22, "g8": 0.40, "g12": 0.18, "g13": 0.06}
MODES = {
    "lm_job": 0.30,
    "lm_short": 0.62,
    "lm_long": 0.48,
    "lm_online": 0.24,
    "lm_hybrid": 0.34,
    "lm_alt": 0.30,
    "lm_peer": 0.20,
    "lm_rpl": 0.22,
}
LINKS = {"k_told": 0.52, "k_design": 0.20, "k_host": 0.44, "k_taught": 0.30}
BARS = {
    "ob_time": 0.30,
    "ob_cost": 0.30,
    "ob_far": 0.50,
    "ob_sched": 0.20,
    "ob_info": 0.55,
    "ob_level": 0.12,
    "ob_digi": 0.16,
    "ob_family": 0.16,
    "ob_conf": 0.40,
}
INCLUSION = {
    "i_lang": 0.18,
    "i_digi": 0.36,
    "i_transp": 0.16,
    "i_child": 0.05,
    "i_eve": 0.34,
    "i_disab": 0.40,
    "i_rpl": 0.28,
}
COOPERATION = {"co_local": 0.46, "co_country": 0.34, "co_abroad": 0.14}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Providers:
    setting: Setting
    territory: DemoTerritory
    offer: Offer
    rng: np.random.Generator

    @property
    def size(self) -> int:
        return self.territory.trainers


def draw_trainers(setting: Setting, territory: DemoTerritory, offer: Offer) -> Population:
    """Every provider of the territory; together they teach exactly what the offer holds."""
    rng = stream(setting.seed, "trainers", territory.code, *setting.again)
    languages = draw_languages(rng, territory, territory.trainers)
    providers = _Providers(setting=setting, territory=territory, offer=offer, rng=rng)
    answers = dict(_profile(providers)) | dict(_taught(providers)) | dict(_agility(providers))
    return Population(
        audience=Audience.TRAINERS,
        territory=territory.code,
        size=territory.trainers,
        attributes={
            "language": languages,
            "mode": one_of(rng, setting.network.modes, territory.trainers),
        },
        answers=answers | dict(_access(providers)),
    )


def _profile(providers: _Providers) -> Iterator[tuple[str, Column]]:
    rng, size = providers.rng, providers.size
    places = {each.code: each.share for each in providers.territory.municipalities}
    yield "T_CONSENT", Same(True)  # noqa: FBT003 - a value, not a switch
    yield "T_PLACE", some_of(rng, places, rng.integers(1, 4, size))
    yield "T_TYPE", one_of(rng, TYPES, size)
    yield "T_VOL", one_of(rng, LEARNERS, size)


def _taught(providers: _Providers) -> Iterator[tuple[str, Column]]:
    rng, size, offer = providers.rng, providers.size, providers.offer
    skills = providers.setting.lists.skills
    now = _shared_out(rng, offer.appeal, offer.now, _counts(rng, SKILLS_TAUGHT, size))
    yield "T_NOW", Multiple(skills, now)
    yield "T_MAIN", Multiple(skills, _among(rng, now, np.full(size, 4)))
    for skill in skills:
        yield f"T_LOOP[{skill}]/level", one_of(rng, LEVELS, size)
        yield f"T_LOOP[{skill}]/fill", one_of(rng, FILL, size)
    soon = _shared_out(rng, offer.appeal, offer.soon, _counts(rng, NEW_WITHIN_A_YEAR, size))
    yield "T_CAN12", Multiple(skills, soon).or_only("none")
    asked = np.log(offer.needed + 0.01) * np.ones((size, 1))
    vain = top_picks(rng, np.where(now, -np.inf, asked), _counts(rng, ASKED_IN_VAIN, size))
    yield "T_ASKED", Multiple(skills, vain).or_only("none")


def _counts(rng: np.random.Generator, shares: dict[str, float], size: int) -> Ints:
    return one_of(rng, shares, size).values({code: float(code) for code in shares}).astype(np.int64)


def _shared_out(rng: np.random.Generator, appeal: Floats, held: Bools, counts: Ints) -> Bools:
    """Who teaches what of the skills held in the territory: as many as `counts`, and each skill by
    somebody, those that nobody picked going to the providers in turn."""
    logits = np.where(held, appeal, -np.inf) + np.zeros((len(counts), 1))
    picked = top_picks(rng, logits, counts)
    left = np.flatnonzero(held & ~picked.any(axis=0))
    willing = rng.permutation(np.argsort(picked.sum(axis=1))[: max(len(left), 1)])
    picked[np.resize(willing, len(left)), left] = True
    return picked


def _among(rng: np.random.Generator, held: Bools, counts: Ints) -> Bools:
    return top_picks(rng, np.where(held, 0.0, -np.inf), counts)


def _agility(providers: _Providers) -> Iterator[tuple[str, Column]]:
    rng, size = providers.rng, providers.size
    yield "T_LEAD", spread(rng, LEAD, size)
    yield "T_SLOW", some_of(rng, SLOW, rng.integers(1, 4, size))
    yield "T_MIN", one_of(rng, SMALLEST, size)
    yield "T_MODES", each_of(rng, MODES, size)
    links = each_of(rng, LINKS, size)
    yield "T_LINK", links.or_only("k_none")


def _access(providers: _Providers) -> Iterator[tuple[str, Column]]:
    rng, size = providers.rng, providers.size
    yield "T_BAR", some_of(rng, BARS, rng.integers(2, 4, size))
    helps = each_of(rng, INCLUSION, size)
    yield "T_INCL", helps.or_only("i_none")
    shared = each_of(rng, COOPERATION, size)
    yield "T_COOP", shared.or_only("co_none")
    specific = dict.fromkeys(providers.territory.specific_skills, 0.12)
    yield "T_SPEC", one_of(rng, specific | {"none": 0.76}, size)
    yield "T_PRACT", own_words(rng, WAYS_TO_TEACH, providers.territory, size, share=0.5)
