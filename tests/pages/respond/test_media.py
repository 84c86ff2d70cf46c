"""Pictures, sounds and films on the pages: those of the language, for whoever answers."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from app.commands.survey import survey
from app.questionnaire.model import Questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_media
from tests.pages.respond.person import Person

TODAY = date.today()  # noqa: DTZ011  # campaigns open and close by the day
SOURCE = re.compile(r'<(img|audio|video)[^>]* src="([^"]+)"')
LINK = re.compile(r'<a class="larger" href="([^"]+)"')


@pytest.fixture
def trees(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Questionnaire:
    """In the field."""
    assert runner.invoke(survey, ["import", str(made_media.written(tmp_path))]).exit_code == 0
    with app.app_context(), transaction():
        version = questionnaires.latest("trees")
        campaigns.add(
            NewCampaign(
                code="trees",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("t_one",),
                opens_on=TODAY,
                closes_on=TODAY,
                languages=(),
            )
        )
        return questionnaires.compiled(version.id)


def person(client: FlaskClient, language: str = "en") -> Person:
    return Person(client).begin(language, campaign="trees")


def here(person: Person, address: str) -> str:
    """As a browser reads an address that is told from that of the page."""
    return f"{person.address.partition('?')[0].rpartition('/')[0]}/{address}"


def shown(person: Person, asked: Questionnaire) -> list[tuple[str, str]]:
    """Element and name of the file, in the order of the page."""
    names = {digest: name for name, digest in asked.media_files.items()}
    found = SOURCE.findall(person.html)
    return [(element, names[source.removeprefix("media/")]) for element, source in found]


def test_each_language_shows_its_own_files_and_those_for_all_and_no_others(
    client: FlaskClient, trees: Questionnaire
) -> None:
    assert shown(person(client), trees) == [
        ("img", "tree_en.png"),
        ("audio", "wind.wav"),
        ("img", "oak.png"),
        ("audio", "oak.wav"),
        ("img", "elm.png"),
    ]
    assert shown(person(client, "fr"), trees) == [
        ("img", "tree_fr.png"),
        ("audio", "wind.wav"),
        ("img", "oak.png"),
        ("img", "elm_fr.png"),
        ("img", "told_fr.png"),
    ]


def test_every_address_gives_the_file_that_was_imported_for_good(
    client: FlaskClient, trees: Questionnaire
) -> None:
    someone = person(client)
    (larger,) = LINK.findall(someone.html)
    for address in (larger, *(source for _, source in SOURCE.findall(someone.html))):
        answer = client.get(here(someone, address), buffered=True)
        assert answer.status_code == 200
        assert made_media.sha256(answer.data) == address.removeprefix("media/")
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.mimetype in {"image/png", "audio/wav"}
        tag = answer.headers["ETag"]
        again = client.get(here(someone, address), headers={"If-None-Match": tag}, buffered=True)
        assert again.status_code == 304
    assert larger == f"media/{trees.media_files['tree_big.png']}"
    policy = client.get(someone.address).headers["Content-Security-Policy"]
    assert "img-src 'self'" in policy
    assert "media-src 'self'" in policy


def test_a_player_gets_the_part_that_it_asks_for(client: FlaskClient, trees: Questionnaire) -> None:
    someone = person(client)
    address = here(someone, f"media/{trees.media_files['wind.wav']}")
    answer = client.get(address, headers={"Range": "bytes=0-3"}, buffered=True)
    assert (answer.status_code, answer.data) == (206, b"RIFF")


def test_only_who_answers_this_questionnaire_gets_its_files(
    client: FlaskClient, trees: Questionnaire
) -> None:
    digest = trees.media_files["oak.png"]
    assert client.get(here(person(client), f"media/{'0' * 64}")).status_code == 404
    assert client.get(f"/en/r/{'a' * 26}/media/{digest}").status_code == 404
    another = Person(client).begin()
    assert client.get(here(another, f"media/{digest}")).status_code == 404


@pytest.mark.usefixtures("trees")
def test_words_say_what_a_picture_shows_and_nothing_starts_by_itself(client: FlaskClient) -> None:
    html = person(client, "fr").html
    assert re.search(r'<img [^>]*alt="Quel arbre pousse ici ?', html)
    assert re.search(r'<img [^>]*alt="Orme"', html)
    assert re.search(r'aria-labelledby="(choice-tree-elm-text)".*?<span id="\1">Orme<', html, re.S)
    assert re.search(r'<audio controls preload="none" [^>]*aria-label="Quel arbre', html)
    assert "autoplay" not in html
    assert 'alt="En français seulement"' in html


def test_a_questionnaire_without_files_shows_its_choices_as_before(client: FlaskClient) -> None:
    html = Person(client).begin().html
    assert "pictured" not in html
    assert 'class="media"' not in html
