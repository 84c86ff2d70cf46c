"""Dashboards in each language: the client refuses a page with a text of the other one."""

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from app.dashboards.views import SUBJECTS
from app.reference.languages import LANGUAGES
from app.web.pictures.figure import Axis
from app.web.pictures.svg import NARROW, ticks_of
from tests.pages.dashboards.conftest import TERRITORIES

pytestmark = pytest.mark.slow

WELL_KNOWN = ("en", "fr", "ar", "de")
PAGES = ["", *(f"/{code}" for code in SUBJECTS), "/hiring/explore"]


def text(client: FlaskClient, address: str) -> str:
    """What stands in main, without marks."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", "", main).split(" "))


@pytest.mark.parametrize("language", WELL_KNOWN)
def test_every_page_speaks_one_language(reader: FlaskClient, language: str) -> None:
    for territory in TERRITORIES:
        for page in PAGES:
            assert text(reader, f"/{language}/territories/{territory}{page}")


def test_no_page_mixes_any_two_languages(reader: FlaskClient) -> None:
    """Each language on every fifth page, each page in every fifth language."""
    for place, language in enumerate(LANGUAGES):
        for page in PAGES[place % 5 :: 5]:
            assert text(reader, f"/{language}/territories/t_up{page}")


def test_numbers_and_dates_are_written_as_in_france(reader: FlaskClient) -> None:
    hiring = text(reader, "/fr/territories/t_up/hiring")
    assert re.search(r"Parmi les entreprises, 62\s% prévoient d&#39;embaucher", hiring)
    assert re.search(r"\(de 55\s% à 70\s%\)", hiring)
    assert re.search(r"Réponses d&#39;entreprises\xa0: 1\s240, pondérées", hiring)
    assert "2 mars 2026" in hiring
    assert re.search(r"\d%", hiring) is None
    skills = text(reader, "/fr/territories/t_up/dialogue")
    assert re.search(r"0,62 \(de 0,55 à 0,7\) ici", skills)


def test_the_picture_for_exploring_speaks_the_same_language(reader: FlaskClient) -> None:
    drawn = reader.get("/fr/territories/t_up/hiring/figure.json").get_json()
    ticks = drawn["layout"]["xaxis"]["ticktext"]
    assert [re.sub(r"\s", " ", tick) for tick in ticks] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert [trace["name"] for trace in drawn["data"]] == ["ce territoire", "ensemble du réseau"]


@pytest.mark.parametrize("language", WELL_KNOWN)
def test_the_words_under_an_axis_do_not_touch_on_a_phone(
    reader: FlaskClient, language: str
) -> None:
    for subject in SUBJECTS:
        address = f"/{language}/territories/t_up/{subject}/figure.json"
        axis = reader.get(address).get_json()["layout"]["xaxis"]
        touched = touching(axis["range"], axis["tickvals"], axis["ticktext"])
        assert touched == [], subject


def touching(ends: list[float], values: list[float], labels: list[str]) -> list[tuple[str, str]]:
    """Neighbours on one line that meet, and what leaves the picture."""
    ticks = tuple(zip(values, labels, strict=True))
    placed = ticks_of(Axis(low=ends[0], high=ends[1], ticks=ticks), NARROW)
    lanes = [[each for each in placed if each.lane == lane] for lane in range(len(placed))]
    pairs = [pair for lane in lanes for pair in pairwise(lane)]
    outside = [each for each in placed if each.start < 0 or each.end > NARROW.width]
    touched = [(one.label, two.label) for one, two in pairs if one.end >= two.start]
    return [*touched, *((each.label, "") for each in outside)]


def test_words_that_would_touch_stand_a_line_lower() -> None:
    words = ["personne", "compétence moyenne", "le triple"]
    axis = Axis(low=0, high=300, ticks=tuple(zip([0, 100, 300], words, strict=True)))
    assert [each.lane for each in ticks_of(axis, NARROW)] == [0, 1, 0]
    assert touching([0, 300], [0, 100, 300], words) == []
    assert touching([0, 300], [0, 300], ["x" * 60, "y"]) == [("x" * 60, "")]
