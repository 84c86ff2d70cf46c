"""What the first page shows: the open questionnaires and the territories with findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.reference.audiences import Audience
from app.store import campaigns, network, questionnaires, releases
from app.store.campaigns import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A campaign open to anyone, and how long its core takes."""

    campaign: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """doors: audience to its open campaign; territories: code and name of those with findings."""

    doors: Mapping[str, Door]
    territories: tuple[tuple[str, str], ...]
    is_synthetic: bool


def first_page(today: date) -> FirstPage:
    now_open = [each for each in campaigns.all_campaigns() if each.state(today) == "open"]
    published = releases.published_territories()
    territories = tuple(
        (each.code, each.name) for each in network.territories() if each.code in published
    )
    return FirstPage(
        doors={each.audience: _door(each) for each in now_open if each.audience in set(Audience)},
        territories=territories,
        is_synthetic=any(each.is_synthetic for each in now_open),
    )


def _door(campaign: Campaign) -> Door:
    asked = questionnaires.compiled(campaign.questionnaire_id)
    return Door(campaign=campaign.code, minutes=asked.core_minutes)
