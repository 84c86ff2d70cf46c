"""flask retention: what the privacy notes promise goes on its day; no published number does."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.retention import retention
from app.reference.cells import Cell
from app.store import campaigns, contacts, invitations, keys, releases, responses
from app.store.database import db, transaction
from app.store.erasures import Erasure
from app.store.invitations import Invitation, InvitedCount
from app.store.retention import REMOVED_AT_ONCE, months_before
from tests import made_store

SENT = "abcdefghijklmnopqrstuvwx23"
CELL = Cell(
    indicator="IND01", territory="demo_fr", audience="firms", by=(), value=0.5, low=0.4, high=0.6,
    n=12,
)  # fmt: skip


@pytest.fixture(autouse=True)
def seeded(app: Flask) -> None:
    """Sent, with a contact; begun only, with a contact; begun and past the core."""
    with app.app_context(), transaction():
        campaign = made_store.campaign()
        contacts.keep(made_store.response(campaign, {"F_EMP": 3}, SENT), {"email": "a@example.org"})
        begun = made_store.response(campaign, {"F_EMP": 4}, "b" * 26, is_sent=False)
        begun.core_completed_at = None
        contacts.keep(begun, {"phone": "1"})
        made_store.response(campaign, {"F_EMP": 5}, "c" * 26, is_sent=False)
        responses.erase(made_store.response(campaign, {"F_EMP": 6}, "d" * 26))
        for erasure in db.session.scalars(db.select(Erasure)):
            erasure.erased_on = date(2026, 3, 3)
        for contact in db.session.scalars(db.select(contacts.Contact)):
            contact.created_on = date(2026, 3, 2)
        releases.create(made_store.new_release(), made_store.counted_now(), [CELL])


def told(runner: FlaskCliRunner, command: str, day: str, *more: str) -> dict[str, int]:
    done = runner.invoke(retention, [command, "--today", day, "--json", *more])
    assert done.exit_code == 0, done.output
    what = "due" if command == "show" else "removed"
    return {each["rule"]: each[what] for each in json.loads(done.output)["rules"]}


DUE = {
    "2026-08-12": {"contacts": 0, "drafts": 0, "invitations": 0, "answers": 0, "erasures": 0},
    "2026-08-13": {"contacts": 0, "drafts": 1, "invitations": 0, "answers": 0, "erasures": 0},
    "2028-03-01": {"contacts": 0, "drafts": 1, "invitations": 0, "answers": 0, "erasures": 0},
    "2028-03-02": {"contacts": 2, "drafts": 1, "invitations": 0, "answers": 0, "erasures": 0},
    "2036-03-01": {"contacts": 2, "drafts": 1, "invitations": 0, "answers": 0, "erasures": 0},
    "2036-03-02": {"contacts": 2, "drafts": 1, "invitations": 0, "answers": 3, "erasures": 0},
    "2036-03-03": {"contacts": 2, "drafts": 1, "invitations": 0, "answers": 3, "erasures": 1},
}


@pytest.mark.parametrize("day", DUE)
def test_what_is_due_is_counted_and_nothing_removed(runner: FlaskCliRunner, day: str) -> None:
    assert told(runner, "show", day) == DUE[day]
    assert told(runner, "show", day) == DUE[day]


def test_drafts_go_with_their_contacts(app: Flask, runner: FlaskCliRunner) -> None:
    assert told(runner, "run", "2026-08-13")["drafts"] == 1
    with app.app_context():
        assert campaigns.counts() == {"firms-2026": (2, 1)}
        found = responses.by_receipt_hash(keys.hashed(keys.receipt_of(SENT)))
        assert contacts.read(found) == {"email": "a@example.org"}
        assert db.session.scalar(db.select(db.func.count()).select_from(contacts.Contact)) == 1


def test_contacts_go_and_answers_stay(app: Flask, runner: FlaskCliRunner) -> None:
    assert told(runner, "run", "2028-03-02")["contacts"] == 2
    with app.app_context():
        found = responses.by_receipt_hash(keys.hashed(keys.receipt_of(SENT)))
        assert (contacts.read(found), found.answers) == ({}, {"F_EMP": 3})
    assert told(runner, "run", "2028-03-02")["contacts"] == 0


def test_contacts_go_once_the_results_were_sent(app: Flask, runner: FlaskCliRunner) -> None:
    found = told(runner, "run", "2026-06-01", "--results-sent", "firms-2026")
    assert found == {"contacts": 2, "drafts": 0, "invitations": 0, "answers": 0, "erasures": 0}
    unknown = runner.invoke(retention, ["run", "--results-sent", "none"])
    assert (unknown.exit_code, "campaign list" in unknown.stderr) == (1, True)
    with app.app_context():
        assert campaigns.counts() == {"firms-2026": (3, 1)}


def test_answers_go_with_their_copies_and_numbers_stay(app: Flask, runner: FlaskCliRunner) -> None:
    assert told(runner, "run", "2036-03-03") == {
        "contacts": 2, "drafts": 1, "invitations": 0, "answers": 2, "erasures": 1,
    }  # fmt: skip
    with app.app_context():
        assert campaigns.counts() == {"firms-2026": (0, 0)}
        assert [each.answers for each in releases.counted(1)] == [None] * 2
        assert releases.cells(1) == (CELL,)
        assert db.session.scalars(db.select(Erasure)).all() == []


def test_many_go_in_several_transactions(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context(), transaction():
        campaign = campaigns.by_code("firms-2026")
        for _ in range(REMOVED_AT_ONCE + 1):
            made_store.response(campaign, {}, is_sent=False).core_completed_at = None
    assert told(runner, "run", "2027-01-01")["drafts"] == REMOVED_AT_ONCE + 2


def test_a_campaign_closed_by_hand_counts_from_that_day(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("firms-2026"), datetime(2026, 4, 1, 9, tzinfo=UTC))
    assert told(runner, "show", "2026-06-29")["drafts"] == 0
    assert told(runner, "show", "2026-06-30")["drafts"] == 1


def test_what_was_erased_is_listed_for_a_restore(runner: FlaskCliRunner, tmp_path: Path) -> None:
    out = tmp_path / "erased.jsonl"
    done = runner.invoke(retention, ["list-erased", str(out)])
    assert (done.exit_code, out.stat().st_mode & 0o777) == (0, 0o600)
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [sorted(each) for each in lines] == [["SECRET_KEY", "format"], ["digest", "erased_on"]]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 120, date(2016, 12, 31)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_wrong_day_is_wrong_usage(runner: FlaskCliRunner) -> None:
    assert runner.invoke(retention, ["show", "--today", "soon"]).exit_code == 2


def invite(reference: str, response_id: int | None = None) -> None:
    campaign = campaigns.by_code("firms-2026")
    invitations.add_all([
        Invitation(
            campaign_id=campaign.id, token_hash=keys.hashed(reference), prefill={"F_EMP": 3},
            reference_hash=keys.reference_hash(campaign.id, reference), response_id=response_id,
            invited_on=date(2026, 3, 2),
        )
    ])  # fmt: skip


def test_who_was_invited_still_counts_but_nobody_can_tell_who(
    app: Flask, runner: FlaskCliRunner
) -> None:
    with app.app_context(), transaction():
        draft, sent = (
            responses.by_key_hash(keys.hashed(key), lock=False) for key in ("b" * 26, SENT)
        )
        invite("F0001", draft.id)
        invite("F0002", sent.id)
        invite("F0003")
    assert told(runner, "show", "2026-08-12")["invitations"] == 0
    assert told(runner, "show", "2026-08-13")["invitations"] == 1
    found = told(runner, "run", "2026-08-13")
    assert (found["drafts"], found["invitations"]) == (1, 2)
    assert told(runner, "run", "2026-08-13")["invitations"] == 0
    with app.app_context():
        campaign = campaigns.by_code("firms-2026")
        assert invitations.counts(campaign) == (
            InvitedCount(stratum="", municipality_code=None, invited=3, begun=1, sent=1),
        )
        hashes = {keys.reference_hash(campaign.id, each) for each in ("F0001", "F0002", "F0003")}
        kept = [each for each in db.session.query(Invitation) if each.reference_hash in hashes]
        assert [each.prefill for each in kept] == [{"F_EMP": 3}]
