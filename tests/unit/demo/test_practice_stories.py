"""The synthetic practices come as far as the network's file states, day after day."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from app.commands.demo.facts import Facts
from app.commands.demo.practice_stories import draw_stories, read_counts, visit_day
from app.errors import InvalidError
from app.questionnaire.reading.practices import read_practices

SURVEYS = Path(__file__).parents[3] / "surveys"
WORKFLOW = read_practices(SURVEYS / "practices.yaml")
FILE = yaml.safe_load((SURVEYS / "demo_network.yaml").read_text("utf-8"))
COUNTS = read_counts(Facts.of(FILE, "network"))
STORIES = draw_stories(COUNTS, WORKFLOW.states, seed=5)


def came(state: str) -> int:
    return sum(state in each.days for each in STORIES)


def test_as_many_come_to_each_step_as_the_file_states() -> None:
    stated = FILE["practices"]
    assert len(STORIES) == stated["identified"] == 46
    assert came("observed") == stated["observed"]
    assert came("experimenting") == stated["experimented"]
    assert came("evaluated") == stated["evaluated"]
    assert came("transferred") == stated["transferred"]
    assert came("abandoned_with_lessons") == stated["abandoned_with_lessons"]


def test_practices_are_in_every_state() -> None:
    assert {each.last for each in STORIES} == {*WORKFLOW.states, *WORKFLOW.exits}


def test_each_day_comes_after_the_one_before() -> None:
    for story in STORIES:
        days = list(story.days.values())
        assert days == sorted(days)
        if story.visit is not None:
            assert story.days["observed"] == visit_day(story.visit)


def test_every_visit_sees_something() -> None:
    assert {each.visit for each in STORIES if each.visit is not None} == set(range(COUNTS.visits))


def test_the_same_seed_tells_the_same() -> None:
    assert draw_stories(COUNTS, WORKFLOW.states, seed=5) == STORIES
    assert draw_stories(COUNTS, WORKFLOW.states, seed=6) != STORIES


def test_counts_that_contradict_each_other_are_refused() -> None:
    told = {"practices": {**FILE["practices"], "evaluated": 20}}
    with pytest.raises(InvalidError, match="contradict"):
        read_counts(Facts.of(told, "network"))
    assert replace(COUNTS, evaluated=6) == COUNTS
