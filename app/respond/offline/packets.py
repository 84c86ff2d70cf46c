"""A packet: all that was answered without a connection, put to its response step by step as the
pages do, so that every good answer is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.questionnaire.asked import Asked
from app.questionnaire.checks import Violation
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step, steps
from app.questionnaire.sheet import Sheet
from app.reference.words import Words
from app.respond import actions
from app.respond.forms import StepForm, given_answers
from app.respond.sifting import sifted
from app.respond.standing import sheet_of
from app.respond.turning import turn_help, turn_words
from app.store import keys, responses
from app.store.responses import Seen

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

LEAVE = "back"  # keeps what was answered, passes nothing, sends nothing
SEND = "send"


@dataclass(frozen=True, slots=True)
class Packet:
    """fields: by the names that the pages give them. go: SEND or LEAVE. is_easy: in the words of
    the easy version. is_assisted: whether somebody helped; None: as it was said before."""

    fields: "MultiDict[str, str]"
    language: str
    go: str = SEND
    is_easy: bool = False
    is_assisted: bool | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a packet. receipt: once it is sent; else step says where something is open,
    and wrong what cannot be taken, by the code of its step. response: as it is now."""

    response: Seen
    receipt: str | None = None
    step: str | None = None
    wrong: Mapping[str, tuple[Violation, ...]] = field(default_factory=dict)


def take(key: str, packet: Packet) -> Taken:
    """The same packet once more changes nothing, and gives the same receipt.

    Raises NotFoundError.
    """
    seen = responses.seen(keys.hashed(key))
    if seen.sent_at is not None:
        return Taken(seen, keys.receipt_of(key))
    try:
        seen, wrong = put(turned(seen, packet), key, packet)
        if packet.go == LEAVE or wrong:
            return Taken(seen, step=next(iter(wrong), None), wrong=wrong)
        return Taken(seen, actions.send(seen, key))
    except actions.AlreadySentError:
        return Taken(seen, keys.receipt_of(key))
    except actions.IncompleteError as error:
        return Taken(seen, step=error.step, wrong={error.step: error.violations})


def turned(seen: Seen, packet: Packet) -> Seen:
    """The response in the words of the packet, and with its help. Raises AlreadySentError."""
    is_assisted = seen.is_assisted if packet.is_assisted is None else packet.is_assisted
    has_other_words = Words(seen.words).is_easy is not packet.is_easy
    has_other_help = seen.is_assisted is not is_assisted
    if has_other_words:
        turn_words(seen, to_easy=packet.is_easy)
    if has_other_help:
        turn_help(seen, is_assisted=is_assisted)
    return responses.seen(seen.key_hash) if has_other_words or has_other_help else seen


def put(seen: Seen, key: str, packet: Packet) -> tuple[Seen, dict[str, tuple[Violation, ...]]]:
    """The response after all steps that the answers lead to, and what was not taken."""
    wrong: dict[str, tuple[Violation, ...]] = {}
    done: set[str] = set()
    while (found := next_step(sheet_of(seen, packet.language), done)) is not None:
        done.add(found.code)
        sent = sent_of(seen, key, found, packet)
        answered = actions.answer_sent(seen, found.code, sent)
        seen = answered.response
        if answered.outcome.violations and packet.go != LEAVE:
            wrong[found.code] = answered.outcome.violations
        if is_declined(found.asked, answered.outcome.violations):
            break
    return seen, wrong


def next_step(sheet: Sheet, done: set[str]) -> Step | None:
    """The first that was not put yet: each answer may bring in steps further on."""
    return next((each for each in steps(sheet) if each.code not in done), None)


def sent_of(seen: Seen, key: str, found: Step, packet: Packet) -> actions.Sent:
    form = StepForm(found.asked, key)
    sheet = sheet_of(seen, packet.language)
    form.take(sifted(packet.fields, form.names, sheet.questionnaire).kept)
    given = given_answers(form, found.asked, packet.language, sheet.setting.places)
    go = LEAVE if packet.go == LEAVE else "next"
    return actions.Sent(given=given, go=go, language=packet.language)


def is_declined(asked: tuple[Asked, ...], wrong: tuple[Violation, ...]) -> bool:
    """Without a consent that is needed, nothing further is stored."""
    refused = {each.path for each in wrong}
    consents = (each for each in asked if each.question.kind is QuestionKind.CONSENT)
    return any(each.path in refused for each in consents)
