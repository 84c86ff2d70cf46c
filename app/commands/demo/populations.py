"""All populations of the synthetic network."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.commands.demo.chance import stream
from app.commands.demo.firm_frame import Setting
from app.commands.demo.firm_work import needed_by_2030
from app.commands.demo.firms import draw_firms, handovers
from app.commands.demo.lists import read_lists
from app.commands.demo.network import DemoNetwork, read_network
from app.commands.demo.offer import draw_offers
from app.commands.demo.population import Population
from app.commands.demo.residents import draw_residents
from app.commands.demo.story import draw_story
from app.commands.demo.trainers import draw_trainers
from app.reference.audiences import Audience


@dataclass(frozen=True, slots=True, eq=False)
class Populations:
    """Audience to its populations, a population a territory, in the order of the network.

    again: the wave, where the same units are asked anew.
    """

    network: DemoNetwork
    seed: int
    of: Mapping[Audience, tuple[Population, ...]]
    again: tuple[str, ...] = ()


def draw_populations(surveys: Path, seed: int | None = None) -> Populations:
    """The network of a folder of survey files, the same for the same seed.

    seed: by default the one that the file states. Raises InvalidError naming what is wrong there.
    """
    network, lists = (
        read_network(surveys / "demo_network.yaml"),
        read_lists(surveys / "vocabulary.yaml"),
    )
    seed = network.seed if seed is None else seed
    story = draw_story(network, lists, seed)
    return _drawn(Setting(network=network, lists=lists, story=story, seed=seed))


def draw_later_populations(surveys: Path, seed: int | None = None) -> Populations:
    """The same units a wave later: what is known of them stays, demand drifts, and what they
    answer is drawn anew. Raises InvalidError as draw_populations(), and where no wave follows."""
    network, lists = (
        read_network(surveys / "demo_network.yaml"),
        read_lists(surveys / "vocabulary.yaml"),
    )
    seed, later = network.seed if seed is None else seed, network.in_later_wave()
    story = draw_story(network, lists, seed)
    spread = 0.0 if network.later is None else network.later.drift_sd
    drift = stream(seed, "story", later.wave).normal(0, spread, story.demand.shape)
    drifted = replace(story, demand=story.demand + drift)
    again = (later.wave,)
    return _drawn(Setting(network=later, lists=lists, story=drifted, seed=seed, again=again))


def _drawn(setting: Setting) -> Populations:
    network, seed = setting.network, setting.seed
    firms = tuple(draw_firms(setting, each) for each in network.territories)
    residents = tuple(
        draw_residents(setting, territory, handovers(population.answers))
        for territory, population in zip(network.territories, firms, strict=True)
    )
    needed = np.array([needed_by_2030(each.answers, setting.lists.skills) for each in firms])
    trainers = tuple(
        draw_trainers(setting, territory, offer)
        for territory, offer in zip(network.territories, draw_offers(needed, seed), strict=True)
    )
    return Populations(
        network,
        seed,
        {Audience.FIRMS: firms, Audience.RESIDENTS: residents, Audience.TRAINERS: trainers},
        setting.again,
    )
