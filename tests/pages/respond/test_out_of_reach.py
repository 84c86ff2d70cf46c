"""A database out of reach: a page that says so, keeps what was typed, and sends it again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.store import keys, responses
from app.store.database import db
from tests.databases import Cluster, disconnect
from tests.pages.respond.person import SITE, START, Person

Away = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def away(app: Flask, database_url: str, request: pytest.FixtureRequest) -> Away:
    """While it is open, nobody reaches the database of the test; open connections are cut."""
    url = sa.make_url(database_url)
    if url.drivername == "sqlite":
        return lambda: _moved(app, Path(str(url.database)))
    cluster: Cluster = request.getfixturevalue("postgres")
    return lambda: _refused(cluster, str(url.database))


@contextmanager
def _moved(app: Flask, file: Path) -> Iterator[None]:
    disconnect(app)
    aside = file.with_suffix(".aside")
    file.rename(aside)
    file.mkdir()
    yield
    shutil.rmtree(file)
    aside.rename(file)


@contextmanager
def _refused(cluster: Cluster, name: str) -> Iterator[None]:
    cluster.run("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    cluster.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity JOIN pg_database"
        " USING (datname) WHERE NOT datallowconn AND datname <> 'template0'"
    )
    yield
    cluster.run("ALTER DATABASE {} ALLOW_CONNECTIONS true", name)


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_typed_waits_in_the_page_and_is_sent_again(
    app: Flask, person: Person, away: Away, language: str
) -> None:
    person.open(f"/{language}/r/{person.key}/p1")
    typed = {**SITE, "S_WORDS": 'Wood & "stone"\r\n<b>'}
    with away():
        person.press(typed)
        assert (person.status, person.page.kind) == (503, "problem")
        assert person.page.language == language
        waiting = person.hidden
        person.press()
        assert (person.status, person.hidden) == (503, waiting)
    person.press()
    assert person.status == 200, person.html
    with app.app_context():
        stored = responses.by_key_hash(keys.hashed(person.key), lock=False).answers
        assert (stored["S_STAFF"], stored["S_WORK"]) == (12, "farm")
        assert str(stored["S_WORDS"]).startswith('Wood & "stone"')


def test_the_button_that_was_pressed_is_pressed_again(person: Person, away: Away) -> None:
    with away():
        person.press(SITE, go="back")
        assert [form.ways for form in person.page.forms] == [["back"]]


def test_every_page_says_when_to_come_back(person: Person, away: Away) -> None:
    addresses = ["/en/", "/en/s/small", f"/en/r/{person.key}", f"/en/r/{person.key}/thanks"]
    posts = {
        "/en/s/small": {"entry": "x", "go": "next"},
        "/en/resume": {"code": "K7MQ-4TPX-9D"},
        "/en/erase": {"receipt": "ABCD-EFGH-JKMN-PQRS", "confirm": "on"},
    }
    with away():
        answers = [person.client.get(address) for address in addresses]
        answers += [person.client.post(address, data=data) for address, data in posts.items()]
    assert [each.status_code for each in answers] == [503] * 7
    assert {each.headers["Retry-After"] for each in answers} == {"20"}
    assert all(b'href="/en/s/small"' in each.data for each in answers[1:2])


def test_a_form_too_long_to_carry_is_not_carried(person: Person, away: Away) -> None:
    with away():
        person.press({**SITE, "S_WORDS": "x" * 1_000_001})
        assert (person.status, person.page.forms) == (503, [])


def test_the_log_says_why_and_nothing_of_the_respondent(
    person: Person, away: Away, caplog: pytest.LogCaptureFixture
) -> None:
    with away():
        person.press({**SITE, "S_WORDS": "secret words"})
    assert "no database (" in caplog.text
    assert "respond.save_step" in caplog.text
    assert person.key not in caplog.text
    assert "secret words" not in caplog.text


def test_a_connection_that_dies_after_its_last_use_spoils_nothing(app: Flask, away: Away) -> None:
    """The end of a request gives the connection back, and finds it dead."""
    with app.app_context():
        assert db.session.scalar(sa.select(1)) == 1
        with away():
            pass
    with app.app_context():
        assert db.session.scalar(sa.select(1)) == 1
