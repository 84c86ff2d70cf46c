"""The accessibility statement says what was tested, what is missing, and whom to tell."""

from dataclasses import replace

import pytest
from flask import Flask

from app.network.accessibility import results
from app.settings import Settings
from app.wiring import create_app
from tests import databases
from tests.checked_pages import CheckedClient


def shown(app: Flask, address: str) -> str:
    app.test_client_class = CheckedClient
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def shown_by(settings: Settings, address: str) -> str:
    app = create_app(settings)
    try:
        return shown(app, address)
    finally:
        databases.disconnect(app)


def test_it_is_written_from_the_results(app: Flask) -> None:
    html = shown(app, "/en/accessibility")
    found = results()
    assert found.rules in html
    assert found.browser in html
    assert html.count('<th scope="row">') == len(found.pages)
    assert ("the tests found faults" in html) == found.has_faults
    assert "Directive (EU) 2016/2102" in html


def test_it_speaks_the_language_of_its_reader(settings: Settings) -> None:
    html = shown_by(replace(settings, is_demo=True), "/fr/accessibility")
    assert "Déclaration d&#39;accessibilité" in html
    assert "français" in html
    assert "au clavier seul" in html


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", ["/", "/resume", "/accessibility"])
def test_the_foot_of_a_page_leads_there(settings: Settings, path: str, language: str) -> None:
    """In the demo, which speaks drafts too."""
    html = shown_by(replace(settings, is_demo=True), f"/{language}{path}")
    assert f'href="/{language}/accessibility"' in html.partition("<footer")[2]


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("help@example.org", "mailto:help@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
    ],
)
def test_it_names_whom_the_operator_sets(settings: Settings, contact: str, link: str) -> None:
    html = shown_by(replace(settings, contact=contact), "/en/accessibility")
    assert f'<a href="{link}">{contact}</a>' in html


def test_without_a_contact_it_says_where_to_ask(app: Flask) -> None:
    assert "Ask those who invited you" in shown(app, "/en/accessibility")
