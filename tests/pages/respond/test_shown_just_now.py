"""A page that a post leads to is shown without asking again; nothing is changed for that."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from app.respond import actions, recent
from app.store import campaigns, keys, responses
from app.store.database import transaction
from tests.pages.respond.person import SITE, START, Person

HERE = "127.0.0.1"
LATER = recent.JUST_NOW_SECONDS + 0.01


def answered_elsewhere(app: Flask, person: Person) -> None:
    """Another process writes: this one hears nothing of it."""
    with app.app_context():
        before = responses.seen(keys.hashed(person.key))
        known = recent.just_seen(before.key_hash)
        actions.answer_page(before, "p1", {"S_STAFF": 99, "S_WORK": "farm"})
        recent.forget(before.key_hash)
        if known is not None:
            recent.saw(known)


def test_what_was_seen_a_second_ago_is_asked_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(app.test_client()).begin().answer(START)
    answered_elsewhere(app, person)
    page = f"/en/r/{person.key}/p1"
    assert person.open(page).typed("S_STAFF") == ""
    clock = recent.monotonic() + LATER
    monkeypatch.setattr(recent, "monotonic", lambda: clock)
    assert person.open(page).typed("S_STAFF") == "99"


def test_a_post_on_a_page_that_was_a_second_old_keeps_both_answers(app: Flask) -> None:
    person = Person(app.test_client()).begin().answer(START, SITE)
    answered_elsewhere(app, person)
    person.press({"S_HIRE": "no"})
    with app.app_context():
        kept = responses.seen(keys.hashed(person.key)).answers
    assert (kept["S_STAFF"], kept["S_HIRE"]) == (99, "no")


def test_nobody_is_sent_back_to_a_page_that_another_process_took(app: Flask) -> None:
    person = Person(app.test_client()).to_review()
    with app.app_context():
        taken = responses.seen(keys.hashed(person.key))
        answers = {path: each for path, each in taken.answers.items() if path != "S_HIRE"}
        recent.saw(replace(taken, answers=answers))
    assert person.open(f"/en/r/{person.key}/review").page.kind == "review"


def test_the_end_of_a_campaign_is_shown_at_once_where_it_was_told(app: Flask) -> None:
    person = Person(app.test_client()).begin().answer(START)
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("small"), datetime.now(UTC))
    assert person.open(f"/en/r/{person.key}/p1").page.kind == "closed"


def test_what_was_erased_is_gone_at_once_where_it_was_told(app: Flask) -> None:
    person = Person(app.test_client()).to_review().press(go="send")
    with app.app_context(), transaction():
        actions.erase(keys.receipt_of(person.key), HERE)
    assert Person(app.test_client()).open(f"/en/r/{person.key}/review").status == 404
