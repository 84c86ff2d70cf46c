"""A page on which nothing is anybody's own is made once, and gives nobody away."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.respond.signing import token_of
from app.store import campaigns, keys, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.web.holes import HOLES, Pages
from tests.pages.respond.person import START, Person
from tests.programs import ROOT
from tests.robot.filling import filled

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


@pytest.fixture
def firms(app: Flask) -> None:
    """The questionnaire of the firms, whose long lists come in an order drawn for each response."""
    with app.app_context(), transaction():
        asked = read_questionnaire(ROOT / "surveys" / "firms.yaml", ROOT / "translations")
        new = NewCampaign(
            code="firms",
            questionnaire_id=questionnaires.save(asked).id,
            wave="w2026",
            territories=("t_one",),
            opens_on=date(2026, 1, 1),
            closes_on=date.max,
        )
        campaigns.add(new)


def shown_to(app: Flask, chance: random.Random) -> Iterator[Person]:
    """The pages with questions, each opened once more, of somebody who answers by chance."""
    person = Person(app.test_client()).begin(campaign="firms")
    while person.page.kind in {"question", "offer", "left"}:
        yield Person(app.test_client()).open(person.address)
        form = next(each for each in person.page.forms if each.ways)
        pairs = filled(form, chance, 1)
        person.press({name: [text for key, text in pairs if key == name] for name, _text in pairs})


def listed(person: Person) -> list[str]:
    return [
        each.value for form in person.page.forms for each in form.fields if each.kind == "checkbox"
    ]


@pytest.mark.usefixtures("firms")
def test_lists_in_an_order_of_ones_own_are_as_if_made_anew(app: Flask) -> None:
    orders: dict[str, list[list[str]]] = {}
    for _person in range(3):
        for person in shown_to(app, random.Random(3)):  # noqa: S311 -- no secret
            assert person.html == made_anew(app, person.address), person.address
            orders.setdefault(person.step, []).append(listed(person))
    drawn = [
        step
        for step, found in orders.items()
        if len({tuple(each) for each in found}) > 1
        and len({frozenset(each) for each in found}) == 1
    ]
    assert len(drawn) >= 3, orders
