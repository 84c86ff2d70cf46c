"""Where a response stands, and what stands at the door of a campaign: read, never written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import compare_digest

from app.errors import NotFoundError
from app.questionnaire.asked import CONTACT_GIVEN
from app.questionnaire.model import Questionnaire
from app.questionnaire.path import Step, first_open, steps
from app.questionnaire.setting import Place, Setting
from app.questionnaire.sheet import Sheet
from app.store import (
    campaign_keys,
    campaigns,
    contacts,
    keys,
    network,
    questionnaires,
    responses,
)
from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response
from app.web.languages import LANGUAGES

PLACES = "places of campaigns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A campaign as its respondents meet it. state: open, closed or early. closes_on: the last
    day on which it takes or took answers."""

    code: str
    audience: str
    state: str
    opens_on: date
    closes_on: date
    languages: tuple[str, ...]
    is_synthetic: bool
    place: str | None
    partners: tuple[str, ...]  # names of the territories it asks
    questionnaire: Questionnaire
    is_test: bool = False  # what is answered never counts; the days of the campaign do not matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One response at one moment, in one language."""

    key: str
    door: Door
    sheet: Sheet
    territory: str | None
    is_sent: bool
    contact: dict[str, str]

    @property
    def code(self) -> str:
        return keys.code_of(self.key)

    @property
    def receipt(self) -> str:
        return keys.receipt_of(self.key)

    @property
    def first_open(self) -> Step | None:
        return first_open(self.sheet)

    def is_ahead(self, code: str) -> bool:
        """Whether a step lies beyond the first that is still open."""
        still_open = self.first_open
        codes = [each.code for each in steps(self.sheet)]
        return still_open is not None and codes.index(code) > codes.index(still_open.code)


def door(campaign_code: str, test_pass: str | None = None) -> Door:
    """test_pass: what the fieldwork page gives for test answers. Raises NotFoundError."""
    campaign = campaigns.by_code(campaign_code)
    if test_pass is not None:
        _check_pass(campaign, test_pass)
    return _door(campaign, is_test=test_pass is not None)


def _check_pass(campaign: Campaign, given: str) -> None:
    """A faulty pass opens nothing: else a test would be taken for a real answer."""
    key_hash = campaign_keys.hash_of(campaign)
    if key_hash is None or not compare_digest(keys.test_pass(key_hash).encode(), given.encode()):
        raise NotFoundError("This link for test answers is not valid any more: ask for another.")


def standing(key: str, language: str) -> Standing:
    """Raises NotFoundError."""
    response = responses.by_key_hash(keys.hashed(key), lock=False)
    return Standing(
        key=key,
        door=_door(response.campaign, is_test=response.is_test),
        sheet=sheet_of(response, language),
        territory=response.territory_code,
        is_sent=response.sent_at is not None,
        contact=_contact(response),
    )


def _contact(response: Response) -> dict[str, str]:
    """Read only where the answers say that one was given."""
    is_given = CONTACT_GIVEN in response.answers.values()
    return contacts.read(response) if is_given else {}


def setting_of(response: Response, campaign: Campaign, language: str) -> Setting:
    return Setting(
        today=datetime.now(UTC).date(),
        language=language,
        seed=response.seed,
        places=_places(campaign),
        options=frozenset(campaign.options),
        prefill=dict(response.prefill or {}),
    )


def sheet_of(response: Response, language: str) -> Sheet:
    campaign = response.campaign
    questionnaire = questionnaires.compiled(campaign.questionnaire_id)
    return Sheet.of(questionnaire, response.answers, setting_of(response, campaign, language))


def _places(campaign: Campaign) -> tuple[Place, ...]:
    """Read once a session; the campaign is held so that the session need not read it again."""
    kept: dict[int, tuple[Campaign, tuple[Place, ...]]]
    kept = db.session().info.setdefault(PLACES, {})
    if campaign.id not in kept:
        kept[campaign.id] = (campaign, network.places(campaign.territories))
    return kept[campaign.id][1]


def _door(campaign: Campaign, *, is_test: bool) -> Door:
    spoken = tuple(code for code in campaign.languages if code in LANGUAGES)
    return Door(
        code=campaign.code,
        audience=campaign.audience,
        state=campaign.state(datetime.now(UTC).date()),
        opens_on=campaign.opens_on,
        closes_on=_last_day(campaign),
        languages=spoken or LANGUAGES,
        is_synthetic=campaign.is_synthetic,
        place=_place(campaign),
        partners=tuple(sorted(each.name for each in campaign.asked_in)),
        questionnaire=questionnaires.compiled(campaign.questionnaire_id),
        is_test=is_test,
    )


def _last_day(campaign: Campaign) -> date:
    closed_at = campaign.closed_at
    return campaign.closes_on if closed_at is None else min(campaign.closes_on, closed_at.date())


def _place(campaign: Campaign) -> str | None:
    """The territory's name, where the campaign has only one."""
    codes = tuple(campaign.territories)
    return network.territory(codes[0]).name if len(codes) == 1 else None
