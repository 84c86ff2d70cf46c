"""What a campaign asks, where and how: the same for every page of every response to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.questionnaire.model import Questionnaire
from app.questionnaire.setting import Place
from app.store import campaigns, network, questionnaires
from app.store.database import on_change
from app.store.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """territories: code to name, of those it asks. places: all their municipalities. contact:
    language to whom respondents may turn."""

    campaign_id: int
    code: str
    audience: str
    languages: tuple[str, ...]
    options: frozenset[str]
    is_synthetic: bool
    territories: Mapping[str, str]
    places: tuple[Place, ...]
    questionnaire: Questionnaire
    contact: Mapping[str, str]


@lru_cache(maxsize=64)
def _same(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Equal lists are one object: what is made of them is known by identity."""
    return places


def _find(campaign_id: int) -> Asking:
    campaign = campaigns.by_id(campaign_id)
    return Asking(
        campaign_id=campaign.id,
        code=campaign.code,
        audience=campaign.audience,
        languages=campaign.languages,
        options=frozenset(campaign.options),
        is_synthetic=campaign.is_synthetic,
        territories={each.code: each.name for each in campaign.asked_in},
        places=_same(network.places(campaign.territories)),
        questionnaire=questionnaires.compiled(campaign.questionnaire_id),
        contact={code: str(text) for code, text in campaign.contact.items()},
    )


asking: Kept[int, Asking] = Kept(_find)
"""By the campaign's id. Raises NotFoundError."""


def _forget(*_event: object) -> None:
    asking.forget()


on_change((campaigns.Campaign, network.Territory, network.Municipality), _forget)
