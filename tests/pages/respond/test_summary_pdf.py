"""The page to print: one, tagged, with the findings in the language of the address."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from app.reference.cells import NETWORK
from app.web.typesetting import typeset
from tests.pages.respond import given_back
from tests.pages.respond.given_back import CONTACT, Sent, hidden, published, sent, told

FINDINGS = {
    ("firms", "en"): "You plan to hire, as 31% of firms like yours do.",
    ("firms", "fr"): "Vous prévoyez de recruter, comme 31 % des entreprises comme la vôtre.",
    ("residents", "en"): "“Construction and renovation” uses skills that you have.",
    ("residents", "fr"): "« Construction et rénovation » utilise des compétences que vous avez.",
    ("trainers", "en"): "33% of firms here lack “Programming, networks, cybersecurity”",
    ("trainers", "fr"): "33 % des entreprises d'ici manquent de « Programmation, réseaux",
}


@pytest.fixture(autouse=True)
def _published(app: Flask) -> None:
    with app.app_context():
        for audience in ("firms", "residents", "trainers"):
            given_back.campaign(audience)


def read(client: FlaskClient, mine: Sent, language: str) -> PdfReader:
    answer = client.get(mine.address(language, "summary.pdf"))
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.get_data()))


def text(paper: PdfReader) -> str:
    return re.sub(r"\s+", " ", paper.pages[0].extract_text())


@pytest.mark.parametrize(("audience", "language"), list(FINDINGS))
def test_the_paper_is_one_tagged_page_with_the_findings(
    app: Flask, client: FlaskClient, audience: str, language: str
) -> None:
    with app.app_context():
        published(*told("t_one"), *told(NETWORK))
        mine = sent(audience)
    paper = read(client, mine, language)
    assert len(paper.pages) == 1
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    said = text(paper)
    assert FINDINGS[audience, language] in said
    assert CONTACT[language] in said


def test_the_paper_can_be_shown_to_others(app: Flask, client: FlaskClient) -> None:
    """It holds neither the receipt, which erases, nor the key, nor free words."""
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    raw, said = (
        client.get(mine.address(part="summary.pdf")).get_data(),
        text(read(client, mine, "en")),
    )
    for secret in (mine.receipt, mine.key, "Berthe"):
        assert secret not in said
        assert secret.encode() not in raw


def test_hidden_numbers_are_hidden_on_paper_too(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*hidden(told("t_one")), *hidden(told(NETWORK)))
        mine = sent("firms")
    said = text(read(client, mine, "en"))
    assert "Not enough people have answered yet" in said
    assert "%" not in said


def test_synthetic_numbers_are_labelled(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    assert "Synthetic demonstration data" in text(read(client, mine, "en"))


def test_a_response_that_was_not_sent_has_no_paper(client: FlaskClient) -> None:
    key = client.post("/en/s/small", data=_entry(client), follow_redirects=False).location
    answer = client.get(f"/en/r/{key.split('/')[3]}/summary.pdf")
    assert answer.status_code == 303
    assert client.get(f"/en/r/{'x' * 26}/summary.pdf").status_code == 404


def _entry(client: FlaskClient) -> dict[str, str]:
    page = client.get("/en/s/small").get_data(as_text=True)
    found = re.search(r'name="entry" value="([^"]+)"', page)
    assert found
    return {"entry": found[1], "go": "next"}


def test_a_paper_that_cannot_be_set_is_a_page_that_says_so(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    monkeypatch.setattr(typeset, "LONGEST_SECONDS", 0.001)
    answer = client.get(mine.address(part="summary.pdf"))
    assert answer.status_code == 503
    assert "try again in a minute" in answer.get_data(as_text=True)
