"""Each reader meets the languages that a person has read; drafts are for the demo and for tests."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.reference.languages import LANGUAGES, NAMES
from app.settings import Settings
from app.store import campaign_keys, campaigns, keys, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.wiring import create_app
from tests import databases, made_store
from tests.checked_pages import CheckedClient
from tests.pages.respond.conftest import NOW, TODAY
from tests.pages.respond.person import Person
from tests.programs import ROOT

DRAFT = 'class="synthetic draft"'
DAY = timedelta(days=1)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.test_client_class = CheckedClient
    return app.test_client()


@pytest.fixture
def demo(settings: Settings) -> Iterator[FlaskClient]:
    made = create_app(replace(settings, is_demo=True))
    made.test_client_class = CheckedClient
    yield made.test_client()
    databases.disconnect(made)


@pytest.fixture
def trainers(app: Flask) -> str:
    """A campaign of the reference questionnaire; the pass for tests of it."""
    with app.app_context(), transaction():
        made_store.territories()
        asked = read_questionnaire(ROOT / "surveys" / "trainers.yaml")
        version = questionnaires.save(asked)
        found = campaigns.add(
            NewCampaign(
                code="trainers-2026",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("demo_fr",),
                opens_on=TODAY - DAY,
                closes_on=TODAY + DAY,
            )
        )
        key_hash = keys.hashed(keys.new_key())
        campaign_keys.give(found, key_hash, NOW, replaces=False)
        return keys.test_pass(key_hash)


def switches(html: str) -> list[str]:
    return re.findall(r'hreflang="(\w+)"', html)


def test_a_reader_is_offered_what_a_person_has_read(client: FlaskClient) -> None:
    html = client.get("/en/").get_data(as_text=True)
    assert switches(html) == ["fr"]
    assert DRAFT not in html
    assert DRAFT not in client.get("/fr/").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/de/", "/de/resume", "/de/erase"])
def test_a_draft_leads_to_the_same_page_in_another_language(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?a=1", headers={"Accept-Language": "de, fr;q=0.5"})
    assert (answer.status_code, answer.location) == (303, path.replace("/de/", "/fr/") + "?a=1")
    assert client.post("/de/resume", data={"code": "x"}).status_code == 307


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_speaks_every_language_and_says_which_are_drafts(
    demo: FlaskClient, language: str
) -> None:
    html = demo.get(f"/{language}/").get_data(as_text=True)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert (DRAFT in html) == (language not in {"en", "fr"})
    assert set(switches(html)) == set(LANGUAGES) - {language}
    assert all(name in html for name in NAMES.values())


def test_the_demo_follows_the_browser(demo: FlaskClient) -> None:
    for wanted, given in (("mt", "mt"), ("pt-BR, en;q=0.4", "pt"), ("uk-UA", "uk"), ("zh", "en")):
        answer = demo.get("/", headers={"Accept-Language": wanted})
        assert answer.location == f"/{given}/"


@pytest.mark.usefixtures("trainers")
def test_a_campaign_speaks_no_draft(client: FlaskClient) -> None:
    person = Person(client).open("/ar/s/trainers-2026")
    assert person.address.startswith("/en/")
    assert "العربية" not in person.html


def test_whoever_tests_a_campaign_reads_its_drafts(client: FlaskClient, trainers: str) -> None:
    person = Person(client).open(f"/ar/s/trainers-2026?test={trainers}")
    assert 'dir="rtl"' in person.html
    assert DRAFT in person.html
    person.press()
    assert 'lang="ar" dir="rtl"' in person.html
    assert DRAFT in person.html
    assert person.page.kind == "question"


def test_the_state_of_each_language_is_told(client: FlaskClient, demo: FlaskClient) -> None:
    html = client.get("/en/languages").get_data(as_text=True)
    assert html.count("draft by a machine") == 2 * (len(LANGUAGES) - 2)
    assert html.count("checked by a person") >= 2
    assert 'href="/de/"' not in html
    assert 'href="/de/"' in demo.get("/en/languages").get_data(as_text=True)
    assert 'href="/en/languages"' in demo.get("/en/").get_data(as_text=True)
