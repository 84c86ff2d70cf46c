"""One sampled unit answers page by page, through the same actions that people's posts call."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from app.commands.demo.giving import given_answers
from app.commands.demo.sampling import Sampled
from app.errors import ForeterreError
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Questionnaire
from app.respond import actions
from app.respond.standing import standing
from app.store import keys, responses

MINUTES = (5, 16)  # from the first page to the last; invented
HOURS = (7, 22)  # of the day at which people start; invented


class UnansweredError(ForeterreError):
    """A would-be answer of the synthetic network does not fit its questionnaire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A campaign in the field."""

    campaign: str
    questionnaire: Questionnaire
    opens_on: date
    closes_on: date


def answer(field: Field, sampled: Sampled, rng: np.random.Generator) -> None:
    """Starts a response, answers until the unit breaks off or comes to the end, and sends it.

    Inside a transaction. Raises UnansweredError naming the path and what is wrong with it.
    """
    started = _moment(field, rng)
    key = actions.start(
        field.campaign,
        actions.new_entry(field.campaign),
        sampled.language,
        mode=sampled.mode,
    )
    _draw_from_the_seed(field, key, rng)
    step = standing(key, sampled.language).first_open
    pages = 0
    while step is not None and pages != sampled.breaks_after:
        given = given_answers(sampled, step, rng)
        answered = actions.answer_page(key, step.code, given)
        _check(field, answered)
        step, pages = answered.turn_to, pages + 1
    if step is None:
        actions.send(key)
    _date(key, started, minutes=int(rng.integers(*MINUTES)))


def _check(field: Field, answered: actions.Answered) -> None:
    for violation in answered.outcome.violations:
        raise UnansweredError(
            f"{field.campaign}: the answer to {violation.path} breaks the rule {violation.code!r}: "
            "mend the population in app/commands/demo.",
            path=violation.path,
        )


def _draw_from_the_seed(field: Field, key: str, rng: np.random.Generator) -> None:
    """What chance decides for the response follows the seed of the network, not its key."""
    response = responses.by_key_hash(keys.hashed(key), lock=True)
    response.seed = int(rng.integers(2**31))
    response.answers = dict(system_answers(field.questionnaire, response.seed))


def _moment(field: Field, rng: np.random.Generator) -> datetime:
    """A minute of a day on which the campaign is open."""
    days = (field.closes_on - field.opens_on).days
    day = field.opens_on + timedelta(days=int(rng.integers(days + 1)))
    minutes = int(rng.integers(HOURS[0] * 60, HOURS[1] * 60))
    return datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)


def _date(key: str, started: datetime, *, minutes: int) -> None:
    """The response as it would stand if it had been answered at that time."""
    response = responses.by_key_hash(keys.hashed(key), lock=True)
    ended = started + timedelta(minutes=minutes)
    response.started_at, response.touched_at = started, ended
    if response.core_completed_at is not None:
        response.core_completed_at = ended
    if response.sent_at is not None:
        response.sent_at = ended
