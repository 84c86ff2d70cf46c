"""flask erase: a receipt, however typed, erases its response."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.erase import erase
from app.store import campaigns, keys
from app.store.database import transaction
from tests import made_store

KEY = "abcdefghijklmnopqrstuvwx23"


def test_a_receipt_erases_its_response_once(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context(), transaction():
        campaign = made_store.campaign()
        made_store.response(campaign, {"F_EMP": 3}, KEY)
        made_store.response(campaign, {"F_EMP": 4})
        receipt = keys.receipt_of(KEY)
    assert runner.invoke(erase, [f" {receipt.lower().replace('-', ' ')} "]).exit_code == 0
    with app.app_context():
        assert campaigns.counts() == {"firms-2026": (1, 1)}
    again = runner.invoke(erase, [receipt])
    assert again.exit_code == 1
    assert "16 letters and digits" in again.stderr


@pytest.mark.parametrize("typed", ["none", "AAAA-BBBB-CCCC", "0000-0000-0000-0000"])
def test_an_unknown_receipt_says_how_one_looks(runner: FlaskCliRunner, typed: str) -> None:
    done = runner.invoke(erase, [typed])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "K7MQ-4TPX-9D2A-V0WB" in done.stderr
