"""What the first page shows: the open questionnaires and the territories with findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.formats.language_states import INTERFACE
from app.reference.audiences import Audience
from app.reference.languages import NAMES, SOURCE
from app.store import campaigns, network, questionnaires, releases
from app.store.campaigns import Campaign
from app.web.languages import spoken


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A language of the product. is_open: everybody may read it. drafts: catalogues unread."""

    code: str
    name: str
    is_source: bool
    is_open: bool
    drafts: frozenset[str]

    @property
    def is_interface_read(self) -> bool:
        return INTERFACE not in self.drafts

    @property
    def are_questionnaires_read(self) -> bool:
        return not self.drafts - {INTERFACE}


def translations() -> tuple[Translation, ...]:
    now = spoken()
    return tuple(
        Translation(
            code=code,
            name=name,
            is_source=code == SOURCE,
            is_open=code in now.open,
            drafts=now.drafts[code],
        )
        for code, name in NAMES.items()
    )


def _door(campaign: Campaign) -> Door:
    asked = questionnaires.compiled(campaign.questionnaire_id)
    names = tuple(each.name for each in campaign.asked_in)
    return Door(campaign=campaign.code, places=names, minutes=asked.core_minutes)
