"""The choices of a question as rows, under their headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from app.questionnaire.asked import Asked
from app.questionnaire.model import Choice, QuestionKind
from app.questionnaire.remembering import Remembered
from app.questionnaire.setting import Place
from app.questionnaire.sheet import Sheet
from app.respond.forms import name_of
from app.respond.media import shown_of_choice
from app.web.assets import asset
from app.web.media import Medium
from app.web.texts import _

PICTURES = "pictures.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    text: str
    id: str
    is_chosen: bool
    is_quiet: bool  # set apart: I don't know, none of these, other
    is_alone: bool  # cannot go with another
    is_open: bool  # brings a text of its own
    media: tuple[Medium, ...] = ()
    picture: str = ""  # address, in the easy version


@dataclass(frozen=True, slots=True)
class Group:
    """heading '': rows that stand outside every fold."""

    heading: str
    rows: tuple[Row, ...]
    is_open: bool = True


def groups_of(
    sheet: Sheet, asked: Asked, look: str, chosen: frozenset[str] = frozenset()
) -> tuple[Group, ...]:
    """look: as of look_of(). chosen: codes, places among them."""
    line_id = id_of(name_of(asked.path))
    if asked.question.kind is QuestionKind.MUNICIPALITY:
        return places_of(sheet, asked, line_id, chosen)
    headings = {each.code: sheet.text(each.text) for each in asked.question.families}
    made = []
    for family, choices in runs_of(asked):
        rows = tuple(row_of(sheet, each, line_id, chosen) for each in choices)
        made.append(Group(headings.get(family or "", ""), rows, is_open(asked, rows)))
    missing = tuple(row_of(sheet, each, line_id, chosen) for each in missing_in(asked.choices))
    if missing:
        made.append(Group("", missing))
    if chosen and look in {"rows", "scale"} and not asked.is_required:
        made.append(Group("", (no_answer(line_id),)))
    return tuple(made)


def row_of(sheet: Sheet, choice: Choice, line_id: str, chosen: frozenset[str]) -> Row:
    return Row(
        code=choice.code,
        text=sheet.text(choice.text),
        id=id_of(f"choice-{line_id}-{choice.code}"),
        is_chosen=choice.code in chosen,
        is_quiet=choice.stays_last,
        is_alone=choice.is_exclusive,
        is_open=choice.is_open,
        media=shown_of_choice(sheet, choice),
        picture=picture_of(sheet, choice),
    )


def picture_of(sheet: Sheet, choice: Choice) -> str:
    is_shown = sheet.questionnaire.is_easy and choice.picture is not None
    return f"{asset(PICTURES)}#{choice.picture}" if is_shown else ""


def places_of(
    sheet: Sheet, asked: Asked, line_id: str, chosen: frozenset[str]
) -> tuple[Group, ...]:
    places = sheet.setting.places
    territories = dict.fromkeys(place.territory for place in places)
    groups = []
    for territory in territories:
        inside = [place for place in places if place.territory == territory]
        rows = tuple(
            place_row(each, line_id, chosen)
            for each in sorted(inside, key=lambda place: place.name)
        )
        heading = inside[0].territory_name if len(territories) > 1 else ""
        groups.append(Group(heading, rows, any(row.is_chosen for row in rows)))
    outside = asked.question.outside
    last = (Group("", (row_of(sheet, outside, line_id, chosen),)),) if outside else ()
    return (*groups, *last)


def no_answer(line_id: str) -> Row:
    """What takes a single choice back, which no browser does by itself."""
    return Row(
        code="",
        text=_("No answer"),
        id=id_of(f"choice-{line_id}-no-answer"),
        is_chosen=False,
        is_quiet=True,
        is_alone=False,
        is_open=False,
    )


def place_row(place: Place, line_id: str, chosen: frozenset[str]) -> Row:
    return Row(
        code=place.code,
        text=place.name,
        id=id_of(f"choice-{line_id}-{place.code}"),
        is_chosen=place.code in chosen,
        is_quiet=False,
        is_alone=False,
        is_open=False,
    )


@lru_cache(maxsize=20_000)
def id_of(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")


def runs_of(asked: Asked) -> list[tuple[str | None, list[Choice]]]:
    """Choices by family in their order, without those that stand apart. Those put first, before
    the rest of their family, and those that stay last form groups without a heading."""
    choices = [each for each in asked.choices if not is_apart(each)]
    if not asked.question.families:
        return [(None, choices)] if choices else []
    keyed = [(None if each.stays_last else each.family, each) for each in choices]
    runs = [
        (family, [choice for _family, choice in run])
        for family, run in groupby(keyed, key=lambda pair: pair[0])
    ]
    last_run = {family: place for place, (family, _choices) in enumerate(runs)}
    first = [
        choice
        for place, (family, choices) in enumerate(runs)
        if last_run[family] != place
        for choice in choices
    ]
    rest = [run for place, run in enumerate(runs) if last_run[run[0]] == place]
    return [(None, first), *rest] if first else rest


def is_apart(choice: Choice) -> bool:
    """“I don't know”, “prefer not to say”: always in sight, below the others."""
    return choice.is_missing


def _missing_in(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(each for each in choices if is_apart(each))


missing_in: Remembered[Sequence[Choice], tuple[Choice, ...]] = Remembered(_missing_in)
"""Those of a list that stand apart, whose tuple many share."""


def is_open(asked: Asked, rows: Sequence[Row]) -> bool:
    return not asked.question.is_folded or any(row.is_chosen for row in rows)
