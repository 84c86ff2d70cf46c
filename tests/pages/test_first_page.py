"""The first page offers every open campaign, and the territories that have something to show."""

import re
from datetime import UTC, date, datetime

from flask import Flask

from app.reference.cells import Cell
from app.store import campaigns, network, releases
from app.store.database import transaction
from tests import made_store
from tests.checked_pages import CheckedClient

CELL = Cell(indicator="IND01", territory="demo_fr", audience="firms", value=0.3, n=90)
TODAY = date.today()  # noqa: DTZ011  # campaigns open and close by the day


def shown(app: Flask) -> str:
    app.test_client_class = CheckedClient
    return app.test_client().get("/en/").get_data(as_text=True)


def test_each_open_campaign_of_an_audience_is_offered_by_place(app: Flask) -> None:
    with app.app_context(), transaction():
        first, second = made_store.campaign("a"), made_store.campaign("b")
        second.asked_in = [network.territory("demo_es")]
        campaigns.extend(first, date.max, TODAY)
    assert "/s/a" in shown(app)
    assert "Sierra Alta" not in shown(app)
    with app.app_context(), transaction():
        campaigns.extend(campaigns.by_code("b"), date.max, TODAY)
    page = shown(app)
    assert re.findall(r'href="/s/(\w+)">Answer as a firm', page) == ["a", "b"]
    assert "Sierra Alta<" in page


def test_only_territories_with_published_numbers_are_listed(app: Flask) -> None:
    with app.app_context(), transaction():
        made_store.territories()
        number = releases.create(made_store.new_release(), (), (CELL,))
    assert "What the territories found" not in shown(app)
    with app.app_context(), transaction():
        releases.publish(number, datetime.now(UTC))
    page = shown(app)
    assert "/en/territories/demo_fr" in page
    assert "/en/territories/demo_es" not in page
    assert "Synthetic" not in page


def test_a_synthetic_territory_labels_the_page_that_lists_it(app: Flask) -> None:
    with app.app_context(), transaction():
        made_store.territories()
        network.territory("demo_fr").label = "Synthetic"
        number = releases.create(made_store.new_release(), (), (CELL,))
        releases.publish(number, datetime.now(UTC))
    assert "Synthetic demonstration data" in shown(app)
