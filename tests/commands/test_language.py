"""flask language …: what there is, and who has read it."""

import json
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.language import language
from tests.programs import ROOT


@pytest.fixture
def translations(app: Flask, tmp_path: Path) -> Path:
    """The languages of the product, to be written to."""
    copied = tmp_path / "translations"
    for code in ("fr", "de"):
        shutil.copytree(ROOT / "translations" / code, copied / code)
    app.config["TRANSLATIONS_DIR"] = str(copied)
    return copied


def states(runner: FlaskCliRunner) -> dict[str, dict[str, str]]:
    listed = runner.invoke(language, ["list", "--json"])
    assert listed.exit_code == 0, listed.output
    found: dict[str, dict[str, str]] = json.loads(listed.output)
    return found


@pytest.mark.usefixtures("translations")
def test_a_review_opens_a_language(runner: FlaskCliRunner) -> None:
    assert set(states(runner)["de"].values()) == {"draft"}
    done = runner.invoke(language, ["review", "de", "--by", "A. Leserin", "--catalogue", "firms"])
    assert done.exit_code == 0, done.output
    assert states(runner)["de"]["firms"] == "reviewed"
    assert states(runner)["de"]["messages"] == "draft"
    assert runner.invoke(language, ["review", "de", "--by", "A. Leserin"]).exit_code == 0
    assert set(states(runner)["de"].values()) == {"reviewed"}
    assert set(states(runner)["fr"].values()) == {"draft"}


@pytest.mark.usefixtures("translations")
def test_what_is_wrong_is_named(runner: FlaskCliRunner) -> None:
    nobody = runner.invoke(language, ["review", "de", "--by", " "])
    assert (nobody.exit_code, "give --by" in nobody.output) == (1, True)
    unknown = runner.invoke(language, ["review", "de", "--by", "A", "--catalogue", "nothing"])
    assert (unknown.exit_code, "choose one of messages" in unknown.output) == (1, True)
    assert runner.invoke(language, ["review", "xx", "--by", "A"]).exit_code == 2


def test_what_the_product_ships_is_said(runner: FlaskCliRunner) -> None:
    found = states(runner)
    assert set(found["fr"].values()) == {"reviewed"}, "read French again: `language review fr`"
    assert {state for code in found if code != "fr" for state in found[code].values()} == {"draft"}
    listed = runner.invoke(language, ["list"])
    assert "ar  العربية  messages draft" in listed.output
