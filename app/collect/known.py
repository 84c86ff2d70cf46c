"""What is known before anybody answers: how many there are, where, and who was invited."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.collect import fieldwork
from app.collect.strata import Invited, Known, Split, levels_of, splits_of
from app.questionnaire.model import Questionnaire
from app.questionnaire.setting import Place
from app.store import network
from app.store.campaigns import Campaign

WHOLE = "all"  # name and level of the margin that knows a number only


@dataclass(frozen=True, slots=True, kw_only=True)
class Beforehand:
    """strata: by name of the split. invited: None where nobody was."""

    strata: Mapping[str, Known]
    territories: Known
    places: Known
    invited: Invited | None = None


Margins = Mapping[str, Mapping[str, Mapping[str, float]]]  # name to territory to level to total


def beforehand(
    campaign: Campaign, asked: Questionnaire, places: Sequence[Place]
) -> Beforehand:
    margins = _margins(campaign)
    splits = splits_of(asked)
    sizes = _sizes(margins, splits, campaign)
    return Beforehand(
        strata={each.name: _strata(each, asked, margins, campaign) for each in splits},
        territories=Known(levels=campaign.territories, population=sizes, invited={}),
        places=Known(
            levels=tuple(each.code for each in places),
            population=_by_place(places, sizes, network.shares(campaign.territories)),
            invited={},
        ),
    )


def named(places: Iterable[Place]) -> tuple[fieldwork.Place, ...]:
    return tuple(
        fieldwork.Place(code=each.code, name=each.name, territory=each.territory_name)
        for each in places
    )


def _margins(campaign: Campaign) -> Margins:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for each in network.margins(campaign.wave, campaign.audience):
        if each.territory_code in campaign.territories:
            territories = found.setdefault(each.name, {})
            territories.setdefault(each.territory_code, {})[each.level] = each.total
    return found


def _strata(split: Split, asked: Questionnaire, margins: Margins, campaign: Campaign) -> Known:
    """Without a population where one of the territories does not know it."""
    levels, totals = levels_of(split, asked), Counter[str]()
    known = margins.get(split.name, {})
    if set(known) == set(campaign.territories):
        for each in known.values():
            totals.update(each)
    return Known(
        levels=levels,
        population={level: totals[level] for level in levels if totals[level]},
        invited={},
    )


def _sizes(margins: Margins, splits: Sequence[Split], campaign: Campaign) -> dict[str, float]:
    """How many there are in each territory; {} where one does not know it."""
    for name in (*(each.name for each in splits), WHOLE):
        known = margins.get(name, {})
        if set(known) == set(campaign.territories):
            return {territory: sum(levels.values()) for territory, levels in known.items()}
    return {}


def _by_place(
    places: Iterable[Place], sizes: Mapping[str, float], shares: Mapping[str, float]
) -> dict[str, float]:
    """As the inhabitants are spread over each territory."""
    return {
        each.code: sizes[each.territory] * shares[each.code]
        for each in places
        if each.territory in sizes
    }
