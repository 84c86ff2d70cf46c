"""A page on which nothing is anybody's own is made once, and gives nobody away."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.respond.signing import token_of
from app.store import keys
from app.web.holes import HOLES, Pages
from tests.pages.respond.person import START, Person

WORDS = "Élagage <b>corde"
MINE = {
    "S_STAFF": "12",
    "S_AREA": "2.5",
    "S_WORDS": WORDS,
    "S_WORK": "other",
    "S_WORK.other": "Bees",
}
YOURS = {"S_STAFF": "7", "S_AREA": "", "S_WORDS": "Stone", "S_WORK": "farm"}


def walked(app: Flask, site: dict[str, str], language: str = "en") -> list[tuple[Person, str]]:
    """The pages that a person comes to, each with the same page made anew."""
    client, seen = app.test_client(), []
    person = Person(client).begin(language)
    for fields in (START, site, {"S_HIRE": "no"}, *[{"S_OFFER": "yes"}] * 9):
        if person.page.kind not in {"question", "offer"}:
            break
        seen.append((Person(client).open(person.address), made_anew(app, person.address)))
        person.answer(
            {name: each for name, each in fields.items() if f'name="{name}"' in person.html}
        )
    return seen


def secrets(app: Flask, person: Person) -> tuple[str, ...]:
    with app.app_context():
        return (person.key, keys.code_of(person.key), token_of(person.key))


def made_anew(app: Flask, address: str) -> str:
    kept, app.extensions[HOLES] = app.extensions[HOLES], Pages()
    html = Person(app.test_client()).open(address).html
    app.extensions[HOLES] = kept
    return html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_made_for_another_is_as_if_made_anew(app: Flask, language: str) -> None:
    walked(app, MINE, language)
    second = walked(app, YOURS, language)
    assert len(second) > 4
    for person, anew in second:
        assert person.html == anew, person.address


def test_nothing_of_one_person_is_on_the_pages_of_another(app: Flask) -> None:
    first = walked(app, MINE)
    second = walked(app, YOURS)
    foreign = (*secrets(app, first[0][0]), "lagage", "corde", "Bees")
    for person, _anew in second:
        for secret in foreign:
            assert secret not in person.html, person.address
        assert all(own in person.html for own in secrets(app, person))


def test_a_page_that_shows_an_answer_is_everybodys_own(app: Flask) -> None:
    for site, shown in ((MINE, "Élagage &lt;b&gt;corde"), (YOURS, "about Stone")):
        pages = walked(app, site)
        assert any(shown in person.html for person, _anew in pages)


def test_what_was_typed_comes_back_to_its_owner_alone(app: Flask) -> None:
    first = Person(app.test_client()).begin().answer(START, YOURS)
    other = Person(app.test_client()).begin().answer(START)
    assert first.open(f"/en/r/{first.key}/p1").typed("S_WORDS") == "Stone"
    assert other.open(f"/en/r/{other.key}/p1").typed("S_WORDS") == ""


def test_first_pages_differ_by_their_one_time_key_alone(client: FlaskClient) -> None:
    pages = [Person(client).open("/en/s/small") for _time in range(3)]
    entries = {page.hidden["entry"] for page in pages}
    assert len(entries) == 3
    assert len({page.html.replace(page.hidden["entry"], "") for page in pages}) == 1


def test_thanks_give_nobody_away(app: Flask) -> None:
    people = [Person(app.test_client()).to_review().press(go="send") for _time in range(2)]
    with app.app_context():
        own = [(each.key, keys.receipt_of(each.key)) for each in people]
    for person, mine, foreign in zip(people, own, reversed(own), strict=True):
        assert person.page.kind == "thanks"
        assert all(secret in person.html for secret in mine)
        assert not any(secret in person.html for secret in foreign)
        assert person.html == made_anew(app, person.address)
