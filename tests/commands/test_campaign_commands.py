"""flask campaign: opened, listed, closed; errors name the mend."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.campaign import campaign
from app.store import asking, campaigns, questionnaires
from app.store.database import transaction
from tests import made_store

OPEN = (
    "open", "firms-2026", "--questionnaire", "firms", "--wave", "w2026",
    "--territory", "demo_fr", "--territory", "demo_es",
    "--from", "2026-03-02", "--to", "2026-05-15",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _loaded(app: Flask) -> None:
    with app.app_context(), transaction():
        made_store.territories()
        questionnaires.save(made_store.questionnaire())


def test_an_opened_campaign_is_listed_with_its_counts(app: Flask, runner: FlaskCliRunner) -> None:
    assert runner.invoke(campaign, [*OPEN, "--language", "fr"]).exit_code == 0
    with app.app_context(), transaction():
        opened = campaigns.by_code("firms-2026")
        made_store.response(opened, {})
        made_store.response(opened, {}, is_sent=False)
    done = runner.invoke(campaign, ["list", "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == [
        {
            "code": "firms-2026",
            "audience": "firms",
            "languages": ["fr"],
            "territories": ["demo_es", "demo_fr"],
            "started": 2,
            "sent": 1,
        }
    ]
    assert "firms-2026  closed  2 started, 1 sent" in runner.invoke(campaign, ["list"]).stdout


def test_whom_people_may_turn_to_is_kept_by_language(app: Flask, runner: FlaskCliRunner) -> None:
    said = ("--contact", "en=Town hall, room = 3", "--contact", "fr= Mairie ")
    assert runner.invoke(campaign, [*OPEN, *said]).exit_code == 0
    with app.app_context():
        opened = campaigns.by_code("firms-2026")
        assert opened.contact == {"en": "Town hall, room = 3", "fr": "Mairie"}
        assert asking.asking(opened.id).contact == opened.contact


def test_a_contact_is_said_in_every_language_or_in_none(runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, [*OPEN, "--contact", "en=Town hall"])
    assert done.exit_code == 1
    assert "not said in fr" in done.output
    spoken = [*OPEN, "--language", "en", "--contact", "en=Town hall"]
    assert runner.invoke(campaign, spoken).exit_code == 0


@pytest.mark.parametrize("text", ["Town hall", "en=", "=Town hall"])
def test_a_contact_without_its_language_is_wrong_usage(runner: FlaskCliRunner, text: str) -> None:
    done = runner.invoke(campaign, [*OPEN, "--contact", text])
    assert done.exit_code == 2
    assert "names no language" in done.output


def test_an_empty_list_says_how_to_begin(runner: FlaskCliRunner) -> None:
    assert "campaign open" in runner.invoke(campaign, ["list"]).stdout
    assert json.loads(runner.invoke(campaign, ["list", "--json"]).stdout) == []


def test_a_closed_campaign_takes_no_more(app: Flask, runner: FlaskCliRunner) -> None:
    runner.invoke(campaign, OPEN)
    assert runner.invoke(campaign, ["close", "firms-2026"]).exit_code == 0
    with app.app_context():
        found = campaigns.by_code("firms-2026")
        assert found.state(found.opens_on) == "closed"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("close", "none"), "campaign list"),
        ((*OPEN[:7], "demo_xx", *OPEN[8:]), "demo_xx"),
        (("open", "x", "--questionnaire", "none", *OPEN[4:]), "'none'"),
        ((*OPEN, "--language", "de"), "de"),
    ],
)
def test_an_input_at_fault_exits_1_and_says_how_to_mend_it(
    runner: FlaskCliRunner, words: tuple[str, ...], named: str
) -> None:
    done = runner.invoke(campaign, words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert named in done.stderr


def test_wrong_usage_exits_2(runner: FlaskCliRunner) -> None:
    done = runner.invoke(campaign, [*OPEN[:-1], "15/05/2026"])
    assert done.exit_code == 2
    assert "2026-03-02" in done.stderr
    assert runner.invoke(campaign, ["open", "x"]).exit_code == 2
