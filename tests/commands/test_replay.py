"""The demo's answers, sent again page by page as a person would send them, are stored alike."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.commands.demo.seeding import seed_network
from app.questionnaire.model import Answers, Value
from app.store import campaigns, exports, keys, responses
from app.store.exports import Exported
from tests.pages.respond.person import Person
from tests.programs import ROOT

REPLAYED = {"firms": 8, "residents": 10, "trainers": 2}
SIZE = 0.04  # the smallest in which trainers of every territory answered
MODULE = "F_MODULE"  # only the questionnaire of firms draws one
MOST_STARTS = 40  # the module is drawn: 1 in 2 is the wanted one
MOST_PAGES = 80


@pytest.fixture
def seeded(app: Flask) -> Flask:
    with app.app_context():
        seed_network(ROOT, size=SIZE, seed=None, say=lambda _line: None)
    return app


def sent(app: Flask, audience: str) -> list[Exported]:
    with app.app_context():
        rows = exports.rows(campaigns.by_code(f"w2026-{audience}"))
        return [row for row in rows if row.sent][: REPLAYED[audience]]


def stored(app: Flask, key: str) -> Answers:
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(key), lock=False).answers)


def begun(app: Flask, audience: str, row: Exported) -> Person:
    """A response that drew the module of the one to replay: it must be asked the same pages."""
    for _start in range(MOST_STARTS):
        person = Person(app.test_client()).begin(row.language, f"demo-{audience}")
        if stored(app, person.key).get(MODULE) == row.answers.get(MODULE):
            return person
    raise AssertionError(f"no response drew {row.answers.get(MODULE)} in {MOST_STARTS} starts")


def typed(value: Value) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    return ["on" if value is True else str(value)]


def fields(person: Person, answers: Answers) -> Iterator[tuple[str, list[str]]]:
    """What the page asks, with the answers it got; what it does not ask is not sent."""
    form = next(form for form in person.page.forms if form.ways)
    for name in dict.fromkeys(field.name for field in form.fields):
        path = re.sub(r"\]\.", "]/", name)
        if path in answers:
            yield name, typed(answers[path])


def replayed(app: Flask, audience: str, row: Exported) -> Answers:
    person = begun(app, audience, row)
    for _page in range(MOST_PAGES):
        if person.page.kind == "review":
            break
        person.press(dict(fields(person, row.answers)))
        assert person.status == 200, f"{person.address}: {person.page.invalid}"
    key = person.key
    assert person.press(go="send").page.kind == "thanks"
    return stored(app, key)


@pytest.mark.slow
def test_twenty_of_the_demos_responses_sent_over_http_store_identical_answers(
    seeded: Flask,
) -> None:
    rows = [(audience, row) for audience in REPLAYED for row in sent(seeded, audience)]
    assert len(rows) == 20
    for audience, row in rows:
        assert replayed(seeded, audience, row) == row.answers
    with seeded.app_context():
        counts = campaigns.counts()
    assert {name: counts[f"demo-{name}"][1] for name in REPLAYED} == REPLAYED
