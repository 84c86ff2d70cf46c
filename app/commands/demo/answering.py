"""One sampled unit answers page by page, through the same actions that people's posts call."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np

from app.commands.demo.giving import given_answers
from app.commands.demo.sampling import Sampled
from app.errors import ForeterreError
from app.questionnaire.drawing import system_answers
from app.questionnaire.outline import outline_of
from app.questionnaire.path import first_open
from app.respond import actions
from app.respond.beginning import Manner
from app.respond.consenting import is_agreed
from app.respond.standing import sheet_of
from app.store import keys, questionnaires, responses
from app.store.asking import asking
from app.store.campaigns import Campaign
from app.store.responses import Seen

MINUTES = (5, 16)  # from the first page to the last; invented
HOURS = (7, 22)  # of the day at which people start; invented


class UnansweredError(ForeterreError):
    """A would-be answer of the synthetic network does not fit its questionnaire."""


def answer(campaign: Campaign, sampled: Sampled, rng: np.random.Generator) -> int:
    """Starts a response, answers until the unit breaks off or comes to the end, and sends it.

    Inside a transaction. Returns the response's number in the store.
    Raises UnansweredError naming the path and what is wrong.
    """
    started = _moment(campaign, rng)
    manner = Manner(language=sampled.language, mode=sampled.mode)
    key = actions.start(campaign.code, actions.new_entry(campaign.code), manner)
    response = _drawn_from_the_seed(campaign, key, rng)
    step = first_open(sheet_of(response, sampled.language))
    pages = 0
    while step is not None and pages != sampled.breaks_after:
        answered = actions.answer_page(response, step.code, given_answers(sampled, step, rng))
        _check(campaign, answered)
        response, step, pages = answered.response, answered.turn_to, pages + 1
    if sampled.breaks_after is None:
        actions.send(response, key)
    _date(key, started, minutes=int(rng.integers(*MINUTES)))
    return response.id


def _check(campaign: Campaign, answered: actions.Answered) -> None:
    for violation in answered.outcome.violations:
        raise UnansweredError(
            f"{campaign.code}: the answer to {violation.path} breaks the rule {violation.code!r}: "
            "mend the population in app/commands/demo.",
            path=violation.path,
        )


def _drawn_from_the_seed(campaign: Campaign, key: str, rng: np.random.Generator) -> Seen:
    """What chance decides for the response follows the seed of the network, not its key."""
    questionnaire = questionnaires.compiled(campaign.questionnaire_id)
    seed = int(rng.integers(2**31))
    response = responses.seen(keys.hashed(key))
    drawn = system_answers(questionnaire, seed)
    responses.change(response.id, {"seed": seed, "answers": drawn})
    return replace(response, seed=seed, answers=drawn)


def _moment(campaign: Campaign, rng: np.random.Generator) -> datetime:
    """A minute of a day on which the campaign is open."""
    days = (campaign.closes_on - campaign.opens_on).days
    day = campaign.opens_on + timedelta(days=int(rng.integers(days + 1)))
    minutes = int(rng.integers(HOURS[0] * 60, HOURS[1] * 60))
    return datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)


def _date(key: str, started: datetime, *, minutes: int) -> None:
    """The response as it would stand if it had been answered at that time."""
    ended, response = started + timedelta(minutes=minutes), responses.seen(keys.hashed(key))
    outline = outline_of(asking(response.campaign_id).questionnaire)
    responses.change(
        response.id,
        {
            "started_at": started,
            "touched_at": ended,
            "core_completed_at": ended if response.core_completed_at else None,
            "sent_at": ended if response.sent_at else None,
            "consented_at": started if is_agreed(response.answers, outline) else None,
        },
    )
