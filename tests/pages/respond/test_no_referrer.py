"""Every answer says that no address may be passed on: pages, problems, redirects, files."""

import pytest
from flask.testing import FlaskClient

from app.store.keys import CROCKFORD
from tests.pages.respond.person import SITE, START, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def test_no_answer_lets_a_browser_pass_its_address_on(person: Person) -> None:
    client, key = person.client, person.key
    answers = [
        client.get(address)
        for address in (
            "/", "/s/small", "/en/s/small", "/en/s/small-closed", "/en/s/none", f"/r/{key}",
            f"/en/r/{key}", f"/en/r/{key}/p1", f"/en/r/{key}/review", f"/en/r/{key}/thanks",
            f"/en/r/{key[::-1]}/p1", "/en/resume", "/en/erase", "/en/nowhere", "/static/looks.css",
            "/static/none.css", "/healthz", "/readyz",
        )
    ]  # fmt: skip
    answers += [
        client.post(f"/en/r/{key}/p1", data={**person.hidden, **SITE, "go": "next"}),
        client.post(f"/en/r/{key}/p1", data={**person.hidden, "S_STAFF": "many", "go": "next"}),
        client.post(f"/en/r/{key}/p1", data={f"a{number}": "" for number in range(10_001)}),
        client.post("/en/resume", data={"code": CROCKFORD[:10]}),
        client.post("/en/", data={}),
    ]
    statuses = {each.status_code for each in answers}
    assert statuses >= {200, 302, 303, 404, 405, 413, 422}
    assert {each.headers.get("Referrer-Policy") for each in answers} == {"no-referrer"}
    for each in answers:
        each.close()


def test_only_files_are_kept_by_a_browser(person: Person) -> None:
    for address in (f"/en/r/{person.key}/p1", "/en/resume", "/en/s/small"):
        assert person.client.get(address).headers["Cache-Control"] == "no-store"
