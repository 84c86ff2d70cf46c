"""Every digit of a dashboard stands in its release; what is hidden stands nowhere."""

import csv
import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.dashboards.views import SUBJECTS
from app.reference.cells import Cell
from app.store import network, releases
from app.store.database import transaction
from app.store.network import Territory
from tests.pages.dashboards.conftest import TERRITORIES

pytestmark = pytest.mark.slow

HTML = "{http://www.w3.org/1999/xhtml}"
PLACE = ("indicator", "territory", "audience", "by")
NAMED = ("label", "heading")
HORIZON = re.compile(r"(?<!\d)20(30|35)(?!\d)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
GROUPING = re.compile(r"(?<=\d)[,\s\u202f\u00a0](?=\d{3}\b)")
PAGES = [
    "",
    "/own-words",
    *(f"/{code}" for code in SUBJECTS),
    *(f"/{code}/explore" for code in SUBJECTS),
]


@pytest.fixture
def held(app: Flask, reader: FlaskClient) -> dict[tuple[str, ...], Cell]:
    assert reader.application is app
    with app.app_context():
        return {key_of(each): each for each in releases.cells(1)}


def key_of(cell: Cell) -> tuple[str, ...]:
    by = ";".join(f"{name}={code}" for name, code in cell.by)
    return cell.indicator, cell.territory, cell.audience, by


def pages(client: FlaskClient, language: str) -> Iterator[tuple[str, Element]]:
    for territory in TERRITORIES:
        for page in PAGES:
            address = f"/{language}/territories/{territory}{page}"
            answer = client.get(address)
            assert answer.status_code == 200
            tree = html5lib.parse(answer.get_data(as_text=True))
            main = tree.find(f".//{HTML}main")
            assert main is not None
            yield address, main


def outside(element: Element) -> str:
    """Text outside published numbers, dates, labels and names."""
    classes = set(element.get("class", "").split())
    is_named = classes & set(NAMED) or element.tag in {f"{HTML}time", f"{HTML}th"}
    if is_named or "data-indicator" in element.attrib:
        return ""
    inside = (outside(each) + (each.tail or "") for each in element)
    return (element.text or "") + "".join(inside)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_digit_stands_in_the_release(
    reader: FlaskClient, held: dict[tuple[str, ...], Cell], language: str
) -> None:
    seen = 0
    for address, main in pages(reader, language):
        left = HORIZON.sub("", outside(main))
        assert not re.search(r"\d", left), (address, re.findall(r".{0,30}\d.{0,30}", left))
        for marked in main.iter():
            if "data-indicator" in marked.attrib:
                agrees(marked, held)
                seen += 1
    assert seen > 400


def agrees(marked: Element, held: dict[tuple[str, ...], Cell]) -> None:
    given = marked.attrib
    cell = held[
        tuple(given[f"data-{name}"] for name in ("indicator", "territory", "audience", "by"))
    ]
    text = GROUPING.sub("", "".join(marked.itertext()))
    if "data-suppressed" in given:
        assert cell.value is None
        assert {"data-value", "data-n"}.isdisjoint(given)
        assert not re.search(r"\d", text)
        return
    assert (float(given["data-value"]), given["data-n"]) == (cell.value, str(cell.n))
    known = set(written(cell)) | set(re.findall(r"\d+", str(cell.n)))
    assert set(NUMBER.findall(text)) <= known, (text, cell)


def written(cell: Cell) -> Iterator[str]:
    for value in (cell.value, cell.low, cell.high):
        assert value is not None
        is_share = cell.indicator != "IND14" and abs(value) <= 1
        yield f"{abs(round(100 * value if is_share else value))}"
        yield from (f"{abs(value):g}", f"{abs(value):g}".replace(".", ","))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_downloads_hold_the_cells_of_the_release_and_nothing_of_hidden_ones(
    reader: FlaskClient, held: dict[tuple[str, ...], Cell], language: str
) -> None:
    hidden = 0
    for territory in TERRITORIES:
        for subject in SUBJECTS:
            text = reader.get(f"/{language}/territories/{territory}/{subject}.csv").text
            for row in csv.DictReader(io.StringIO(text)):
                cell = held[tuple(row[name] for name in PLACE)]
                given = (row["value"], row["low"], row["high"], row["n"])
                if cell.value is None:
                    assert given == ("", "", "", "")
                    hidden += 1
                else:
                    assert given == tuple(map(str, (cell.value, cell.low, cell.high, cell.n)))
                assert row["hidden"] == (cell.hidden or "")
                assert row["synthetic"] == "yes"
    assert hidden


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_explored_draws_shown_values_only(
    reader: FlaskClient, held: dict[tuple[str, ...], Cell], subject: str
) -> None:
    for territory in TERRITORIES:
        shown = {each.value for each in held.values() if each.territory in {territory, "network"}}
        possible = {round(value * factor, 6) for value in shown if value is not None
                    for factor in (1, 100)}  # fmt: skip
        drawn = reader.get(f"/en/territories/{territory}/{subject}/figure.json").get_json()
        for trace in drawn["data"]:
            assert {round(value, 6) for value in trace["x"]} <= possible
        here = [trace for trace in drawn["data"] if trace["marker"]["color"] != "network"]
        assert bool(here) is (territory != "t_none")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "path",
    ["nowhere", "network", "t_up/nothing", "t_up/nothing.csv", "t_up/nothing/figure.json",
     "nowhere/hiring", "t_up/hiring/explore/more"],
)  # fmt: skip
def test_what_does_not_exist_is_a_page_in_the_language(
    reader: FlaskClient, path: str, language: str
) -> None:
    answer = reader.get(f"/{language}/territories/{path}")
    assert answer.status_code == 404
    assert 'data-page="problem"' in answer.text
    assert f'<html lang="{language}"' in answer.text


