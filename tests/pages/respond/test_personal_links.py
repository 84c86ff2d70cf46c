"""Personal links: the same first page, one response whatever happens, what is known filled in."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.respond import invited
from app.respond.beginning import Manner
from app.store import campaigns, invitations, keys, responses
from app.store.database import transaction
from app.store.invitations import Invitation
from tests.pages.respond.conftest import NOW
from tests.pages.respond.person import SITE, START, Person

TOKEN = "k" * 26
KNOWN = {"frame.employment": 5}


def invite(campaign: str = "small", token: str = TOKEN, **more: object) -> None:
    found = campaigns.by_code(campaign)
    fields = {"stratum": "z1_4", "municipality_code": "t_one1", "prefill": KNOWN, **more}
    invitations.add_all(
        [
            Invitation(
                campaign_id=found.id,
                token_hash=keys.hashed(token),
                reference_hash=keys.reference_hash(found.id, f"of {token}"),
                invited_on=NOW.date(),
                **fields,
            )
        ]
    )


@pytest.fixture(autouse=True)
def _invited(app: Flask, small: None) -> None:  # noqa: ARG001 -- small makes the campaign
    with app.app_context(), transaction():
        invite()


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client)


def counted(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return campaigns.counts()["small"]


def test_the_link_takes_the_language_of_the_browser(client: FlaskClient) -> None:
    answer = client.get(f"/i/{TOKEN}", headers={"Accept-Language": "fr"})
    assert answer.location == f"/fr/i/{TOKEN}"


def test_its_first_page_is_that_of_the_open_link_and_says_whose_it_is(person: Person) -> None:
    person.open(f"/en/i/{TOKEN}")
    assert (person.status, person.page.kind, len(person.page.forms)) == (200, "intro", 1)
    assert person.page.forms[0].ways == ["next"]
    assert "This link is yours alone" in person.html
    assert "What is known already is filled in" in person.html
    assert "yours alone" not in person.open("/en/s/small").html


def test_opening_it_writes_nothing(app: Flask, person: Person) -> None:
    person.open(f"/en/i/{TOKEN}").open(f"/fr/i/{TOKEN}")
    assert counted(app) == (0, 0)


def test_it_begins_one_response_that_it_leads_back_to(app: Flask, person: Person) -> None:
    person.open(f"/en/i/{TOKEN}")
    entry = {**person.hidden, "go": "next"}
    key = person.send(entry, f"/en/i/{TOKEN}").key
    assert person.send(entry, f"/en/i/{TOKEN}").key == key
    person.answer(START)
    assert person.open(f"/i/{TOKEN}").key == key
    assert person.step != "p0"
    assert counted(app) == (1, 0)


def test_two_devices_at_once_begin_one_response(app: Flask) -> None:
    with app.app_context():
        entries = [invited.entry_for(TOKEN) for _device in range(4)]
    begun: list[str] = []
    together = Barrier(len(entries))

    def begin(entry: str) -> None:
        with app.app_context():
            together.wait()
            begun.append(invited.begin(TOKEN, entry, Manner(language="en")))

    devices = [Thread(target=begin, args=(entry,)) for entry in entries]
    for each in devices:
        each.start()
    for each in devices:
        each.join()
    assert (len(begun), len(set(begun))) == (4, 1)
    assert counted(app) == (1, 0)


def test_what_is_known_is_filled_in_and_may_be_changed(app: Flask, person: Person) -> None:
    person.open(f"/en/i/{TOKEN}").press().answer(START, SITE)
    assert person.typed("S_OLD") == "5"
    person.answer({"S_OLD": "3", "S_HIRE": "no"})
    with app.app_context():
        found = responses.by_key_hash(keys.hashed(person.key), lock=False)
        assert found.answers["S_OLD"] == 3
        assert found.prefill == KNOWN


def test_a_sent_response_is_thanked_by_its_link(app: Flask, person: Person) -> None:
    person.open(f"/en/i/{TOKEN}").press().answer(START, SITE, {"S_HIRE": "no"})
    while person.page.kind != "review":
        person.press()
    receipt = person.press(go="send").page.receipt
    assert receipt
    again = person.open(f"/i/{TOKEN}")
    assert (again.page.kind, again.page.receipt) == ("thanks", receipt)
    assert counted(app) == (1, 1)


@pytest.mark.parametrize("entry", ["", "tampered"])
def test_a_tampered_first_page_is_shown_again(app: Flask, person: Person, entry: str) -> None:
    person.open(f"/en/i/{TOKEN}").send({"entry": entry, "go": "next"})
    assert (person.status, person.page.kind, person.page.has_alert) == (422, "intro", True)
    assert person.press().page.kind == "question"
    assert counted(app) == (1, 0)


def test_the_first_page_of_another_link_or_of_the_open_one_opens_nothing(
    app: Flask, person: Person
) -> None:
    other = "q" * 26
    with app.app_context(), transaction():
        invite(token=other)
        entries = [invited.entry_for(other), person.open("/en/s/small").hidden["entry"]]
    for entry in entries:
        person.send({"entry": entry, "go": "next"}, f"/en/i/{TOKEN}")
        assert (person.status, person.page.kind) == (422, "intro")
    assert counted(app) == (0, 0)


@pytest.mark.parametrize("token", ["q" * 26, "short", "K" * 26, "k" * 27])
def test_an_unknown_link_says_so(person: Person, token: str) -> None:
    for address in (f"/en/i/{token}", f"/i/{token}"):
        person.open(address)
        assert (person.status, person.page.kind) == (404, "problem")
    assert "We do not know this link" in person.html


@pytest.mark.parametrize("campaign", ["small-closed", "small-early"])
def test_a_campaign_that_is_shut_is_said_and_begins_nothing(
    app: Flask, person: Person, campaign: str
) -> None:
    other = "q" * 26
    with app.app_context(), transaction():
        invite(campaign, other)
        entry = invited.entry_for(other)
    assert person.open(f"/en/i/{other}").page.kind == "closed"
    assert person.send({"entry": entry, "go": "next"}, f"/en/i/{other}").page.kind == "closed"
    with app.app_context():
        assert campaigns.counts()[campaign] == (0, 0)


def test_a_campaign_closed_by_hand_names_the_day(app: Flask, person: Person) -> None:
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("small"), NOW)
    assert f"{NOW:%B} {NOW.day}, {NOW.year}" in person.open(f"/en/i/{TOKEN}").html


def test_a_campaign_in_one_language_is_opened_in_it(app: Flask, person: Person) -> None:
    other = "q" * 26
    with app.app_context(), transaction():
        invite("small-french", other)
    assert person.open(f"/en/i/{other}").address == f"/fr/i/{other}"


def test_what_a_test_link_begins_never_counts(app: Flask, person: Person) -> None:
    other = "q" * 26
    with app.app_context(), transaction():
        invite(token=other, is_test=True)
    key = person.open(f"/en/i/{other}").press().key
    with app.app_context():
        found = responses.by_key_hash(keys.hashed(key), lock=False)
        assert (found.is_test, found.mode) == (True, "test")
    assert counted(app) == (0, 0)


def test_an_erased_response_takes_its_link_with_it(app: Flask, person: Person) -> None:
    key = person.open(f"/en/i/{TOKEN}").press().key
    with app.app_context(), transaction():
        responses.erase(responses.by_key_hash(keys.hashed(key), lock=True))
    assert person.open(f"/en/i/{TOKEN}").status == 404
