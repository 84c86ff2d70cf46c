"""Whatever is sent, and however: one clear page, in a language of the campaign, and no fault."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.estimation.disclosure import hide
from app.reference.cells import Cell
from app.store import campaigns, keys, releases, responses
from app.store.database import transaction
from app.store.releases import NewRelease
from app.web.received import LONGEST_FIELD, MOST_FIELDS
from tests.pages.respond.conftest import NOW
from tests.pages.respond.person import SITE, START, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def answers(app: Flask, key: str) -> dict[str, object]:
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(key), lock=False).answers)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("length", [70_000, 15_000_000])
def test_however_long_a_text_its_field_is_named_and_the_rest_kept(
    app: Flask, person: Person, length: int, language: str
) -> None:
    person.open(f"/{language}/r/{person.key}/p1").press({**SITE, "S_WORDS": "x" * length})
    assert (person.status, person.page.invalid) == (422, ["S_WORDS"])
    assert person.page.language == language
    assert len(person.typed("S_WORDS")) in {length, LONGEST_FIELD - len("S_WORDS=")}
    stored = answers(app, person.key)
    assert stored["S_STAFF"] == 12
    assert "S_WORDS" not in stored


def test_five_thousand_extra_fields_are_refused_and_the_rest_kept(
    app: Flask, person: Person
) -> None:
    person.press({**SITE, **{f"extra{number}": "1" for number in range(5000)}})
    assert (person.status, person.page.has_alert) == (422, True)
    assert answers(app, person.key)["S_STAFF"] == 12


def test_more_fields_than_any_page_holds_are_a_problem_page(person: Person) -> None:
    person.send({f"extra{number}": "1" for number in range(MOST_FIELDS + 1)})
    assert (person.status, person.page.kind) == (413, "problem")


@pytest.mark.parametrize(
    ("name", "texts"),
    [("S_STAFF", ["3", "4"]), ("S_WORK", ["farm", "craft"]), ("S_WORDS", ["a", "b"])],
)
def test_two_answers_where_one_is_asked_are_refused_by_name(
    app: Flask, person: Person, name: str, texts: list[str]
) -> None:
    person.press({**SITE, name: texts})
    assert (person.status, person.page.invalid) == (422, [name])
    stored = answers(app, person.key)
    assert name not in stored
    assert stored["S_AREA"] == 2.5


def test_the_same_answer_twice_is_one_answer(app: Flask, person: Person) -> None:
    person.answer({**SITE, "S_STAFF": ["3", "3"]})
    assert answers(app, person.key)["S_STAFF"] == 3


@pytest.mark.parametrize("words", ["%ff%fe", "%ed%a0%80", "%00a", "\ud800"])
def test_bytes_that_are_no_text_do_no_harm(app: Flask, person: Person, words: str) -> None:
    body = f"token={person.hidden['token']}&go=next&S_STAFF=12&S_WORDS={words}"
    person.client.post(
        person.address,
        data=body.encode("utf-8", "surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )
    stored = answers(app, person.key)
    assert stored["S_STAFF"] == 12
    assert "\x00" not in str(stored["S_WORDS"])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"S_STAFF": 12}', "application/json"),
        ("S_STAFF=12", "text/plain"),
        ("--x\r\nbroken", "multipart/form-data; boundary=x"),
        ("--x", "multipart/form-data"),
    ],
)
def test_what_is_no_form_stores_nothing_and_shows_the_page_again(
    app: Flask, person: Person, body: str, kind: str
) -> None:
    answer = person.client.post(person.address, data=body, content_type=kind)
    assert answer.status_code == 422
    assert "S_STAFF" not in answers(app, person.key)


def test_a_form_sent_in_parts_is_read_alike(app: Flask, person: Person) -> None:
    person.client.post(
        person.address, data={**person.hidden, **SITE}, content_type="multipart/form-data"
    )
    assert answers(app, person.key)["S_WORDS"] == "Wood & stone"


def test_a_question_mark_in_the_address_changes_no_other_address(person: Person) -> None:
    for address in ("/en/s/small", f"/en/r/{person.key}/p1", "/en/"):
        for name in ("endpoint", "_method", "_scheme", "_anchor", "key"):
            person.open(f"{address}?{name}=x%26y")
            assert person.status == 200
            assert f'"/fr{address.removeprefix("/en")}?{name}=x%26y"' in person.html


@pytest.mark.parametrize(
    "path", ["/en/s/%00", "/en/r/%00", "/en/r/{key}/%00", "/en/territories/%00"]
)
def test_an_address_with_a_nul_is_unknown(person: Person, path: str) -> None:
    person.open(path.format(key=person.key))
    assert (person.status, person.page.kind) == (404, "problem")


def test_a_language_that_the_campaign_does_not_speak_stores_nothing_in_it(
    app: Flask, client: FlaskClient
) -> None:
    person = Person(client).open("/fr/s/small-french")
    person.send({**person.hidden, "go": "next"}, "/en/s/small-french")
    assert (person.step, person.page.language) == ("p0", "fr")
    person.send({**person.hidden, **START, "go": "next"}, f"/en/r/{person.key}/p0")
    assert (person.step, person.page.language) == ("p1", "fr")
    with app.app_context():
        response = responses.by_key_hash(keys.hashed(person.key), lock=False)
        assert (response.language, response.answers["S_CONSENT"]) == ("fr", True)


def test_one_first_page_sent_by_many_at_once_is_one_response(
    app: Flask, client: FlaskClient
) -> None:
    intro = Person(client).open("/en/s/small").hidden

    def begin(_number: int) -> str:
        sent = app.test_client().post("/en/s/small", data={**intro, "go": "next"})
        return sent.headers["Location"].split("/")[3]

    with ThreadPoolExecutor(8) as pool:
        begun = set(pool.map(begin, range(12)))
    assert len(begun) == 1
    with app.app_context():
        assert campaigns.counts()["small"] == (1, 0)


def test_two_devices_at_once_lose_nothing(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_OLD": "1", "S_HIRE": "no"})
    token, key = person.hidden["token"], person.key
    pages = {"p1": {**SITE, "S_STAFF": "40"}, "p2": {"S_OLD": "5", "S_HIRE": "yes"}}

    def answer(step: str) -> int:
        fields = {**pages[step], "token": token, "go": "next"}
        return app.test_client().post(f"/en/r/{key}/{step}", data=fields).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(answer, ["p1", "p2"] * 4)) == {303}
    stored = answers(app, key)
    assert (stored["S_STAFF"], stored["S_OLD"], stored["S_HIRE"]) == (40, 5, "yes")


def test_the_first_page_names_who_asks(person: Person) -> None:
    person.open("/en/s/small")
    assert "Sierra Alta, Vallée des Causses, and the Foreterre research network" in person.html
    person.open("/fr/s/small")
    assert "Sierra Alta, Vallée des Causses et le réseau de recherche Foreterre" in person.html


def test_the_last_page_leads_to_what_others_around_say(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review().press(go="send")
    assert 'class="go" href="/en/"' in person.html
    with app.app_context(), transaction():
        number = releases.create(
            NewRelease(
                made_at=NOW, seed=1, code_version="1", wave="w2026", campaigns=("small",),
                is_synthetic=True, margins={}, questionnaires={},
            ),
            [],
            [hide(Cell(indicator="IND01", territory="t_one", audience="firms", by=()))],
        )  # fmt: skip
        releases.publish(number, NOW)
    person.open(f"/en/r/{person.key}/thanks")
    assert 'class="go" href="/en/territories/t_one"' in person.html


def test_sent_is_what_reached_the_thanks(app: Flask, client: FlaskClient) -> None:
    people = [Person(client).to_review() for _number in range(3)]
    Person(client).begin()
    receipts = {each.press(go="send").page.receipt for each in people for _twice in range(2)}
    assert len(receipts) == 3
    with app.app_context():
        assert campaigns.counts()["small"] == (4, 3)


def test_a_fault_is_logged_without_key_or_answer(
    app: Flask, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context(), transaction() as session:
        session.execute(sa.text("""UPDATE response SET prefill = '"no table"'"""))
    person.send({**person.hidden, **SITE, "go": "next"})
    assert (person.status, person.page.kind, person.page.language) == (500, "problem", "en")
    assert "Error at respond.save_step" in caplog.text
    for secret in (person.key, keys.hashed(person.key), "Wood & stone", "SELECT"):
        assert secret not in caplog.text
