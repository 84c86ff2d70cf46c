"""Practices pass their gates in the store too, and every change keeps who, when and why."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import ConflictError, InvalidError, NotFoundError
from app.questionnaire.reading.practices import read_practices
from app.store import network, practice_trials, practices
from app.store.database import transaction
from app.store.network import Territory
from app.store.practice_trials import Evaluation, Experiment, Observation, Transfer, Visit
from app.store.practices import Change, Practice

pytestmark = pytest.mark.usefixtures("store")
WORKFLOW = read_practices(Path(__file__).parents[2] / "surveys" / "practices.yaml")
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
MARKS = dict.fromkeys(WORKFLOW.fit, 3)


def change(days: int) -> Change:
    return Change(who="Ada", when=FIRST + timedelta(days=days), why=f"day {days}")


def lead(**fields: object) -> Practice:
    for code in ("north", "south"):
        network.add_territory(
            Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("en",))
        )
    given: dict[str, object] = {
        "code": "shared-hr",
        "territory_code": "north",
        "language": "en",
        "texts": {"title": {"en": "Shared HR"}},
        "targets": ("firms",),
        "challenges": ("balance",),
        "services": ("sv_sharedhr",),
        "skills": (),
        "activities": (),
        "results": {},
        "conditions": {},
        "origin": "partner",
        "is_synthetic": True,
    }
    return practices.add(Practice(**{**given, **fields}), change(0), WORKFLOW)


def move(practice: Practice, to: str, days: int) -> None:
    practice_trials.move(practice, to, change(days), WORKFLOW)


def documented() -> Practice:
    practice = lead(is_relevant=True, owner_agrees=True, cost_band="lt5k")
    both = {"en": "a", "fr": "b"}
    practice.texts = {**practice.texts, "problem": both, "how_it_works": both}
    practice.results = {"1": {"what": "firms", "value": 4, "source": "own count"}}
    move(practice, "identified", 1)
    move(practice, "documented", 2)
    return practice


def observed() -> Practice:
    practice = documented()
    day = date(2024, 1, 5)
    practice_trials.visit(Visit(code="v1", territory_code="north", starts_on=day, ends_on=day))
    for days in (4, 5):
        practice_trials.observe(seen("south"), change(days), WORKFLOW)
    move(practice, "observed", 6)
    return practice


def seen(place: str, **fit: int) -> Observation:
    return Observation(
        practice_code="shared-hr",
        visit_code="v1",
        territory_code=place,
        fit={**MARKS, **fit},
        texts={},
    )


def trial(**fields: object) -> Experiment:
    given: dict[str, object] = {
        "code": "trial",
        "practice_code": "shared-hr",
        "territory_code": "north",
        "hypothesis": "It helps.",
        "indicator": "IND03",
        "baseline": {"value": 0.4, "n": 20},
        "starts_on": date(2024, 2, 1),
        "ends_on": date(2024, 6, 1),
    }
    return Experiment(**{**given, **fields})


def transferable() -> Practice:
    practice = observed()
    tried = trial()
    practice_trials.plan(tried, change(20))
    move(practice, "experimenting", 21)
    practice_trials.end(tried, "worked", {"value": 0.6, "n": 20}, change(160), WORKFLOW)
    judged = Evaluation(
        experiment_code="trial",
        territory_code="south",
        marks=dict.fromkeys(WORKFLOW.criteria, 3),
        strength="measured",
        verdict="transfer",
    )
    practice_trials.evaluate(judged, change(170), WORKFLOW)
    move(practice, "evaluated", 171)
    practice.conditions, practice.kit = {"host": {"needed": "must"}}, "kit.pdf"
    move(practice, "transferable", 180)
    return practice


def test_a_practice_goes_from_a_lead_to_a_lasting_transfer() -> None:
    with transaction():
        practice = transferable()
        taken = Transfer(practice_code=practice.code, territory_code="south")
        practice_trials.transfer(taken, change(190))
        practice_trials.go_on(taken, "started", change(200))
        with pytest.raises(ConflictError, match="12 months"):
            practice_trials.go_on(taken, "running_12m", change(400))
        with pytest.raises(ConflictError, match="run for 12 months"):
            move(practice, "transferred", 401)
        practice_trials.go_on(taken, "running_12m", change(565))
        move(practice, "transferred", 566)
    found = practices.by_code("shared-hr")
    assert found.state == "transferred"
    assert list(practices.entered(found)) == list(WORKFLOW.states)
    journal = practices.changes(found)
    assert [each.number for each in journal] == list(range(1, len(journal) + 1))
    assert {each.subject for each in journal} == {
        *("practice", "observation", "experiment", "evaluation", "transfer")
    }
    assert (journal[0].changed_by, journal[0].changed_at, journal[0].why) == (
        *("Ada", FIRST, "day 0"),
    )


def test_a_gate_says_what_is_missing() -> None:
    with transaction():
        practice = lead()
        with pytest.raises(ConflictError, match="ask its owner to agree"):
            move(practice, "identified", 1)
        assert practice.state == "lead"
        with pytest.raises(ConflictError, match="moves to identified"):
            move(practice, "observed", 1)


def test_observers_of_the_same_territory_do_not_open_the_gate() -> None:
    with transaction():
        practice = documented()
        day = date(2024, 1, 5)
        practice_trials.visit(Visit(code="v1", territory_code="north", starts_on=day, ends_on=day))
        for place in ("north", "south"):
            practice_trials.observe(seen(place), change(5), WORKFLOW)
        with pytest.raises(ConflictError, match="two people of other territories"):
            move(practice, "observed", 6)


def test_marks_are_whole_and_from_0_to_4() -> None:
    with transaction():
        observed()
        with pytest.raises(InvalidError, match="from 0 to 4"):
            practice_trials.observe(seen("south", time=5), change(7), WORKFLOW)
        with pytest.raises(InvalidError, match="'taste'"):
            practice_trials.observe(seen("south", taste=1), change(7), WORKFLOW)


def test_an_experiment_ends_after_its_last_day_unless_it_is_stopped() -> None:
    with transaction():
        observed()
        tried = trial()
        practice_trials.plan(tried, change(20))
        with pytest.raises(ConflictError, match="runs until 2024-06-01"):
            practice_trials.end(tried, "worked", {"value": 1}, change(100), WORKFLOW)
        with pytest.raises(InvalidError, match="choose one of"):
            practice_trials.end(tried, "fine", {"value": 1}, change(200), WORKFLOW)
        practice_trials.end(tried, "stopped", {"value": 1}, change(100), WORKFLOW)
        assert tried.outcome == "stopped"
        with pytest.raises(InvalidError, match="plan it with its days"):
            practice_trials.plan(trial(code="t2", ends_on=date(2024, 1, 1)), change(101))


def test_a_transfer_goes_elsewhere_and_in_its_turn() -> None:
    with transaction():
        transferable()
        home = Transfer(practice_code="shared-hr", territory_code="north")
        with pytest.raises(InvalidError, match="another one"):
            practice_trials.transfer(home, change(190))
        taken = Transfer(practice_code="shared-hr", territory_code="south")
        practice_trials.transfer(taken, change(190))
        with pytest.raises(ConflictError, match="agreed does not become running_12m"):
            practice_trials.go_on(taken, "running_12m", change(600))
        practice_trials.go_on(taken, "stopped", change(600))
        with pytest.raises(ConflictError, match="does not become"):
            practice_trials.go_on(taken, "started", change(601))


def test_the_journal_goes_forward_and_never_changes() -> None:
    with transaction():
        practice = lead(is_relevant=True, owner_agrees=True)
        move(practice, "identified", 10)
        with pytest.raises(ConflictError, match="later moment"):
            move(practice, "archived", 9)
    with pytest.raises(ConflictError, match="never changes"), transaction():
        practices.changes(practices.by_code("shared-hr"))[0].why = "other"


def test_a_change_needs_who_and_why() -> None:
    with pytest.raises(InvalidError, match="write both"):
        Change(who=" ", when=FIRST, why="because")


def test_unknown_codes_are_refused() -> None:
    with transaction(), pytest.raises(InvalidError, match="cost_bands"):
        lead(cost_band="free")
    with pytest.raises(NotFoundError, match="add it first"):
        practices.by_code("none")
