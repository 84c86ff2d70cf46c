"""Answering asks little of the database: counted for each request, BEGIN, COMMIT and PRAGMA not."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import db, transaction
from tests.programs import ROOT
from tests.speed.person import TOKEN, Exchange, Person

MOST_OF_A_POST, MOST_OF_A_GET = 5, 4
UNCOUNTED = ("BEGIN", "COMMIT", "PRAGMA", "ROLLBACK")


class CountingLine:
    """Requests in this process, each with its number of statements."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.statements: list[str] = []
        self.counts: dict[str, list[int]] = {"GET": [], "POST": []}
        with app.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", self._note)

    def _note(self, *event: object) -> None:
        if not str(event[2]).startswith(UNCOUNTED):
            self.statements.append(str(event[2]))

    def ask(self, address: str, body: str | None = None) -> tuple[Exchange, str]:
        self.statements.clear()
        method = "GET" if body is None else "POST"
        kind = "application/x-www-form-urlencoded"
        answer = self.client.open(address, method=method, data=body, content_type=kind)
        assert answer.status_code < 400, address
        self.counts[method].append(len(self.statements))
        text = answer.get_data(as_text=True)
        return Exchange(body, len(text), answer.headers.get("Location", ""), 0.0), text


@pytest.fixture
def line(app: Flask, small: None) -> CountingLine:  # noqa: ARG001 -- brings territories
    with app.app_context(), transaction():
        questionnaire = read_questionnaire(ROOT / "surveys" / "firms.yaml", ROOT / "translations")
        campaigns.add(
            NewCampaign(
                code="firms",
                questionnaire_id=questionnaires.save(questionnaire).id,
                wave="w2026",
                territories=("t_one", "t_two"),
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
            )
        )
    return CountingLine(app)


def test_a_page_costs_few_statements(line: CountingLine) -> None:
    person = Person(line, "firms")
    person.answer()  # what a campaign asks is read once
    first = {method: max(counts) for method, counts in line.counts.items()}
    assert first["GET"] <= 2 * MOST_OF_A_GET
    line.counts = {"GET": [], "POST": []}
    person.answer()
    assert len(line.counts["POST"]) > 10
    assert max(line.counts["POST"]) <= MOST_OF_A_POST, line.counts
    assert max(line.counts["GET"]) <= MOST_OF_A_GET, line.counts


def test_a_quiet_save_costs_a_statement_to_read_and_one_to_write(line: CountingLine) -> None:
    person = Person(line, "firms")
    person.answer()
    _sent, page = line.ask("/en/s/firms")
    entry = dict(TOKEN.findall(page))["entry"]
    place = line.ask("/en/s/firms", urlencode({"entry": entry, "go": "next"}))[0].location
    _seen, page = line.ask(place)
    start = {"F_CONSENT": "on", "F_PLACE": "t_one1"}
    place = line.ask(place, urlencode({**dict(TOKEN.findall(page)), **start, "go": "next"}))[
        0
    ].location
    _seen, page = line.ask(place)
    hidden = dict(re.findall(r'name="(token|was)" value="([^"]*)"', page))
    line.counts["POST"] = []
    line.ask(place, urlencode({**hidden, "F_ACT": "a_fish", "go": "keep"}))
    assert line.counts["POST"] == [2]


def test_most_pages_cost_one_statement_to_show_and_two_to_answer(line: CountingLine) -> None:
    person = Person(line, "firms")
    person.answer()
    line.counts = {"GET": [], "POST": []}
    person.answer()
    assert sorted(line.counts["GET"])[len(line.counts["GET"]) // 2] <= 1
    assert sorted(line.counts["POST"])[len(line.counts["POST"]) // 2] <= 2
