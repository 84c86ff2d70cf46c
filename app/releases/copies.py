"""The answers that count, as they are now and as a release counted them."""

from dataclasses import dataclass, replace

from app.questionnaire.model import Answers
from app.releases import stored_further
from app.releases.behind import behind
from app.releases.frozen_waves import Earlier
from app.releases.lists import Lists
from app.releases.sampling import NetworkMargins
from app.releases.stored_margins import from_document
from app.releases.verification import by_source
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


def earlier_than(
    number: int, counted: tuple[Counted, ...], margins: NetworkMargins, lists: Lists
) -> Earlier:
    """Release `number` beside what is counted now: which numbers may change, and which stay."""
    copies = tuple(releases.counted(number))
    before = from_document(releases.by_number(number).margins)[0]
    further = tuple(further_snapshots.of_release(number))
    lists_then = replace(lists, further=stored_further.read(further))
    gone = [
        *((each.audience, each.territory) for each in copies if each.answers is None),
        *((each.kind, each.territory) for each in further if each.content is None),
    ]
    return Earlier(
        number=number,
        cells={each.key: each for each in releases.cells(number)},
        then=behind(not_erased(copies), before, lists_then),
        now=behind(counted, margins, lists),
        erased={
            (territory, audience): count for (audience, territory), count in by_source(gone).items()
        },
    )
