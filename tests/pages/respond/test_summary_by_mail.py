"""What comes back, as a letter: the receipt, the findings in words, and the page to print."""

import io
import re
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from app.web.typesetting import typeset
from tests.mail_server import Letters, text_of
from tests.pages.respond import given_back
from tests.pages.respond.conftest import OURS
from tests.pages.respond.given_back import CONTACT, Sent, hidden, published, sent, told
from tests.pages.respond.person import Person

TO = "asha@example.org"
FINDINGS = {
    "en": "You plan to hire, as 31% of firms like yours do.",
    "fr": "Vous prévoyez de recruter, comme 31 % des entreprises comme la vôtre.",
    "ar": "تنوون التوظيف، مثل",
}


@pytest.fixture(autouse=True)
def _asked(app: Flask) -> None:
    with app.app_context():
        given_back.campaign("firms", ("en", "fr", "ar"))


def mailed(client: FlaskClient, mine: Sent, language: str = "en") -> str:
    """The sentence before the field, after the mail went."""
    address = mine.address(language, "mail/summary")
    person = Person(client).open(address)
    before = person.html
    person.send({**person.hidden, "email": TO, "mail": "mail"}, address)
    assert person.page.kind == "mailed"
    return before


def papers(message: EmailMessage) -> list[EmailMessage]:
    return [each for each in message.iter_attachments() if isinstance(each, EmailMessage)]


def bytes_of(paper: EmailMessage) -> bytes:
    content = paper.get_content()
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("language", list(FINDINGS))
def test_the_letter_brings_receipt_findings_and_paper_in_one_language(
    app: Flask, client: FlaskClient, letters: Letters, language: str
) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms", is_test=True)
    mailed(client, mine, language)
    (message,) = letters.messages
    text = re.sub(r"[ \u00a0\u202f]+", " ", text_of(message))
    assert {mine.receipt, f"{OURS}/{language}/answers"} <= set(text.splitlines())
    assert FINDINGS[language] in text
    assert CONTACT[language] in text
    assert "<" not in text
    (paper,) = papers(message)
    assert (paper.get_content_type(), paper.get_filename()) == ("application/pdf", "foreterre.pdf")
    read, page = PdfReader(io.BytesIO(bytes_of(paper))), mine.address(language, "summary.pdf")
    assert (len(read.pages), read.trailer["/Root"]["/Lang"]) == (1, language)
    printed = PdfReader(io.BytesIO(client.get(page).get_data()))
    assert read.pages[0].extract_text() == printed.pages[0].extract_text()


def test_the_letter_holds_no_key_and_its_paper_no_receipt_either(
    app: Flask, client: FlaskClient, letters: Letters
) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    assert "with a page to print" in mailed(client, mine)
    assert mine.key not in letters.messages[0].as_string()
    paper = bytes_of(papers(letters.messages[0])[0])
    said = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    for secret in (mine.key, mine.receipt, "Berthe"):
        assert secret not in said
        assert secret.encode() not in paper


def test_a_letter_says_what_pages_say_of_their_numbers(
    app: Flask, client: FlaskClient, letters: Letters
) -> None:
    with app.app_context():
        published(*hidden(told("t_one")))
        mine = sent("firms", is_test=True)
    mailed(client, mine, "ar")
    text = text_of(letters.messages[0])
    assert "%" not in text
    first, second, third = text.split("\n\n")[:3]  # synthetic, a draft, a test
    html = client.get(mine.address("ar")).get_data(as_text=True)
    assert all(each in html for each in (first, second, third))


def test_without_numbers_the_receipt_comes_alone(
    app: Flask, client: FlaskClient, letters: Letters
) -> None:
    with app.app_context():
        mine = sent("firms")
    assert "with a page to print" not in mailed(client, mine)
    (message,) = letters.messages
    assert papers(message) == []
    assert mine.receipt in text_of(message)
    assert "What comes back to you" not in text_of(message)


def test_a_paper_that_cannot_be_set_does_not_hold_the_letter_back(
    app: Flask, client: FlaskClient, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    monkeypatch.setattr(typeset, "LONGEST_SECONDS", 0.001)
    mailed(client, mine)
    (message,) = letters.messages
    assert papers(message) == []
    assert FINDINGS["en"] in text_of(message)
    assert "PDF" not in text_of(message)
