"""From a sent response and the published releases to what is given back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from app.questionnaire.model import Answers
from app.reference.audiences import Audience
from app.reference.cells import NETWORK
from app.respond.feedback import firms, residents, trainers
from app.respond.feedback.blocks import Block
from app.respond.feedback.nearby import Nearby
from app.respond.standing import Door, Standing
from app.store.asking import asking
from app.store.told import told

Blocks: TypeAlias = Callable[[Nearby, Answers], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class Return:
    """What an audience gets back. indicators: that it rests on. asks: questions of the reference
    questionnaire without which nothing of it would mean anything."""

    blocks: Blocks
    indicators: tuple[str, ...]
    asks: tuple[str, ...]


RETURNS: Final[Mapping[str, Return]] = {
    Audience.FIRMS: Return(firms.blocks, firms.INDICATORS, ("F_HIRE", "F_SK", "F_WANT")),
    Audience.RESIDENTS: Return(
        residents.blocks, residents.INDICATORS, ("R_CAN", "R_LEARN", "R_WANT30")
    ),
    Audience.TRAINERS: Return(trainers.blocks, trainers.INDICATORS, ("T_NOW", "T_CAN12")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """place: the territory's name; "" where the response is of none."""

    blocks: tuple[Block, ...]
    release: int
    published_at: datetime
    is_synthetic: bool
    place: str


def return_of(door: Door) -> Return | None:
    """None for other questionnaires than the reference ones: they give nothing back."""
    found = RETURNS.get(door.audience)
    if found is None or any(door.questionnaire.question(code) is None for code in found.asks):
        return None
    return found


def feedback(here: Standing) -> Feedback | None:
    """In the language of the standing. None where nothing is published, or nothing given back."""
    known = return_of(here.door)
    territory = here.territory or NETWORK
    found = None if known is None else told((territory, known.indicators))
    if known is None or found is None:
        return None
    name = asking(here.response.campaign_id).territories.get(territory, "")
    near = Nearby(
        territory=territory,
        book=found.book,
        questionnaire=here.door.questionnaire,
        language=here.language,
    )
    return Feedback(
        blocks=tuple(known.blocks(near, here.response.answers)),
        release=found.release,
        published_at=found.published_at,
        is_synthetic=found.is_synthetic or here.door.is_synthetic,
        place=name,
    )
