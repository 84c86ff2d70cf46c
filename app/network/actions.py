"""What the first page shows: the open questionnaires and the territories with findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.reference.audiences import Audience
from app.store import campaigns, network, releases


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """campaigns: audience to its campaign open to anyone; territories: code and name."""

    campaigns: Mapping[str, str]
    territories: tuple[tuple[str, str], ...]
    has_findings: bool
    is_synthetic: bool


def first_page(today: date) -> FirstPage:
    now_open = [each for each in campaigns.all_campaigns() if each.state(today) == "open"]
    territories = tuple((each.code, each.name) for each in network.territories())
    return FirstPage(
        campaigns={each.audience: each.code for each in now_open if each.audience in set(Audience)},
        territories=territories,
        has_findings=releases.published_latest() is not None,
        is_synthetic=any(each.is_synthetic for each in now_open),
    )
