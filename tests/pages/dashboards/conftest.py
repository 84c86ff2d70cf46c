"""Territories whose numbers point up, point down, are few, or are all kept back."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from app.dashboards.book import Labels, Place
from app.dashboards.views import SUBJECTS
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from app.reference.audiences import Audience
from app.reference.cell_book import CellBook
from app.reference.cells import (
    BESIDE,
    CHANGE,
    NETWORK,
    WAVE,
    Bound,
    Cell,
    Hidden,
    Verdict,
    by_codes,
)
from app.reference.languages import LANGUAGES
from app.reference.open_codes import RELEASE_KEY, OpenCode, OpenCodes, to_document
from app.settings import Settings
from app.store import database, network, questionnaires, releases
from app.store.network import Territory
from app.store.releases import NewRelease
from app.web.languages import SPOKEN
from app.wiring import create_app
from tests import databases
from tests.checked_pages import CheckedClient
from tests.programs import ROOT

PUBLISHED = datetime(2026, 3, 2, 12, tzinfo=UTC)
TERRITORIES = {"t_up": "Causses", "t_down": "Alta", "t_few": "Delta", "t_none": "Lahti"}
COUNTS = {
    "t_up": (1235, 990, 1480),
    "t_down": (45, 20, 70),
    "t_few": (25, 10, 40),
    NETWORK: (1900, 1500, 2300),
}  # hires
# unit of a number to its value, low and high
NUMBERS = {
    "t_up": {
        "share": (0.62, 0.55, 0.7),
        "points": (40, 20, 60),
        "index": (150, 130, 170),
        "whole": (25, 17, 41),
        "times": (3.4, 2.1, 5.2),
    },
    "t_down": {
        "share": (0.21, 0.14, 0.3),
        "points": (-40, -60, -20),
        "index": (60, 40, 80),
        "whole": (9, 5, 13),
        "times": (0.5, 0.3, 0.7),
    },
    "t_few": {
        "share": (0.95, 0.8, 1.0),
        "points": (5, -20, 30),
        "index": (100, 60, 140),
        "whole": (104, 26, 104),
        "times": (9.5, 2.0, 9.5),
    },
    NETWORK: {
        "share": (0.42, 0.4, 0.44),
        "points": (2, -3, 7),
        "index": (100, 95, 105),
        "whole": (24, 20, 52),
        "times": (3.1, 2.4, 4.0),
    },
}
FORMER = "w2025"
CODES = OpenCodes((OpenCode("housing", {"en": "Homes", "fr": "Logements"}, {}),))
WHOLE = ("lead", "wait", "effective", "joined", "left_out", "minutes", "gap")  # measures


@cache
def asked(audience: str) -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / f"{audience}.yaml", ROOT / "translations")


def made(cell: Cell) -> Cell:
    """The same cell with numbers of its territory; hidden where it has none."""
    numbers = NUMBERS.get(cell.territory)
    if numbers is None:
        return cell
    is_count = cell.dimensions.get("measure") == "hires"
    value, low, high = COUNTS[cell.territory] if is_count else numbers[unit_of(cell)]
    is_few = cell.territory == "t_few"
    if cell.indicator == "IND13" and cell.audience != "firms":
        value, low, high = (200 - each for each in (value, high, low))
    return Cell(
        indicator=cell.indicator,
        territory=cell.territory,
        audience=cell.audience,
        by=cell.by,
        value=value,
        low=low,
        high=high,
        n="10-29" if is_few else 1240,
        bound=bound_of(cell) if not is_count else None,
        is_fragile=is_few,
        verdict=verdict_of(cell, low, high),
    )


def verdict_of(cell: Cell, low: float, high: float) -> Verdict | None:
    """Of a difference: clear where its interval leaves nought out."""
    if not {BESIDE, CHANGE} & cell.dimensions.keys():
        return None
    return Verdict.NOT_CLEAR if low <= 0 <= high else Verdict.CLEAR


def bound_of(cell: Cell) -> Bound | None:
    unit = unit_of(cell)
    if cell.territory == "t_few" and unit in {"share", "whole", "times"}:
        return Bound.OVER
    return Bound.OPEN if cell.territory == NETWORK and unit == "whole" else None


def unit_of(cell: Cell) -> str:
    if cell.dimensions.get("measure") == "panel" or {"term", "topic"} & cell.dimensions.keys():
        return "whole"
    return unit_of_number(replace(cell, by=tuple(pair for pair in cell.by if pair[0] != WAVE)))


def unit_of_number(cell: Cell) -> str:
    measure = cell.dimensions.get("measure")
    if {BESIDE, CHANGE} & cell.dimensions.keys():
        return "share" if cell.indicator == "IND14" or measure == "postponed" else "points"
    if cell.indicator == "IND13" or measure in {"score", "hours"}:
        return "index"
    if cell.indicator in {"IND23", "IND35"} and measure in (*WHOLE, "agility"):
        return "times" if measure == "agility" else "whole"
    if cell.indicator == "IND20" and len(cell.by) > 1:
        return "points"
    if cell.indicator == "IND14" or "weight" in cell.dimensions:
        return "points" if len(cell.by) > 1 else "share"
    return "share"


class EveryCell(CellBook):
    """Notes whatever a page looks up."""

    def __init__(self) -> None:
        super().__init__(())
        self.asked: dict[object, Cell] = {}

    def find(self, indicator: str, territory: str, audience: str, **by: str) -> Cell:
        cell = made(super().find(indicator, territory, audience, **by))
        self.asked[cell.key] = cell
        return cell


def every_cell() -> list[Cell]:
    """The numbers that the findings of all territories look up."""
    book = EveryCell()
    labels = Labels(questionnaires={each: asked(each) for each in Audience}, language="en")
    for code, name in TERRITORIES.items():
        place = Place(territory=code, name=name, book=book, labels=labels, former=FORMER)
        for subject in SUBJECTS.values():
            subject.finding(place)
    return [*book.asked.values(), *own_words()]


def own_words() -> Iterator[Cell]:
    """Themes, words and topics of what firms wrote; a release holds no hidden words."""
    about = {"question": "F_PRACT"}
    spoken = {**about, "language": "fr"}
    network = ({"term": "logement", CHANGE: FORMER}, {"topic": "atelier+apprentis"})
    for territory in (*TERRITORIES, NETWORK):
        cell = Cell(indicator="OPEN", territory=territory, audience="firms", hidden=Hidden.BASE)
        yield made(replace(cell, by=by_codes(**about, code="housing")))
        if territory != "t_none":
            for more in ({"term": "atelier"}, *(network if territory == NETWORK else ())):
                yield made(replace(cell, by=by_codes(**spoken, **more)))


@pytest.fixture
def database_kind() -> str:
    """Pages write what a release holds, whatever keeps it: tests/store has releases on both."""
    return "sqlite"


@pytest.fixture(scope="session")
def published(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one published release."""
    path = tmp_path_factory.mktemp("published") / "store.sqlite"
    shutil.copy(sqlite_template, path)
    app = create_app(
        Settings(
            database_url=f"sqlite:///{path}",
            data_dir=path.parent,
            secret_key=databases.SECRET_KEY,
            contacts_key=databases.CONTACTS_KEY,
            base_url="http://localhost",
        )
    )
    with app.test_request_context("/en/"), database.transaction():
        _publish()
    databases.disconnect(app)
    return path


def _publish() -> None:
    for code, name in TERRITORIES.items():
        network.add_territory(
            Territory(code=code, name=name, country="FR", nuts3="FRJ25", languages=("fr",))
        )
    new = NewRelease(
        made_at=PUBLISHED,
        seed=1,
        code_version="0.1.0",
        wave="w2026",
        campaigns=(),
        is_synthetic=True,
        margins={"former": {"wave": FORMER}, RELEASE_KEY: to_document(CODES)},
        questionnaires={str(each): questionnaires.save(asked(each)).id for each in Audience},
    )
    releases.publish(releases.create(new, (), every_cell()), PUBLISHED)


@pytest.fixture
def reader(app: Flask, published: Path, tmp_path: Path) -> FlaskClient:
    """A client that refuses faulty pages, of a product with one published release."""
    shutil.copy(published, tmp_path / "store.sqlite")
    app.test_client_class = CheckedClient
    app.jinja_env.undefined = StrictUndefined
    app.extensions[SPOKEN] = replace(app.extensions[SPOKEN], open=LANGUAGES)
    return app.test_client()
