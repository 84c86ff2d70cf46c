"""The fieldwork page: for the holder of the key alone, true numbers, no small count."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.collect import actions
from app.store import campaigns, database
from app.store.database import transaction
from tests.pages.collect.conftest import add_response, made_campaign
from tests.statements import watched

LANGUAGES = ("en", "fr")
TABLES = ("days", "languages", "size", "territory", "municipality", "stops", "fast")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows_of(reader: FlaskClient, key: str, table: str) -> dict[str, dict[str, str]]:
    answer = reader.get(f"/en/c/{key}/{table}.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(answer.get_data(as_text=True)))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_in_each_language(reader: FlaskClient, key: str, language: str) -> None:
    answer = reader.get(f"/{language}/c/{key}")
    assert answer.status_code == 200
    assert 'data-page="fieldwork"' in answer.get_data(as_text=True)


def test_without_a_language_the_reader_is_led_to_one(reader: FlaskClient, key: str) -> None:
    answer = reader.get(f"/c/{key}", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.location) == (302, f"/fr/c/{key}")


def test_no_copy_is_kept_and_no_index_takes_it(reader: FlaskClient, key: str) -> None:
    for address in (f"/en/c/{key}", f"/en/c/{key}/days.csv"):
        headers = reader.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wrong", ["a" * 26, "short", "firms-2026"])
def test_a_wrong_key_opens_nothing(
    reader: FlaskClient, key: str, wrong: str, language: str
) -> None:
    assert key != wrong
    for address in (f"/{language}/c/{wrong}", f"/{language}/c/{wrong}/days.csv"):
        assert reader.get(address).status_code == 404


def test_an_unknown_table_is_not_found(reader: FlaskClient, key: str) -> None:
    assert reader.get(f"/en/c/{key}/answers.csv").status_code == 404


def test_another_key_ends_the_old_one(app: Flask, reader: FlaskClient, key: str) -> None:
    with app.app_context():
        new = actions.new_key("firms-2026", replaces=True)
    assert reader.get(f"/en/c/{key}").status_code == 404
    assert reader.get(f"/en/c/{new}").status_code == 200


def test_the_headline_counts_every_real_answer_and_no_test(reader: FlaskClient, key: str) -> None:
    text = text_of(reader.get(f"/en/c/{key}").get_data(as_text=True))
    assert "60 sent of 90 started: 67% of those who begin send their answers." in text
    assert "Test answers: 2 started, 1 sent; they count nowhere else." in text
    assert "Just me: 26 sent of 900, expected 39." in text


def test_tables_hold_the_numbers(reader: FlaskClient, key: str) -> None:
    sizes = rows_of(reader, key, "size")
    assert {code: row["sent"] for code, row in sizes.items()} == {
        "z0": "26", "z1_4": "24", "z5_9": "kept back", "z10_49": "under 5",
    }  # fmt: skip
    assert float(sizes["z0"]["expected"]) == pytest.approx(60 * 900 / 1390, abs=1e-3)
    assert float(sizes["z1_4"]["gap"]) == pytest.approx(24 / 60 - 340 / 1390, abs=1e-3)
    assert (sizes["z1_4"]["standing"], sizes["z10_49"]["gap"]) == ("ahead", "under 5")
    towns = rows_of(reader, key, "municipality")
    assert {code: row["sent"] for code, row in towns.items()} == {
        "t1": "40", "t2": "kept back", "t3": "under 5",
    }  # fmt: skip
    assert sum(int(row["started"]) for row in rows_of(reader, key, "days").values()) == 90
    languages = rows_of(reader, key, "languages")
    assert {code: row["sent"] for code, row in languages.items()} == {"en": "36", "fr": "24"}


def test_where_people_stop(reader: FlaskClient, key: str) -> None:
    stops = rows_of(reader, key, "stops")
    assert (stops["p0_consent"]["reached"], stops["p0_consent"]["stopped"]) == ("90", "10")
    assert (stops["p1_profile"]["reached"], stops["p1_profile"]["stopped"]) == ("80", "20")
    assert float(stops["p1_profile"]["share"]) == 0.25
    page = text_of(reader.get(f"/en/c/{key}").get_data(as_text=True))
    assert "Most often at “What is the main activity of this site?" in page


def test_very_fast_answers_are_counted_and_few_are_not_split(reader: FlaskClient, key: str) -> None:
    page = text_of(reader.get(f"/en/c/{key}").get_data(as_text=True))
    assert "3 of 60 sent in under 4 minutes, a third of the median of 12 minutes." in page
    assert rows_of(reader, key, "fast") == {}


def test_small_counts_stand_nowhere_on_the_page(reader: FlaskClient, key: str) -> None:
    html = reader.get(f"/en/c/{key}").get_data(as_text=True)
    cells = re.findall(r'data-label="Sent">([^<]*)<', html)
    assert "under 5" in cells
    assert not {cell for cell in cells if cell.isdigit() and 0 < int(cell) < 5} - _days(html)


def _days(html: str) -> set[str]:
    """What the table of days says: days are not people's attributes."""
    found = re.search(r'<section aria-labelledby="days">.*?</section>', html, re.S)
    return set(re.findall(r'data-label="Sent">([^<]*)<', found.group())) if found else set()


