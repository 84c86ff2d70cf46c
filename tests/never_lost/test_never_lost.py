"""Every acknowledged answer is in the store once, and none that was withdrawn.

`NEVER_LOST=seed:count` runs others than these, such as NEVER_LOST=42:5000.
"""

import os
from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import db, transaction
from app.store.responses import Response
from tests import made_store
from tests.never_lost.respondent import Person
from tests.programs import ROOT

FILES = {
    "firms": ROOT / "surveys" / "firms.yaml",
    "residents": ROOT / "surveys" / "residents.yaml",
    "trainers": ROOT / "surveys" / "trainers.yaml",
    "every": ROOT / "tests" / "every_kind.yaml",
}
FEW, MANY = 40, 200
LONGEST = 60  # deeds: some get to the end, most leave before


@pytest.fixture
def asked(app: Flask) -> Flask:
    with app.app_context(), transaction():
        made_store.territories()
        for code, file in FILES.items():
            found = read_questionnaire(file, ROOT / "translations")
            campaigns.add(
                NewCampaign(
                    code=code,
                    questionnaire_id=questionnaires.save(found).id,
                    wave="w2026",
                    territories=("demo_fr", "demo_es"),
                    opens_on=date(2026, 1, 1),
                    closes_on=date.max,
                )
            )
    return app


def lives(app: Flask, seed: str, count: int) -> Iterator[Person]:
    for number in range(count):
        campaign = [*FILES][number % len(FILES)]
        languages = ("en",) if campaign == "every" else ("en", "fr")
        person = Person(app, campaign, f"{seed} {number}", languages=languages)
        person.live(1 + person.chance.randrange(LONGEST))
        yield person


def all_are_kept(app: Flask, seed: str, count: int) -> None:
    people = list(lives(app, seed, count))
    with app.app_context():
        begun = db.session.scalar(sa.select(sa.func.count()).select_from(Response))
        sent = sa.select(sa.func.count()).select_from(Response).where(Response.sent_at.is_not(None))
        assert begun == count
        assert db.session.scalar(sent) == sum(bool(each.receipt) for each in people)
    assert sum(bool(each.receipt) for each in people) > 0
    assert sum(len(each.reckoning.must) for each in people) > 10 * count


def test_what_some_were_told_is_kept_is_in_the_store(asked: Flask) -> None:
    all_are_kept(asked, "some", FEW)


@pytest.mark.slow
def test_what_many_were_told_is_kept_is_in_the_store(asked: Flask) -> None:
    seed, _, count = os.environ.get("NEVER_LOST", "").partition(":")
    all_are_kept(asked, seed or "many", int(count or MANY))
