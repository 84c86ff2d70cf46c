"""The lists of the reference questionnaires, in a territory of four municipalities."""

from dataclasses import replace
from functools import cache

from app.releases.asked_lists import lists_of
from app.releases.lists import Lists
from tests.releases.conftest import questionnaire

MINUTES = {"town": 0.0, "mill": 10.0, "ford": 20.0, "moor": 25.0}


@cache
def real_lists() -> Lists:
    asked = {name: questionnaire(name) for name in ("firms", "residents", "trainers")}
    return replace(
        lists_of(asked), minutes_to_town=MINUTES, tongues={"north": ("fr",), "south": ("fr",)}
    )
