"""Where a response stands, and what stands at the door of a campaign: read, never written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from secrets import compare_digest
from typing import Protocol

from app.errors import NotFoundError
from app.questionnaire.asked import CONTACT_GIVEN
from app.questionnaire.easy import easy_version
from app.questionnaire.model import Answers, Layout, Questionnaire
from app.questionnaire.path import Step, first_open, number
from app.questionnaire.remembering import Remembered
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.reference.languages import LANGUAGES
from app.reference.words import Words
from app.respond import recent
from app.store import campaign_keys, campaigns, contacts, keys, responses, uploads
from app.store.asking import Asking, asking
from app.store.campaigns import State
from app.store.responses import Seen
from app.store.uploads import Stored
from app.web.languages import open_languages


class Answering(Protocol):
    """A response, as far as its questionnaire depends on it."""

    @property
    def key_hash(self) -> str: ...
    @property
    def campaign_id(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def is_one_at_a_time(self) -> bool: ...
    @property
    def words(self) -> str: ...
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
    @property
    def closed_at(self) -> datetime | None: ...
    def state(self, today: date) -> State: ...


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
    contact: Mapping[str, str] = field(default_factory=dict)  # language to whom to turn to


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
    def files(self) -> Mapping[str, Stored]:
        """By the name that an answer holds; read only where the questionnaire asks for files."""
        return uploads.of_response(self.response.id) if self.sheet.outline.uploads else {}

    @cached_property
    def first_open(self) -> Step | None:
        return first_open(self.sheet)

    def is_ahead(self, code: str) -> bool:
        """Whether a step lies beyond the first that is still open."""
        still_open = self.first_open
        return still_open is not None and number(self.sheet, code) > number(
            self.sheet, still_open.code
        )


def door(campaign_code: str, test_pass: str | None = None) -> Door:
    """test_pass: what the fieldwork page gives for test answers. Raises NotFoundError."""
    campaign = campaigns.seen(campaign_code)
    if test_pass is not None:
        _check_pass(campaign.id, test_pass)
    return _door(asking(campaign.id), campaign, is_test=test_pass is not None)


def _check_pass(campaign_id: int, given: str) -> None:
    """A faulty pass opens nothing: else a test would be taken for a real answer."""
    key_hash = campaign_keys.hash_of(campaign_id)
    if key_hash is None or not compare_digest(keys.test_pass(key_hash).encode(), given.encode()):
        raise NotFoundError("This link for test answers is not valid any more: ask for another.")


def standing(key: str, language: str) -> Standing:
    """As the store holds it now. Raises NotFoundError."""
    response = responses.seen(keys.hashed(key))
    recent.saw(response)
    return _standing(key, language, response)


def standing_to_show(key: str, language: str) -> Standing:
    """To be shown: as it is now, or was within the last second. Raises NotFoundError."""
    response = recent.just_seen(keys.hashed(key))
    return standing(key, language) if response is None else _standing(key, language, response)


def _standing(key: str, language: str, response: Seen) -> Standing:
    door = _door(asking(response.campaign_id), response, is_test=response.is_test)
    door = replace(door, questionnaire=questionnaire_of(response))
    return Standing(key=key, language=language, response=response, door=door)


def setting_at_door(campaign_code: str, language: str) -> Setting:
    """Of whoever answers the campaign: nothing in it is anybody's own. Raises NotFoundError."""
    asked = asking(campaigns.seen(campaign_code).id)
    return Setting(
        today=datetime.now(UTC).date(),
        language=language,
        places=asked.places,
        options=asked.options,
    )


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


def questionnaire_of(response: Answering) -> Questionnaire:
    """As this response began: on a phone one question at a time, unless it says itself; in easy
    words where it asked for them."""
    asked = asking(response.campaign_id).questionnaire
    if Words(response.words).is_easy:
        return easy_version(asked)
    return laid_out(asked, is_one_at_a_time=response.is_one_at_a_time)


def laid_out(asked: Questionnaire, *, is_one_at_a_time: bool) -> Questionnaire:
    return _one_at_a_time(asked) if is_one_at_a_time else asked


def _with_one_at_a_time(asked: Questionnaire) -> Questionnaire:
    return replace(asked, layout=Layout.ONE) if asked.layout is Layout.AUTO else asked


_one_at_a_time: Remembered[Questionnaire, Questionnaire] = Remembered(_with_one_at_a_time)


def sheet_of(response: Answering, language: str) -> Sheet:
    questionnaire = questionnaire_of(response)
    setting = setting_of(response, language)
    return recent.sheet(response.key_hash, questionnaire, response.answers, setting)


def _door(asked: Asking, dated: Dated, *, is_test: bool) -> Door:
    names, closed_at = tuple(asked.territories.values()), dated.closed_at
    return Door(
        code=asked.code,
        audience=asked.audience,
        state=dated.state(datetime.now(UTC).date()),
        opens_on=dated.opens_on,
        closes_on=min(dated.closes_on, closed_at.date()) if closed_at else dated.closes_on,
        languages=_languages(asked, is_test=is_test),
        is_synthetic=asked.is_synthetic,
        place=names[0] if len(names) == 1 else None,
        partners=tuple(sorted(names)),
        questionnaire=asked.questionnaire,
        is_test=is_test,
        contact=asked.contact,
    )


def _languages(asked: Asking, *, is_test: bool) -> tuple[str, ...]:
    """Those of the campaign that readers may choose; a test also reads drafts."""
    known, offered = open_languages(), asked.languages
    if is_test:
        known, offered = LANGUAGES, asked.questionnaire.languages
    return tuple(code for code in offered if code in known) or open_languages()
