"""A panel's plan is fixed before its first round; its experts are known by keys alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from app.errors import ConflictError, NotFoundError
from app.questionnaire.panel import Panel as PanelFile
from app.questionnaire.reading.panels import read_panel
from app.store import network, panels, questionnaires
from app.store.database import db, transaction
from app.store.network import Territory
from app.store.panels import Expert, NewPanel, Panel

pytestmark = pytest.mark.usefixtures("store")
OPEN, CLOSED = date(2026, 6, 1), date(2026, 6, 14)
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)


@cache
def asked() -> PanelFile:
    return read_panel(Path(__file__).parents[2] / "surveys" / "delphi.yaml")


def set_up() -> Panel:
    network.add_territory(
        Territory(code="north", name="North", country="FR", nuts3="FRJ25", languages=("en",))
    )
    return panels.set_up(
        NewPanel(
            code="p1",
            wave="w1",
            questionnaire_id=questionnaires.save(asked().questionnaire).id,
            territories=("north",),
            plan=asked().plan,
            is_synthetic=True,
            set_up_at=datetime(2026, 5, 1, tzinfo=UTC),
        )
    )


def with_expert() -> Expert:
    panel = set_up()
    panels.open_round(panel, OPEN, CLOSED)
    return panels.add_expert(panel, "key 1", territory="north", group="g_res")


def test_what_was_set_up_is_found_as_it_was() -> None:
    with transaction():
        set_up()
    (found,) = panels.of_wave("w1")
    assert panels.plan_of(found) == asked().plan
    assert panels.of_wave("w2") == ()
    with pytest.raises(NotFoundError, match="set it up"):
        panels.by_code("p2")


def test_rules_never_change_once_set_up() -> None:
    with transaction():
        set_up()
    changed = {**panels.by_code("p1").plan, "least_answers": 1}
    with pytest.raises(ConflictError, match="never changes"), transaction():
        panels.by_code("p1").plan = changed


def test_rounds_follow_each_other_up_to_the_last() -> None:
    with transaction():
        panel = set_up()
        assert [panels.open_round(panel, OPEN, CLOSED) for _ in range(3)] == [1, 2, 3]
        with pytest.raises(ConflictError, match="3 rounds"):
            panels.open_round(panel, OPEN, CLOSED)


def test_answers_are_kept_by_round_and_statement() -> None:
    with transaction():
        expert = with_expert()
        panels.answer(expert, 1, {"ST01": {"E_P35": 40}, "ST02": {"E_EXP": "0"}}, answered_at=NOW)
        panels.answer(expert, 1, {"ST01": {"E_P35": 60, "E_LEVER": ("v_rule",)}}, answered_at=NOW)
    (found,) = panels.answered(panels.by_code("p1"))
    assert (found.key, found.territory, found.group) == ("key 1", "north", "g_res")
    assert found.rounds == {
        1: {"ST01": {"E_P35": 60, "E_LEVER": ("v_rule",)}, "ST02": {"E_EXP": "0"}}
    }


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 15)])
def test_a_round_that_is_not_open_takes_no_answer(day: date) -> None:
    moment = datetime.combine(day, NOW.time(), UTC)
    with transaction():
        expert = with_expert()
        with pytest.raises(ConflictError, match="not open"):
            panels.answer(expert, 1, {"ST01": {"E_P35": 40}}, answered_at=moment)
        with pytest.raises(ConflictError, match="not open"):
            panels.answer(expert, 2, {"ST01": {"E_P35": 40}}, answered_at=NOW)


def test_an_unknown_statement_and_a_foreign_territory_are_refused() -> None:
    with transaction():
        expert = with_expert()
        with pytest.raises(NotFoundError, match="ST99"):
            panels.answer(expert, 1, {"ST99": {"E_P35": 40}}, answered_at=NOW)
        with pytest.raises(ConflictError, match="south"):
            panels.add_expert(panels.by_code("p1"), "k", territory="south", group="g_res")


def test_an_expert_is_erased_with_every_answer() -> None:
    with transaction():
        panels.answer(with_expert(), 1, {"ST01": {"E_P35": 40}}, answered_at=NOW)
    with transaction():
        panels.erase("key 1")
    assert list(panels.answered(panels.by_code("p1"))) == []
    assert db.session.query(Expert).count() == 0
    with pytest.raises(NotFoundError, match="key"), transaction():
        panels.erase("key 1")


def test_another_plan_is_another_panel() -> None:
    with transaction():
        panel = set_up()
        other = replace(asked().plan, least_answers=7)
        panels.set_up(
            NewPanel(
                code="p2",
                wave="w1",
                questionnaire_id=panel.questionnaire_id,
                territories=("north",),
                plan=other,
                is_synthetic=True,
                set_up_at=datetime(2026, 5, 2, tzinfo=UTC),
            )
        )
    assert panels.plan_of(panels.by_code("p2")).least_answers == 7
