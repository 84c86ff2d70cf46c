"""Where a response stands, and what stands at the door of a campaign: read, never written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol

from app.questionnaire.asked import CONTACT_GIVEN
from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.path import Step, first_open, number
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.respond import recent
from app.store import campaigns, contacts, keys, responses
from app.store.asking import Asking, asking
from app.store.campaigns import State
from app.store.responses import Seen
from app.web.languages import LANGUAGES


class Answering(Protocol):
    """A response, as far as its questionnaire depends on it."""

    @property
    def key_hash(self) -> str: ...
    @property
    def campaign_id(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def prefill(self) -> Answers: ...


class Dated(Protocol):
    """When answers are taken."""

    @property
    def opens_on(self) -> date: ...
    @property
    def closes_on(self) -> date: ...
    def state(self, today: date) -> State: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A campaign as its respondents meet it. state: open, closed or early."""

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


@dataclass(frozen=True, kw_only=True)  # no slots: what is worked out once is kept
class Standing:
    """One response at one moment, in one language."""

    key: str
    language: str
    response: Seen
    door: Door

    @property
    def is_sent(self) -> bool:
        return self.response.sent_at is not None

    @property
    def territory(self) -> str | None:
        return self.response.territory_code

    @cached_property
    def code(self) -> str:
        return keys.code_of(self.key)

    @property
    def receipt(self) -> str:
        return keys.receipt_of(self.key)

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.response, self.language)

    @cached_property
    def contact(self) -> dict[str, str]:
        """Read only where the answers say that one was given."""
        is_given = CONTACT_GIVEN in self.response.answers.values()
        return contacts.read(self.response) if is_given else {}

    @cached_property
    def first_open(self) -> Step | None:
        return first_open(self.sheet)

    def is_ahead(self, code: str) -> bool:
        """Whether a step lies beyond the first that is still open."""
        still_open = self.first_open
        return still_open is not None and number(self.sheet, code) > number(
            self.sheet, still_open.code
        )


def door(campaign_code: str) -> Door:
    """Raises NotFoundError."""
    found = campaigns.seen(campaign_code)
    return _door(asking(found.id), found)


def standing(key: str, language: str) -> Standing:
    """Raises NotFoundError."""
    response = responses.seen(keys.hashed(key))
    door = _door(asking(response.campaign_id), response)
    return Standing(key=key, language=language, response=response, door=door)


def setting_of(response: Answering, language: str) -> Setting:
    asked = asking(response.campaign_id)
    return Setting(
        today=datetime.now(UTC).date(),
        language=language,
        seed=response.seed,
        places=asked.places,
        options=asked.options,
        prefill=response.prefill or {},
    )


def sheet_of(response: Answering, language: str) -> Sheet:
    questionnaire = asking(response.campaign_id).questionnaire
    setting = setting_of(response, language)
    return recent.sheet(response.key_hash, questionnaire, response.answers, setting)


def _door(asked: Asking, dated: Dated) -> Door:
    names = tuple(asked.territories.values())
    return Door(
        code=asked.code,
        audience=asked.audience,
        state=dated.state(datetime.now(UTC).date()),
        opens_on=dated.opens_on,
        closes_on=dated.closes_on,
        languages=tuple(code for code in asked.languages if code in LANGUAGES) or LANGUAGES,
        is_synthetic=asked.is_synthetic,
        place=names[0] if len(names) == 1 else None,
        partners=tuple(sorted(names)),
        questionnaire=asked.questionnaire,
    )
