"""flask campaign key and flask campaign fieldwork."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.campaign import campaign
from app.store.database import transaction
from tests.pages.collect.conftest import add_sample, made_campaign


@pytest.fixture(autouse=True)
def _in_the_field(app: Flask) -> None:
    with app.app_context(), transaction():
        add_sample(made_campaign())


def test_a_key_is_printed_once_and_opens_the_page(app: Flask, runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, ["key", "firms-2026"])
    assert done.exit_code == 0
    address = re.fullmatch(r"http://localhost(/c/[a-z2-7]{26})\n", done.stdout)
    assert address, done.stdout
    assert app.test_client().get(address[1], follow_redirects=True).status_code == 200
    again = runner.invoke(campaign, ["key", "firms-2026"])
    assert again.exit_code == 1
    assert "--new" in again.stderr
    new = runner.invoke(campaign, ["key", "firms-2026", "--new"])
    assert new.exit_code == 0
    assert app.test_client().get(address[1], follow_redirects=True).status_code == 404


def test_an_unknown_campaign_is_named(runner: FlaskCliRunner) -> None:
    for words in (["key", "none"], ["fieldwork", "none"]):
        done = runner.invoke(campaign, words)
        assert done.exit_code == 1
        assert "No campaign 'none'" in done.stderr


def test_the_numbers_of_the_page_are_printed(runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, ["fieldwork", "firms-2026"])
    assert done.exit_code == 0
    assert "90 started, 60 core complete, 60 sent" in done.stdout
    assert "tests: 2 started, 1 sent" in done.stdout
    assert "z10_49: under 5 sent of 60, expected 2.6" in done.stdout
    assert "p1_profile: 20 of 80 stopped (25%)" in done.stdout


def test_as_json_small_counts_are_kept_back_too(runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, ["fieldwork", "firms-2026", "--json"])
    found = json.loads(done.stdout)
    assert (found["started"], found["sent"], found["tests_started"]) == (90, 60, 2)
    (size,) = [each for each in found["breakdowns"] if each["name"] == "size"]
    assert [each["sent"] for each in size["strata"]] == [26, 24, "kept back", "under 5"]


def test_who_counts_as_left_can_be_said(runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, ["fieldwork", "firms-2026", "--json", "--idle-days", "9999"])
    assert json.loads(done.stdout)["stops"]["left"] == 0
