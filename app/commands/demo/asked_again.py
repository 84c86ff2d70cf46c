"""Who of the second wave answered in the first one too, and is known by a personal link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from app.commands.demo.network import LaterWave
from app.commands.demo.sampling import Sampled
from app.store import invitations, keys
from app.store.campaigns import Campaign
from app.store.invitations import Invitation

Unit: TypeAlias = tuple[str, int]  # territory, and place among its units


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """Who answers in the second wave, in order; panel: those who did in the first one."""

    sample: tuple[Sampled, ...]
    panel: frozenset[Unit]


def unit_of(sampled: Sampled) -> Unit:
    return sampled.population.territory, sampled.unit


def asked_again(
    first: Sequence[Sampled], fresh: Sequence[Sampled], wave: LaterWave, rng: np.random.Generator
) -> Again:
    """The fresh sample, some of it replaced by people of the same territory who sent before.

    Of these some say what they said then, the others what they would say now.
    """
    before = _by_territory(first)
    found, panel = [], set()
    for each in fresh:
        willing = before.get(each.population.territory, [])
        is_panel = each.breaks_after is None and rng.random() < wave.panel
        if not is_panel or not willing:
            found.append(each)
            continue
        one = willing.pop()
        says = one.population if rng.random() < wave.kept else each.population
        found.append(replace(one, population=says))
        panel.add(unit_of(one))
    return Again(tuple(_once(found, panel)), frozenset(panel))


def link(campaign: Campaign, responses: Mapping[Unit, int], panel: frozenset[Unit]) -> None:
    """Personal links of the panel's people, which led to these responses."""
    invitations.add_all(
        _invitation(campaign, unit, responses[unit]) for unit in sorted(panel & responses.keys())
    )


def _invitation(campaign: Campaign, unit: Unit, response_id: int) -> Invitation:
    reference = f"{unit[0]} {unit[1]}"
    return Invitation(
        campaign_id=campaign.id,
        token_hash=keys.hashed(keys.new_key()),
        reference_hash=keys.reference_hash(campaign.id, reference),
        panel_hash=keys.panel_hash(campaign.audience, reference),
        response_id=response_id,
        invited_on=campaign.opens_on,
    )


def _by_territory(first: Sequence[Sampled]) -> dict[str, list[Sampled]]:
    """Who sent in the first wave."""
    found: dict[str, list[Sampled]] = {}
    for each in first:
        if each.breaks_after is None:
            found.setdefault(each.population.territory, []).append(each)
    return found


def _once(sample: Sequence[Sampled], panel: set[Unit]) -> Iterator[Sampled]:
    """Nobody answers twice: who was drawn afresh and is in the panel answers with the panel."""
    seen: set[Unit] = set()
    for each in sorted(sample, key=lambda one: unit_of(one) not in panel):
        if unit_of(each) not in seen:
            seen.add(unit_of(each))
            yield each
