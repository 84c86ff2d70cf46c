"""What is known before anybody answers: how many there are, where, and who was invited."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.collect import fieldwork
from app.collect.strata import (
    INVITATION,
    MUNICIPALITY,
    TERRITORY,
    Invited,
    Known,
    Split,
    levels_of,
    splits_of,
)
from app.questionnaire.model import Questionnaire
from app.questionnaire.setting import Place
from app.reference.audiences import Audience
from app.store import frame, invitations, network
from app.store.campaigns import Campaign
from app.store.invitations import InvitedCount

WHOLE = "all"  # name of the margin that knows a number only

Margins: TypeAlias = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Name of the margin to territory to level to total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beforehand:
    """known: by name of the split. invited: by personal link; None where nobody was."""

    known: Mapping[str, Known]
    invited: Invited | None


def beforehand(campaign: Campaign, asked: Questionnaire, places: Sequence[Place]) -> Beforehand:
    margins, splits = _margins(campaign), splits_of(asked)
    counts, sizes = invitations.counts(campaign), _sizes(margins, splits, campaign)
    by_level = _invited(counts, lambda each: each.stratum)
    by_place = _invited(counts, lambda each: each.municipality_code)
    homes = {each.code: each.territory for each in places}
    by_territory = _invited(counts, lambda each: homes.get(each.municipality_code or ""))
    known = {
        each.name: Known(
            levels=levels_of(each, asked),
            population=_totals(each, margins, campaign),
            invited=_of(by_level, levels_of(each, asked)),
        )
        for each in splits
    }
    levels = {level for each in known.values() for level in each.levels}
    own = {name: each for name, each in by_level.items() if name not in levels}
    if own:
        known[INVITATION] = Known(levels=tuple(sorted(own)), population={}, invited=own)
    known[TERRITORY] = Known(levels=campaign.territories, population=sizes, invited=by_territory)
    known[MUNICIPALITY] = Known(
        levels=tuple(each.code for each in places),
        population=_by_place(campaign, places, sizes),
        invited=by_place,
    )
    return Beforehand(known=known, invited=_added(counts) if counts else None)


def named(places: Iterable[Place]) -> tuple[fieldwork.Place, ...]:
    return tuple(
        fieldwork.Place(code=each.code, name=each.name, territory=each.territory_name)
        for each in places
    )


def _added(counts: Iterable[InvitedCount]) -> Invited:
    found = list(counts)
    return Invited(
        invited=sum(each.invited for each in found),
        begun=sum(each.begun for each in found),
        sent=sum(each.sent for each in found),
    )


def _invited(
    counts: Iterable[InvitedCount], of: Callable[[InvitedCount], str | None]
) -> dict[str, Invited]:
    groups: dict[str, list[InvitedCount]] = {}
    for each in counts:
        groups.setdefault(of(each) or "", []).append(each)
    return {name: _added(group) for name, group in groups.items() if name}


def _of(invited: Mapping[str, Invited], levels: Iterable[str]) -> dict[str, Invited]:
    return {level: invited[level] for level in levels if level in invited}


def _margins(campaign: Campaign) -> Margins:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for each in network.margins(campaign.wave, campaign.audience):
        if each.territory_code in campaign.territories:
            territories = found.setdefault(each.name, {})
            territories.setdefault(each.territory_code, {})[each.level] = each.total
    return found


def _totals(split: Split, margins: Margins, campaign: Campaign) -> dict[str, float]:
    """Level to total; {} where one of the territories does not know it."""
    known = margins.get(split.name, {})
    if set(known) != set(campaign.territories):
        return {}
    totals = Counter[str]()
    for each in known.values():
        totals.update(each)
    return dict(totals)


def _sizes(margins: Margins, splits: Sequence[Split], campaign: Campaign) -> dict[str, float]:
    """How many there are in each territory; {} where one does not know it."""
    for name in (*(each.name for each in splits), WHOLE):
        known = margins.get(name, {})
        if set(known) == set(campaign.territories):
            return {territory: sum(levels.values()) for territory, levels in known.items()}
    return {}


def _by_place(
    campaign: Campaign, places: Sequence[Place], sizes: Mapping[str, float]
) -> dict[str, float]:
    """Firms of the frame, persons of the census; where neither is loaded, each territory's number
    spread as its inhabitants are. Trainers may work in several places: nothing is expected."""
    if campaign.audience == Audience.TRAINERS:
        return {}
    counted = _counted(campaign)
    if {each.territory for each in places if each.code in counted} >= set(campaign.territories):
        return counted
    shares = network.shares(campaign.territories)
    return {
        each.code: sizes[each.territory] * shares[each.code]
        for each in places
        if each.territory in sizes
    }


def _counted(campaign: Campaign) -> dict[str, float]:
    """Municipality code to what the frame or the census counts there."""
    if campaign.audience == Audience.FIRMS:
        by: Mapping[tuple[str, str], float] = frame.firms_by_size_and_place(campaign.territories)
    else:
        by = frame.persons_by_level_and_place(campaign.territories)
    found: dict[str, float] = {}
    for (_level, place), number in by.items():
        found[place] = found.get(place, 0) + number
    return found
