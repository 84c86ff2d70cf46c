"""flask release …: what it prints and how it ends."""

import json

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from app.commands.release import release
from app.store import responses
from app.store.database import db, transaction
from app.store.responses import Response
from tests.releases.conftest import CODES

pytestmark = pytest.mark.slow


def run(store: Flask, *arguments: str) -> Result:
    return store.test_cli_runner().invoke(release, list(arguments))


def made(store: Flask) -> Result:
    return run(store, "make", *CODES, "--seed", "7")


def test_make_says_the_number_and_what_weighting_joined(store: Flask) -> None:
    result = made(store)
    assert result.exit_code == 0, result.output
    assert "Release 1: " in result.output
    assert "joined" in result.output


def test_show_gives_every_cell_and_hides_what_is_hidden(store: Flask) -> None:
    made(store)
    shown = json.loads(run(store, "show", "1", "--json").output)
    assert (shown["number"], shown["published"], shown["synthetic"]) == (1, False, True)
    assert shown["seed"] == 7
    assert shown["questionnaires"]["firms"]["code"] == "firms"
    hidden = [each for each in shown["cells"] if each["suppressed"]]
    open_ = [each for each in shown["cells"] if not each["suppressed"]]
    assert {(e["value"], e["low"], e["high"], e["n"]) for e in hidden} == {(None,) * 4}
    assert all(each["value"] is not None and each["n"] is not None for each in open_)
    whole = next(each for each in open_ if each["indicator"] == "IND01" and not each["by"])
    assert whole["territory"] == "north"


def test_list_and_publish_tell_what_is_public(store: Flask) -> None:
    assert json.loads(run(store, "list", "--json").output) == []
    made(store)
    assert run(store, "publish", "1").exit_code == 0
    [listed] = json.loads(run(store, "list", "--json").output)
    assert (listed["number"], listed["published"]) == (1, True)
    again = run(store, "publish", "1")
    assert (again.exit_code, "published before" in again.output) == (1, True)


def test_verify_ends_well_and_badly_only_where_a_cell_differs(store: Flask) -> None:
    made(store)
    assert run(store, "verify", "1").exit_code == 0
    with transaction():
        first = db.session.scalars(sa.select(Response)).first()
        assert first is not None
        responses.erase(first)
    result = run(store, "verify", "1")
    assert result.exit_code == 0
    assert "firms of north: 1 response was erased" in result.output
    with transaction():
        db.session.execute(
            sa.text(
                "UPDATE release_cell SET high = 0.99 WHERE indicator = 'IND28' AND position = "
                "(SELECT min(position) FROM release_cell WHERE indicator = 'IND28')"
            )
        )
    result = run(store, "verify", "1")
    assert result.exit_code == 1
    assert "IND28 north residents (answer stays): high is 0.99" in result.output
    found = json.loads(run(store, "verify", "1", "--json").output)
    assert found["differing"][0]["field"] == "high"
    assert found["unrecoverable"][0]["erased"] == 1


def test_what_does_not_exist_is_named(store: Flask) -> None:
    result = run(store, "make", "nowhere")
    assert (result.exit_code, "nowhere" in result.output) == (1, True)
    assert run(store, "show", "12").exit_code == 1
    assert run(store, "show", "twelve").exit_code == 2
