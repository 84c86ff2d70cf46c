"""Municipalities as the choices of a question."""

from collections.abc import Sequence

from app.questionnaire.model import Choice, Text
from app.questionnaire.remembering import Remembered
from app.questionnaire.setting import Place

ANY_LANGUAGE = "und"  # a name of a place is the same in every language


def choices_for(places: Sequence[Place]) -> tuple[Choice, ...]:
    """In the order given; `territory` and its name are attributes of each."""
    return tuple(
        Choice(
            code=place.code,
            text=Text(ANY_LANGUAGE, {ANY_LANGUAGE: place.name}),
            attributes={"territory": place.territory, "territory_name": place.territory_name},
        )
        for place in places
    )


place_choices: Remembered[Sequence[Place], tuple[Choice, ...]] = Remembered(choices_for)