def test_an_empty_campaign_says_so(app: Flask, reader: FlaskClient) -> None:
    with app.app_context():
        with transaction():
            made_campaign()
        key = actions.new_key("firms-2026")
    for language in LANGUAGES:
        assert reader.get(f"/{language}/c/{key}").status_code == 200
        for table in TABLES:
            assert reader.get(f"/{language}/c/{key}/{table}.csv").status_code == 200
    assert "Nobody has started yet." in reader.get(f"/en/c/{key}").get_data(as_text=True)


def test_nine_sent_are_not_split(app: Flask, reader: FlaskClient) -> None:
    with app.app_context():
        with transaction():
            campaign = made_campaign()
            for _each in range(9):
                add_response(campaign, {"F_PLACE": "t1", "F_SIZE": "z0"}, minutes=9)
        key = actions.new_key("firms-2026")
    assert rows_of(reader, key, "size") == {}
    assert rows_of(reader, key, "municipality") == {}
    assert rows_of(reader, key, "languages") == {}


def test_looking_writes_nothing(app: Flask, reader: FlaskClient, key: str) -> None:
    with watched(app) as written:
        for language in LANGUAGES:
            reader.get(f"/{language}/c/{key}")
            for table in TABLES:
                reader.get(f"/{language}/c/{key}/{table}.csv")
    assert written == []


def test_statements_do_not_grow_with_the_responses(app: Flask, key: str) -> None:
    def statements() -> int:
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            found.append(statement)

        with app.app_context():
            engine, campaign = database.db.engine, campaigns.by_code("firms-2026")
            sa.event.listen(engine, "before_cursor_execute", note)
            actions.fieldwork_of(campaign, datetime.now(UTC))
            sa.event.remove(engine, "before_cursor_execute", note)
        return len(found)

    assert key
    few = statements()
    with app.app_context(), transaction():
        campaign = campaigns.by_code("firms-2026")
        for place in range(300):
            said = {"F_MODULE": "B", "F_PLACE": "t2", "F_SIZE": "z0"}
            add_response(campaign, said, minutes=None if place % 2 else 9)
    assert statements() == few
    assert few <= 15


def test_personal_links_show_the_response_rate(reader: FlaskClient, invited: str) -> None:
    page = text_of(reader.get(f"/en/c/{invited}").get_data(as_text=True))
    assert "40 Invited by personal link" in page or "Invited by personal link 40" in page
    assert "Response rate of those invited 50%" in page
    sizes = rows_of(reader, invited, "size")
    assert (sizes["z0"]["invited"], sizes["z0"]["response_rate"]) == ("20", "0.5")
    groups = rows_of(reader, invited, "invitation")
    assert (groups["Farms"]["invited"], groups["Farms"]["sent"]) == ("20", "10")
    assert reader.get(f"/fr/c/{invited}").status_code == 200
