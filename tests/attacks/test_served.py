"""What pages, payloads, files and commands serve is what the release tells, and nothing else.

So whatever an attack on the release can't find, it can't find in anything that is served.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import cycle

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from pypdf import PdfReader

from app.commands.release import release
from app.dashboards.indicators.sheets import sheets
from app.dashboards.views import SUBJECTS
from app.reference.cells import Cell, Key
from tests.pages.respond import given_back
from tests.releases.made_answers import TERRITORIES

Told = Mapping[Key, Cell]
LANGUAGES = ("en", "fr")
MARKED = re.compile(r"<[^>]* data-indicator=[^>]*>")
ATTRIBUTE = re.compile(r'data-([a-z]+)="([^"]*)"')
PER_CENT = re.compile(r"(\d+)[  ]?%")


def marked(page: str) -> Iterator[tuple[Key, dict[str, str]]]:
    """Every published number of a page, by its key, with all that its element says."""
    for element in MARKED.findall(page):
        found = dict(ATTRIBUTE.findall(element))
        by = tuple(tuple(each.split("=")) for each in found["by"].split(";") if each)
        yield (found["indicator"], found["territory"], found["audience"], by), found


def addresses(language: str, ending: str = "") -> list[str]:
    return [
        f"/{language}/territories/{territory}/{subject}{ending}"
        for territory in TERRITORIES
        for subject in SUBJECTS
    ]


def of_indicators(language: str, ending: str) -> list[str]:
    """Every indicator, each in another territory than the one before."""
    return [
        f"/{language}/territories/{territory}/indicators/{code}{ending}"
        for code, territory in zip(sheets(), cycle(TERRITORIES), strict=False)
    ]


def read(site: FlaskClient, address: str) -> str:
    with site.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_what_the_release_tells(site: FlaskClient, told: Told, language: str) -> None:
    places = [f"/{language}/territories/{each}" for each in TERRITORIES]
    shown = hidden = 0
    for address in (*places, *addresses(language), *of_indicators(language, "/all")):
        for key, element in marked(read(site, address)):
            cell = told.get(key)
            if cell is None or cell.value is None:
                assert element.keys() & {"value", "n"} == set(), (address, key)
                assert element["suppressed"] == "confidential"
                hidden += 1
            else:
                assert (float(element["value"]), element["n"]) == (cell.value, str(cell.n))
                shown += 1
    assert shown > 100
    assert hidden > 10


def test_files_say_what_the_release_tells(site: FlaskClient, told: Told) -> None:
    rows = 0
    for address in (*addresses("en", ".csv"), *of_indicators("en", ".csv")):
        for row in csv.DictReader(io.StringIO(read(site, address))):
            by = tuple(tuple(each.split("=")) for each in row["by"].split(";") if each)
            cell = told.get((row["indicator"], row["territory"], row["audience"], by))
            named = ("value", "low", "high", "n")
            given = [row[name] for name in named]
            if cell is None or cell.value is None:
                assert (given, row["hidden"], row["bound"]) == ([""] * 4, "confidential", "")
            else:
                assert given == [str(getattr(cell, name)) for name in named]
            rows += 1
    assert rows > 100


def test_payloads_of_pictures_hold_numbers_that_the_release_tells(
    site: FlaskClient, told: Told
) -> None:
    values = {
        round(factor * end, 6)
        for cell in told.values()
        for end in (cell.value, cell.low, cell.high)
        if end is not None
        for factor in (1, 100)
    }
    drawn = 0
    for address in addresses("en", "/figure.json"):
        for trace in json.loads(read(site, address))["data"]:
            for number, above, below in zip(
                trace["x"], trace["error_x"]["array"], trace["error_x"]["arrayminus"], strict=True
            ):
                assert {round(each, 6) for each in (number, number + above, number - below)} <= (
                    values
                ), address
                drawn += 1
    assert drawn > 100


def test_the_command_shows_what_the_release_tells(
    site: FlaskClient, runner: FlaskCliRunner, told: Told
) -> None:
    assert site
    shown = json.loads(runner.invoke(release, ["show", "1", "--json"]).stdout)["cells"]
    assert len(shown) == len(told)
    for row in shown:
        cell = told[row["indicator"], row["territory"], row["audience"], tuple(row["by"].items())]
        assert [row[name] for name in ("value", "low", "high", "n")] == [
            cell.value,
            cell.low,
            cell.high,
            cell.n,
        ]
        assert row["reason"] == (None if cell.hidden is None else "confidential")


@pytest.mark.parametrize("audience", ["firms", "residents", "trainers"])
def test_what_comes_back_to_a_respondent_says_no_other_number(
    site: FlaskClient, app: Flask, told: Told, audience: str
) -> None:
    with app.app_context():
        mine = given_back.sent(audience, "north")
    page = read(site, mine.address())
    for key, element in marked(page):
        cell = told.get(key)
        if cell is None or cell.value is None:
            assert element.keys() & {"value", "n"} == set()
        else:
            assert (float(element["value"]), element["n"]) == (cell.value, str(cell.n))
    answer = site.get(mine.address("en", "summary.pdf"))
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.data)).pages)
    ends = {
        round(100 * end)
        for cell in told.values()
        for end in (cell.value, cell.low, cell.high)
        if end is not None and cell.audience in {"firms", "residents", "trainers"}
    }
    assert {int(each) for each in PER_CENT.findall(text)} <= ends


def test_asking_a_thousand_times_gives_the_same_number(site: FlaskClient) -> None:
    """sdc.average: there is no noise to average away, in no language and at no time."""
    said = {
        tuple(
            (key, element.get("value"), element.get("n"))
            for key, element in marked(read(site, f"/{language}/territories/north/hiring"))
        )
        for language in LANGUAGES
        for _ in range(10)
    }
    assert len(said) == 1
