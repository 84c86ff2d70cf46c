"""The answers that count, as they are now and as a release counted them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from app.questionnaire.model import Answers
from app.reference.open_codes import RELEASE_KEY as CODES
from app.reference.open_codes import from_document as from_codes
from app.releases import stored_further
from app.releases.behind import behind
from app.releases.frozen_waves import Earlier
from app.releases.stored_margins import from_document
from app.releases.verification import by_source
from app.releases.waves.former import Former, former_in
from app.releases.whole import Sources
from app.store import further_snapshots, releases
from app.store.releases import CountedThen


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A response that counts and lives in a territory. response_id: 0 once it is only a copy."""

    response_id: int = 0
    campaign: str
    audience: str
    territory: str
    answers: Answers


def not_erased(copies: tuple[CountedThen, ...]) -> tuple[Counted, ...]:
    """The copies that still hold answers."""
    return tuple(
        Counted(
            campaign=each.campaign,
            audience=each.audience,
            territory=each.territory,
            answers=each.answers,
        )
        for each in copies
        if each.answers is not None
    )


def earlier_than(number: int, counted: tuple[Counted, ...], sources: Sources) -> Earlier:
    """Release `number` beside what is counted now: which numbers may change, and which stay.

    Of the wave that they are of; a wave before that one is told as its own release tells it.
    """
    held = releases.by_number(number).margins
    copies = tuple(_of_wave(releases.counted(number), former_in(held)))
    before = from_document(held)[0]
    codes = from_codes(held.get(CODES, []), f"Release {number}, {CODES}")
    further = tuple(further_snapshots.of_release(number))
    lists_then = replace(sources.lists, further=stored_further.read(further))
    gone = [
        *((each.audience, each.territory) for each in copies if each.answers is None),
        *((each.kind, each.territory) for each in further if each.content is None),
    ]
    now = tuple(_of_wave(counted, sources.former))
    return Earlier(
        number=number,
        cells={each.key: each for each in releases.cells(number)},
        then=behind(not_erased(copies), before, lists_then, codes),
        now=behind(now, sources.margins, sources.lists, sources.codes),
        erased={
            (territory, audience): count for (audience, territory), count in by_source(gone).items()
        },
    )


Copy = TypeVar("Copy", Counted, CountedThen)


def _of_wave(counted: Iterable[Copy], former: Former | None) -> Iterator[Copy]:
    before = frozenset(former.campaigns) if former is not None else frozenset()
    return (each for each in counted if each.campaign not in before)
