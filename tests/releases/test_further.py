"""A release keeps what it counted of experts and practices, and is verified from it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.questionnaire.reading.panels import read_panel
from app.questionnaire.reading.practices import read_practices
from app.reference.cells import NETWORK
from app.releases import actions
from app.store import network, panels, practice_trials, practices, questionnaires, releases
from app.store.database import db, transaction
from app.store.further_snapshots import FurtherSnapshot, ReleaseFurther
from app.store.panels import Expert, NewPanel
from app.store.practices import Change, Practice
from tests.releases.conftest import CODES, SEED, WAVE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store", "computed_once")]
SURVEYS = Path(__file__).parents[2] / "surveys"
WORKFLOW = read_practices(SURVEYS / "practices.yaml")
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
PLACES = ("north", "south")


def with_panel() -> None:
    """Six experts of each territory, two rounds of one day, and a practice each."""
    asked = read_panel(SURVEYS / "delphi.yaml")
    plan = replace(asked.plan, statements=asked.plan.statements[:2])
    with transaction():
        panel = panels.set_up(
            NewPanel(
                code="p1",
                wave=WAVE,
                questionnaire_id=questionnaires.save(asked.questionnaire).id,
                territories=PLACES,
                plan=plan,
                is_synthetic=True,
                set_up_at=NOW,
            )
        )
        for _ in range(2):
            panels.open_round(panel, date(2026, 6, 1), date(2026, 6, 14))
        for place in PLACES:
            for number in range(6):
                expert = panels.add_expert(
                    panel, f"{place} {number}", territory=place, group="g_res"
                )
                answer(expert, 1, 20 + 10 * number)
                answer(expert, 2, 30 + 5 * number)
            with_practice(place)


def answer(expert: Expert, number: int, later: int) -> None:
    told = {"E_EXP": "2", "E_P30": later, "E_P35": later, "E_IMP": "good", "E_LEVER": ("v_rule",)}
    panels.answer(expert, number, {"ST01": told, "ST02": told}, answered_at=NOW)


def with_practice(place: str) -> None:
    practice = Practice(
        code=f"practice-{place}",
        territory_code=place,
        language="en",
        texts={},
        targets=(),
        challenges=(),
        services=("sv_group",),
        skills=(),
        activities=(),
        results={},
        conditions={},
        is_relevant=True,
        owner_agrees=True,
        origin="partner",
        is_synthetic=True,
    )
    practices.add(practice, Change(who="Ada", when=NOW, why="told"), WORKFLOW)


def made() -> int:
    with_panel()
    return actions.make(CODES, seed=SEED)


def value(number: int, indicator: str, **by: str) -> float | None:
    wanted = (indicator, NETWORK, tuple(sorted(by.items())))
    (found,) = [
        each.value
        for each in releases.cells(number)
        if (each.indicator, each.territory, each.by) == wanted
    ]
    return found


def test_what_was_counted_is_reproduced_whatever_comes_later() -> None:
    number = made()
    assert value(number, "IND31", measure="practices") == 2.0
    assert value(number, "IND33", horizon="h2035", statement="ST01") == pytest.approx(
        0.42, abs=0.02
    )
    with transaction():
        expert = db.session.scalars(sa.select(Expert).limit(1)).one()
        answer(expert, 2, 95)
        practice = practices.by_code("practice-north")
        moved = Change(who="Ada", when=NOW, why="it exists")
        practice_trials.move(practice, "identified", moved, WORKFLOW)
    found = actions.verify(number)
    assert (found.is_sound, found.reproduced) == (True, len(releases.cells(number)))
    assert found.unrecoverable == ()


def test_the_same_answers_are_copied_once() -> None:
    number = made()
    with transaction():
        expert = db.session.scalars(sa.select(Expert).limit(1)).one()
        answer(expert, 2, 95)
    second = actions.make(CODES, seed=SEED)
    count = sa.select(sa.func.count()).select_from
    assert db.session.scalar(count(FurtherSnapshot)) == 2 * 6 + 2 + 1
    for each in (number, second):
        held = count(ReleaseFurther).where(ReleaseFurther.release_number == each)
        assert db.session.scalar(held) == 2 * 6 + 2
    assert actions.verify(number).is_sound
    assert actions.verify(second).is_sound


def test_an_erased_expert_is_named_and_the_rest_still_compared() -> None:
    number = made()
    with transaction():
        panels.erase("north 0")
    found = actions.verify(number)
    assert found.is_sound
    assert 0 < found.reproduced < len(releases.cells(number))
    (lost,) = found.unrecoverable
    assert (lost.audience, lost.territory, lost.erased) == ("experts", "north", 1)
    assert {"IND32", "IND33", "IND34"} <= set(lost.indicators)
    assert "IND01" not in lost.indicators
    left = db.session.scalars(
        sa.select(FurtherSnapshot).where(FurtherSnapshot.source.is_(None))
    ).one()
    assert (left.kind, left.territory, left.digest, left.content) == (
        "experts",
        "north",
        None,
        None,
    )


def test_a_changed_copy_is_found() -> None:
    number = made()
    with transaction():
        db.session.execute(
            sa.text("UPDATE further_snapshot SET territory = 'south' WHERE source = 'north 1'")
        )
    found = actions.verify(number)
    assert not found.is_sound
    assert [(each.audience, each.territory, each.copies) for each in found.altered] == [
        ("experts", "south", 1)
    ]


def test_a_release_without_a_panel_says_so() -> None:
    number = actions.make(CODES, seed=SEED)
    notes = releases.by_number(number).margins["notes"]
    assert isinstance(notes, list)
    assert any("no panel has answered yet" in str(each) for each in notes)
    assert network.territories()
    assert not [each for each in releases.cells(number) if each.audience == "experts"]
