"""What the holder of a campaign's key may see, and the making of that key."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from flask import current_app

from app.collect import known
from app.collect.fieldwork import Breakdown, Day, Fieldwork, Stops
from app.collect.hurrying import hurried
from app.collect.known import Beforehand
from app.collect.protecting import LEAST_SPLIT, Count, protected
from app.collect.recent import Recent
from app.collect.stopping import Gone, stops
from app.collect.strata import INVITATION, Known, place_question, splits_of, strata
from app.collect.tally import Tally, questions_of, tallied
from app.errors import NotFoundError
from app.questionnaire.model import Questionnaire
from app.questionnaire.setting import Place, Setting
from app.questionnaire.sheet import Sheet
from app.store import campaign_keys, campaigns, fieldwork, keys, network, questionnaires
from app.store.campaigns import Campaign
from app.store.database import transaction
from app.store.fieldwork import Walked

IDLE_DAYS = 1  # not touched for as long, an answer not sent counts as left
MOST_LEFT, MOST_SENT = 250, 100  # whose way is walked again; more are drawn by chance
RECENT = "fieldwork counted just now"


def new_key(campaign_code: str, *, replaces: bool = False) -> str:
    """A key for the campaign, told once. Raises NotFoundError, ConflictError."""
    key = keys.new_key()
    with transaction():
        campaign = campaigns.by_code(campaign_code)
        campaign_keys.give(campaign, keys.hashed(key), datetime.now(UTC), replaces=replaces)
    return key


def campaign_of(key: str) -> Campaign:
    """The campaign that a key opens. Raises NotFoundError."""
    if not keys.is_key(key):
        raise NotFoundError("That is no key of a campaign: ask for the address again.")
    return campaign_keys.campaign_of(keys.hashed(key))


def recent_fieldwork(campaign: Campaign) -> Fieldwork:
    """As of now, or of a moment ago where counting takes long."""
    kept = current_app.extensions.setdefault(RECENT, Recent())
    found: Fieldwork = kept.of(campaign.id, lambda: fieldwork_of(campaign, datetime.now(UTC)))
    return found


def fieldwork_of(campaign: Campaign, now: datetime, idle_days: int = IDLE_DAYS) -> Fieldwork:
    """Counted anew. The number of statements does not depend on the number of responses."""
    asked = questionnaires.compiled(campaign.questionnaire_id)
    place, splits = place_question(asked), splits_of(asked)
    tally = tallied(fieldwork.begun(campaign, questions_of(place, splits)), place, splits)
    places = network.places(campaign.territories)
    beforehand = known.beforehand(campaign, asked, places)
    return Fieldwork(
        campaign=campaign.code,
        audience=campaign.audience,
        wave=campaign.wave,
        state=campaign.state(now.date()),
        is_synthetic=campaign.is_synthetic,
        counted_at=now,
        opens_on=campaign.opens_on,
        closes_on=campaign.closes_on,
        started=tally.started,
        core_complete=tally.core_complete,
        sent=tally.sent,
        assisted=_part(tally, tally.assisted),
        easy=_part(tally, tally.easy),
        tests_started=tally.tests_started,
        tests_sent=tally.tests_sent,
        invited=beforehand.invited,
        days=_days(tally),
        languages=_languages(tally),
        breakdowns=_breakdowns(tally, beforehand),
        places=known.named(places),
        territory_names={each.code: each.name for each in campaign.asked_in},
        stops=_stops(campaign, asked, places, (now, idle_days, tally.sent)),
        hurried=hurried(tally.seconds),
    )


def _part(tally: Tally, count: int) -> Count | None:
    """How many of those who sent; the others could be told from it."""
    if tally.sent < LEAST_SPLIT:
        return None
    return protected({"part": count, "others": tally.sent - count})["part"]


def _languages(tally: Tally) -> dict[str, Count]:
    return protected(dict(sorted(tally.languages.items()))) if tally.sent >= LEAST_SPLIT else {}


def _breakdowns(tally: Tally, beforehand: Beforehand) -> tuple[Breakdown, ...]:
    """Without a row where so few sent that any part of them would be small."""
    is_split = tally.sent >= LEAST_SPLIT
    return tuple(
        Breakdown(name=name, strata=strata(each, _sent(tally, name, each)) if is_split else ())
        for name, each in beforehand.known.items()
    )


def _sent(tally: Tally, name: str, beforehand: Known) -> Mapping[str, int]:
    """Of groups that only the inviter knows: what came by personal link."""
    if name == INVITATION:
        return {level: each.sent for level, each in beforehand.invited.items()}
    return tally.levels[name]


def _days(tally: Tally) -> tuple[Day, ...]:
    """Every day from the first start to the last start or sending."""
    if not tally.started_on:
        return ()
    first = min(tally.started_on)
    last = max((*tally.started_on, *tally.sent_on))
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return tuple(
        Day(day=each, started=tally.started_on[each], sent=tally.sent_on[each]) for each in days
    )


def _stops(
    campaign: Campaign,
    asked: Questionnaire,
    places: tuple[Place, ...],
    at: tuple[datetime, int, int],
) -> Stops:
    now, days, sent_count = at
    before = now - timedelta(days=days)
    left_count = fieldwork.left_count(campaign, before=before)

    def walked(rows: Iterable[Walked]) -> list[Sheet]:
        return [_sheet(campaign, asked, places, (each, now.date())) for each in rows]

    left = walked(fieldwork.left(campaign, before=before, at_most=MOST_LEFT))
    sent = walked(fieldwork.sent(campaign, at_most=MOST_SENT))
    return Stops(
        days=days,
        left=left_count,
        left_looked_at=len(left),
        sent_looked_at=len(sent),
        steps=stops(asked, Gone(whole=left_count, drawn=left), Gone(whole=sent_count, drawn=sent)),
    )


def _sheet(
    campaign: Campaign,
    asked: Questionnaire,
    places: tuple[Place, ...],
    of: tuple[Walked, date],
) -> Sheet:
    walked, today = of
    setting = Setting(
        today=today,
        language=walked.language,
        seed=walked.seed,
        places=places,
        options=frozenset(campaign.options),
    )
    return Sheet.of(asked, walked.answers, setting)