def test_only_the_published_release_is_seen(reader: FlaskClient, app: Flask) -> None:
    before = reader.get("/en/territories/t_up/hiring").text
    with app.app_context(), transaction():
        first = releases.by_number(1)
        changed = [Cell(indicator="IND01", territory="t_up", audience="firms", value=0.11,
                        low=0.1, high=0.12, n=999)]  # fmt: skip
        new = releases.NewRelease(
            made_at=first.made_at,
            seed=1,
            code_version="0.1.0",
            wave="w2026",
            campaigns=(),
            is_synthetic=True,
            margins={},
            questionnaires=first.questionnaires,
        )
        assert releases.create(new, (), changed) == 2
    after = reader.get("/en/territories/t_up/hiring").text
    assert "release 1<" in after
    assert numbers(after) == numbers(before)


def numbers(page: str) -> list[str]:
    return re.findall(r'data-value="([^"]*)" data-n="([^"]*)"', page)


def test_nothing_published_is_a_page_in_the_language(app: Flask) -> None:
    client = app.test_client()
    with app.app_context(), transaction():
        network.add_territory(
            Territory(code="t_up", name="Up", country="FR", nuts3="FRJ25", languages=("fr",))
        )
    for language in ("en", "fr"):
        answer = client.get(f"/{language}/territories/t_up")
        assert answer.status_code == 404
        assert 'data-page="problem"' in answer.text


def test_changes_are_told_with_how_sure_they_are(reader: FlaskClient) -> None:
    up, down = (reader.get(f"/en/territories/{name}/staying").text for name in ("t_up", "t_down"))
    assert "clearly rose since the wave before" in up
    assert "clearly fell since the wave before" in down
    few = reader.get("/en/territories/t_few/staying").text
    assert "is not clear" in few or "likely rose" in few


def test_own_words_name_no_word_that_fewer_than_five_used(reader: FlaskClient) -> None:
    text = reader.get("/fr/territories/t_up/own-words").text
    assert "Logements" in text
    assert ">atelier</span>" in text
    assert "apprentis" in text
    nobody = reader.get("/en/territories/t_none/own-words").text
    assert ">atelier</span>" not in nobody
