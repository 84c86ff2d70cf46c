"""What comes back after sending: published numbers alone, near where there are any."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.reference.cells import NETWORK, Cell
from app.releases import read_codes
from app.store import releases
from tests.pages.respond import given_back
from tests.pages.respond.given_back import CONTACT, cell, hidden, published, sent, told
from tests.pages.respond.person import Person
from tests.statements import watched

SPACE = "{http://www.w3.org/1999/xhtml}"
AUDIENCES = ("firms", "residents", "trainers")
YEAR = re.compile(r"\b20(30|35)\b")
FEW = "Not enough people have answered yet"


@pytest.fixture(autouse=True)
def _asked(app: Flask) -> None:
    with app.app_context():
        for audience in AUDIENCES:
            given_back.campaign(audience)


@dataclass(frozen=True)
class Shown:
    """An element that holds a published number: the cell's key, its value, its n."""

    key: tuple[str, ...]
    value: str
    n: str


def main_of(html: str) -> ElementTree.Element:
    return next(html5lib.parse(html).iter(SPACE + "main"))


def numbers(html: str) -> set[Shown]:
    names = ("data-indicator", "data-territory", "data-audience", "data-by")
    return {
        Shown(
            tuple(each.get(name, "") for name in names),
            each.get("data-value", ""),
            each.get("data-n", ""),
        )
        for each in main_of(html).iter()
        if each.get("data-indicator")
    }


def outside(element: ElementTree.Element) -> str:
    """What stands beside published numbers, dates, labels and codes."""
    classes = (element.get("class") or "").split()
    if element.get("data-indicator") or {"label", "code"} & set(classes):
        return ""
    if element.tag == SPACE + "time":
        return ""
    parts = [element.text or ""]
    for each in element:
        parts += [outside(each), each.tail or ""]
    return " ".join(parts)


def as_shown(found: Cell) -> Shown:
    by = ";".join(f"{name}={code}" for name, code in found.by)
    key = (found.indicator, found.territory, found.audience, by)
    return Shown(key, f"{found.value:g}", str(found.n))


def shown_to(app: Flask, client: FlaskClient, audience: str, language: str = "en") -> str:
    with app.app_context():
        mine = sent(audience)
    return client.get(mine.address(language)).get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_number_is_one_of_the_release_and_every_digit_lies_in_one(
    app: Flask, client: FlaskClient, audience: str, language: str
) -> None:
    with app.app_context():
        number = published(*told("t_one"), *told(NETWORK, shift=0.02), *told("t_two", shift=0.04))
        known = {as_shown(each) for each in releases.cells(number)}
    html = shown_to(app, client, audience, language)
    found = numbers(html)
    assert found
    assert found <= known
    assert {each.key[1] for each in found} == {"t_one"}
    assert not re.search(r"\d", YEAR.sub("", outside(main_of(html))))
    assert CONTACT[language] in html


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_hidden_here_comes_from_the_network(
    app: Flask, client: FlaskClient, audience: str
) -> None:
    with app.app_context():
        published(*hidden(told("t_one")), *told(NETWORK, shift=0.02), *told("t_two"))
    found = numbers(shown_to(app, client, audience))
    assert found
    assert {each.key[1] for each in found} == {NETWORK}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_hidden_everywhere_stays_hidden(
    app: Flask, client: FlaskClient, audience: str
) -> None:
    with app.app_context():
        published(*hidden(told("t_one")), *hidden(told(NETWORK)), *told("t_two"))
    html = shown_to(app, client, audience)
    assert numbers(html) == set()
    assert FEW in html
    assert "%" not in outside(main_of(html))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_release_without_such_cells_says_that_it_is_too_early(
    app: Flask, client: FlaskClient, audience: str
) -> None:
    with app.app_context():
        published(cell(("IND28", "t_one", "residents"), 0.4, answer="stays"))
    html = shown_to(app, client, audience)
    assert numbers(html) == set()
    assert FEW in html


def test_made_up_numbers_are_labelled_also_where_the_campaign_is_real(
    app: Flask, client: FlaskClient
) -> None:
    html = shown_to(app, client, "firms")
    assert "Synthetic demonstration data" not in html
    with app.app_context():
        published(*told("t_one"))
    assert "Synthetic demonstration data" in shown_to(app, client, "firms")


def test_nothing_is_told_from_a_release_that_is_not_published(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        published(*told("t_one"), *told(NETWORK), is_published=False)
        mine = sent("firms")
    html = client.get(mine.address()).get_data(as_text=True)
    assert numbers(html) == set()
    assert "keep the address of this page" in html
    assert CONTACT["en"] in html
    assert client.get(mine.address(part="summary.pdf")).headers["Location"] == mine.address()


def test_a_newly_published_release_is_told_from_at_once(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        mine = sent("firms")
    assert numbers(client.get(mine.address()).get_data(as_text=True)) == set()
    with app.app_context():
        published(*told("t_one"))
    assert numbers(client.get(mine.address()).get_data(as_text=True))


def test_who_lives_in_no_territory_is_told_of_the_network(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*told("t_one"), *told(NETWORK, shift=0.02))
        mine = sent("residents", None)
    found = numbers(client.get(mine.address()).get_data(as_text=True))
    assert {each.key[1] for each in found} == {NETWORK}


def test_a_territory_that_no_release_knows_yet_is_told_of_the_network(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        published(*told("t_two"), *told(NETWORK, shift=0.02))
    assert {each.key[1] for each in numbers(shown_to(app, client, "firms"))} == {NETWORK}


def test_nothing_of_the_answers_of_others_is_on_the_page(app: Flask, client: FlaskClient) -> None:
    """Whoever else answers, and whatever: the page of one person stays as it is."""
    with app.app_context():
        published(*told("t_one"), *told(NETWORK))
        mine = sent("firms", own={**given_back.OWN["firms"], "F_SPECTXT": "mine"})
    before = client.get(mine.address()).get_data(as_text=True)
    with app.app_context():
        for _time in range(12):
            sent("firms", own={**given_back.OWN["firms"], "F_HIRE": "no"})
    after = client.get(mine.address()).get_data(as_text=True)
    assert before == after
    assert "Berthe" not in after


def test_free_words_and_the_receipt_of_others_are_nowhere(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine, other = sent("firms"), sent("firms")
    html = client.get(mine.address()).get_data(as_text=True)
    assert mine.receipt in html
    assert other.receipt not in html
    assert "Berthe" not in html  # own free words neither: they have no place there


def test_other_questionnaires_promise_nothing(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*told("t_one"))
    person = Person(client).to_review().press(go="send")
    assert person.page.kind == "thanks"
    assert "What comes back to you" not in person.html


def test_opening_the_page_and_the_paper_writes_nothing(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        published(*told("t_one"))
        mine = sent("firms")
    with watched(app) as written:
        assert client.get(mine.address()).status_code == 200
        assert client.get(mine.address(part="summary.pdf")).status_code == 200
    assert written == []


def test_what_is_told_rests_on_answers_that_releases_read() -> None:
    own = {path.partition("[")[0] for each in given_back.OWN.values() for path in each}
    assert own - {"F_SPECTXT"} <= read_codes.READ
