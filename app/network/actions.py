"""What the first page shows: the open questionnaires and the territories with findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.reference.audiences import Audience
from app.store import campaigns, network, questionnaires, releases
from app.store.campaigns import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A campaign open to anyone, the names of its territories, and how long its core takes."""

    campaign: str
    places: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """doors: audience to its open campaigns; territories: code and name of those with findings."""

    doors: Mapping[str, tuple[Door, ...]]
    territories: tuple[tuple[str, str], ...]
    is_synthetic: bool


def first_page(today: date) -> FirstPage:
    now_open = [each for each in campaigns.all_campaigns() if each.state(today) == "open"]
    published = releases.published_territories()
    shown = [each for each in network.territories() if each.code in published]
    return FirstPage(
        doors={
            str(audience): tuple(_door(each) for each in now_open if each.audience == audience)
            for audience in Audience
        },
        territories=tuple((each.code, each.name) for each in shown),
        is_synthetic=any(each.is_synthetic for each in now_open)
        or any(each.label for each in shown),
    )


def _door(campaign: Campaign) -> Door:
    asked = questionnaires.compiled(campaign.questionnaire_id)
    names = tuple(each.name for each in campaign.asked_in)
    return Door(campaign=campaign.code, places=names, minutes=asked.core_minutes)
