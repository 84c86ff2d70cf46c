"""The pages of single indicators: every number is of the release, and silence is put in words."""

import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.dashboards.indicators.sheets import sheets
from app.reference.cells import Cell
from app.store import releases
from tests.pages.dashboards.test_published_numbers import HORIZON, HTML, agrees, key_of, outside

pytestmark = pytest.mark.slow

HELD = ("IND01", "IND03", "IND06", "IND13", "IND14", "IND20", "IND23", "IND28", "IND35")


@pytest.fixture
def held(app: Flask, reader: FlaskClient) -> dict[tuple[str, ...], Cell]:
    assert reader.application is app
    with app.app_context():
        return {key_of(each): each for each in releases.cells(1)}


def text_of(reader: FlaskClient, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_digit_of_an_indicator_stands_in_the_release(
    reader: FlaskClient, held: dict[tuple[str, ...], Cell], language: str
) -> None:
    shown, hidden = 0, 0
    for territory in ("t_up", "t_few", "t_none"):
        for code in HELD:
            address = f"/{language}/territories/{territory}/indicators/{code}"
            main = html5lib.parse(text_of(reader, address)).find(f".//{HTML}main")
            assert main is not None
            left = HORIZON.sub("", outside(main))
            assert not re.search(r"\d", left), (address, re.findall(r".{0,30}\d.{0,30}", left))
            for marked in (each for each in main.iter() if "data-indicator" in each.attrib):
                if "data-suppressed" in marked.attrib:
                    hidden += 1
                    assert not re.search(r"\d", "".join(marked.itertext()))
                else:
                    shown += 1
                    agrees(marked, held)
    assert shown > 400
    assert hidden > 100


def test_the_list_names_every_indicator_and_leads_to_its_page(reader: FlaskClient) -> None:
    assert "/en/territories/t_up/indicators" in text_of(reader, "/en/territories/t_up")
    page = text_of(reader, "/en/territories/t_up/indicators")
    for code, sheet in sheets().items():
        assert f'href="/en/territories/t_up/indicators/{code}"' in page
        assert str(sheet.name).replace("'", "&#39;") in page
    french = text_of(reader, "/fr/territories/t_up/indicators")
    assert "Projets de recrutement à 12 mois" in french


def test_a_page_tells_how_to_read_what_goes_in_and_the_formula(reader: FlaskClient) -> None:
    page = text_of(reader, "/en/territories/t_up/indicators/IND01")
    assert "Intentions, not hires" in page
    assert "Do you plan to hire here in the next 12 months?" in page
    assert "volume = sum(w*n*p)" in page
    assert "<svg" in text_of(reader, "/en/territories/t_up/indicators/IND03")


def test_what_changed_since_the_wave_before_is_said_in_a_sentence(reader: FlaskClient) -> None:
    page = text_of(reader, "/en/territories/t_up/indicators/IND28")
    assert "clearly rose since the wave before" in page
    assert "wave=" not in page


def test_what_is_withheld_or_was_never_asked_is_said_in_words(reader: FlaskClient) -> None:
    withheld = text_of(reader, "/en/territories/t_none/indicators/IND28")
    assert "Withheld here: too few answers, or somebody could be recognised." in withheld
    assert "Hidden: it, or another number with it, would tell of too few people" in withheld
    experts = text_of(reader, "/en/territories/t_up/indicators/IND33")
    assert "Nothing yet: nobody has been asked, or nothing is recorded." in experts
    assert "data-indicator" not in experts
    older = text_of(reader, "/en/territories/t_up/indicators/IND07")
    assert "Nothing yet: its questions were not asked, or this release is older." in older


def test_an_indicator_or_a_territory_that_is_not_there_is_not_found(reader: FlaskClient) -> None:
    assert reader.get("/en/territories/t_up/indicators/IND99").status_code == 404
    assert reader.get("/en/territories/t_gone/indicators/IND01").status_code == 404
