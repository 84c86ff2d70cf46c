"""A test answer goes the way of a real one, says so on each page, and counts nowhere."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.collect import actions
from app.store import answer_tables, campaigns, database, exports
from app.store.responses import Response
from tests.pages.respond.person import Person

SAYS = {"en": "Test: these answers do not count", "fr": "Essai\xa0: ces réponses ne comptent pas"}


def test_link(reader: FlaskClient, key: str, language: str) -> str:
    html = reader.get(f"/{language}/c/{key}").get_data(as_text=True)
    found = re.search(rf'href="(/{language}/s/firms-2026\?test=[0-9a-f]+)"', html)
    assert found, html
    return found[1]


test_link.__test__ = False  # type: ignore[attr-defined]  # the name says what it finds


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_says_that_it_is_a_test(reader: FlaskClient, key: str, language: str) -> None:
    person = Person(reader).open(test_link(reader, key, language))
    assert person.page.kind == "intro"
    assert SAYS[language] in person.html
    person.press().answer({"F_CONSENT": "on", "F_PLACE": "t1"})
    assert person.page.kind == "question"
    assert SAYS[language] in person.html


def test_a_real_answer_says_nothing_of_tests(reader: FlaskClient, key: str) -> None:
    assert key
    person = Person(reader).begin("en", "firms-2026")
    assert SAYS["en"] not in person.html


def test_a_test_counts_apart_and_nowhere_else(app: Flask, reader: FlaskClient, key: str) -> None:
    person = Person(reader).open(test_link(reader, key, "en")).press()
    person.answer({"F_CONSENT": "on", "F_PLACE": "t1"})
    with app.app_context():
        (kept,) = database.db.session.scalars(
            select(Response).where(
                Response.is_test,
                Response.mode == "test",
                Response.touched_at > Response.started_at,
                Response.sent_at.is_(None),
            )
        )
        campaign = campaigns.by_code("firms-2026")
        found = actions.fieldwork_of(campaign, datetime.now(UTC))
        assert kept.campaign_id == campaign.id
        assert (found.tests_started, found.started) == (3, 90)
        assert campaigns.counts()["firms-2026"] == (90, 60)
        assert sum(1 for _row in exports.rows(campaign)) == 90
        assert sum(1 for _row in answer_tables.counted(["firms-2026"])) == 60


@pytest.mark.parametrize("given", ["", "0" * 32, "é"])
def test_a_wrong_pass_begins_nothing(reader: FlaskClient, key: str, given: str) -> None:
    assert key
    assert reader.get(f"/en/s/firms-2026?test={given}").status_code == 404
    assert reader.post(f"/en/s/firms-2026?test={given}").status_code == 404


def test_another_key_ends_the_old_pass(app: Flask, reader: FlaskClient, key: str) -> None:
    link = test_link(reader, key, "en")
    with app.app_context():
        actions.new_key("firms-2026", replaces=True)
    assert reader.get(link).status_code == 404


def test_a_closed_campaign_can_still_be_tried(app: Flask, reader: FlaskClient, key: str) -> None:
    link = test_link(reader, key, "en")
    with app.app_context(), database.transaction():
        campaign = campaigns.by_code("firms-2026")
        campaigns.close(campaign, campaign.questionnaire.saved_at)
    assert Person(reader).begin("en", "firms-2026").page.kind == "closed"
    person = Person(reader).open(link).press()
    assert person.page.kind == "question"
