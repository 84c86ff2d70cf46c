"""The pages of single indicators: every number is of the release, and silence is put in words."""

import csv
import io
import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.dashboards import actions
from app.dashboards.downloads import download
from app.dashboards.indicators.sheets import sheets
from app.reference.cells import Cell
from app.store import releases
from tests.pages.dashboards.test_published_numbers import HORIZON, HTML, agrees, key_of, outside

pytestmark = pytest.mark.slow

MOST_BYTES = 150_000
KEY = ("indicator", "territory", "audience", "by")
HELD = ("IND01", "IND03", "IND06", "IND13", "IND14", "IND20", "IND23", "IND28", "IND35")


@pytest.fixture
def held(app: Flask, reader: FlaskClient) -> dict[tuple[str, ...], Cell]:
    assert reader.application is app
    with app.app_context():
        return {key_of(each): each for each in releases.cells(1)}


def address_of(territory: str, code: str, more: str = "", language: str = "en") -> str:
    return f"/{language}/territories/{territory}/indicators/{code}{more}"


def main_of(reader: FlaskClient, address: str) -> Element:
    found = html5lib.parse(text_of(reader, address)).find(f".//{HTML}main")
    assert found is not None
    return found


def told(main: Element) -> dict[tuple[str, ...], tuple[str, str] | None]:
    """Key to value and n of every published number; None where it is hidden."""
    found: dict[tuple[str, ...], tuple[str, str] | None] = {}
    for each in main.iter():
        if "data-indicator" in each.attrib:
            key = tuple(each.attrib[f"data-{name}"] for name in KEY)
            is_hidden = "data-suppressed" in each.attrib
            found[key] = None if is_hidden else (each.attrib["data-value"], each.attrib["data-n"])
    return found


def rows_of(reader: FlaskClient, address: str) -> list[dict[str, str]]:
    text = text_of(reader, address)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


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
            address = address_of(territory, code, "/all", language)
            main = main_of(reader, address)
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


@pytest.mark.parametrize("code", HELD)
def test_every_section_is_on_the_first_page_or_on_one_of_its_own_and_no_number_is_lost(
    reader: FlaskClient, code: str
) -> None:
    for territory in ("t_up", "t_none"):
        first = main_of(reader, address_of(territory, code))
        shown = told(first)
        named = {each.attrib["id"] for each in first.iter() if "id" in each.attrib}
        for link in (each.attrib.get("href", "") for each in first.iter(f"{HTML}a")):
            if link.startswith("#"):
                assert link[1:] in named
            elif f"/indicators/{code}/" in link and not link.endswith("/all"):
                shown |= told(main_of(reader, link))
        assert shown == told(main_of(reader, address_of(territory, code, "/all")))


def test_what_would_make_a_page_heavy_stands_apart_and_its_page_leads_on(
    reader: FlaskClient,
) -> None:
    first = text_of(reader, address_of("t_up", "IND13"))
    apart = re.findall(r'href="(/en/territories/t_up/indicators/IND13/(?!all)[^"]+)"', first)
    assert apart
    assert len(first) < MOST_BYTES
    page = text_of(reader, apart[0])
    assert "The section before:" in page
    assert 'href="/en/territories/t_up/indicators/IND13"' in page
    assert page.count("<h2") == 1
    assert page.count("<tr><th") > 1


def test_the_main_thing_stands_before_the_sections(reader: FlaskClient) -> None:
    page = text_of(reader, address_of("t_up", "IND28"))
    assert page.index("Residents who mean to stay") < page.index("<h2")
    assert "in the whole network" in page
    assert 'class="foremost"' not in text_of(reader, address_of("t_none", "IND28"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_says_what_the_pages_say_and_holds_nothing_of_hidden_numbers(
    reader: FlaskClient, held: dict[tuple[str, ...], Cell], language: str
) -> None:
    hidden, shown = 0, 0
    for territory in ("t_few", "t_none"):
        for code in HELD:
            page = told(main_of(reader, address_of(territory, code, "/all", language)))
            rows = rows_of(reader, address_of(territory, code, ".csv", language))
            assert len({tuple(row[name] for name in KEY) for row in rows}) == len(rows)
            for row in rows:
                cell = held[tuple(row[name] for name in KEY)]
                given = [row[name] for name in ("value", "low", "high", "n", "hidden", "verdict")]
                if cell.value is None:
                    assert given == ["", "", "", "", str(cell.hidden), ""]
                    hidden += 1
                else:
                    named = (cell.value, cell.low, cell.high, cell.n, "", cell.verdict or "")
                    assert given == [str(each) for each in named]
                    shown += 1
            numbers = {
                tuple(row[name] for name in KEY): row["value"]
                and (f"{float(row['value']):g}", row["n"])
                for row in rows
            }
            on_page = {key: value or "" for key, value in page.items() if key in held}
            assert on_page.items() <= numbers.items()
            assert all(not numbers[key] for key in numbers.keys() - on_page.keys())
    assert shown > 100
    assert hidden > 100


def test_a_file_says_in_words_what_its_codes_mean(reader: FlaskClient) -> None:
    page = text_of(reader, address_of("t_up", "IND01", language="fr"))
    assert 'href="/fr/territories/t_up/indicators/IND01.csv"' in page
    [row] = [
        each
        for each in rows_of(reader, address_of("t_up", "IND01", ".csv", "fr"))
        if not each["by"] and each["territory"] == "t_up"
    ]
    assert (row["unit"], row["section"]) == ("share", "Entreprises")
    assert row["what"] == "Entreprises qui prévoient d'embaucher"
    assert (row["release"], row["synthetic"]) == ("1", "yes")


def test_no_word_of_a_file_runs_in_a_spreadsheet(reader: FlaskClient) -> None:
    with reader.application.test_request_context("/en/"):
        view = actions.view("t_up", "en")
        cell = view.place.cell("IND01", "firms")
        answer = download(view, "IND01", [(cell, ("=1+1", "@SUM(A1)", "Bakers"))], ("a", "b", "c"))
    [row] = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert (row["a"], row["b"], row["c"]) == ("'=1+1", "'@SUM(A1)", "Bakers")


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
    assert reader.get(address_of("t_up", "IND99", ".csv")).status_code == 404
    assert reader.get(address_of("t_up", "IND99", "/all")).status_code == 404
    assert reader.get(address_of("t_up", "IND01", "/firms-by-moon")).status_code == 404
