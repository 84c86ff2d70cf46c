"""Whatever the demo shows says that it is synthetic, pages without numbers included."""

from dataclasses import replace

import pytest

from app.settings import Settings
from app.store import database
from app.wiring import create_app

LABEL = "Synthetic demonstration data"
PAGES = ("/en/", "/en/resume", "/en/erase", "/en/nowhere")


@pytest.mark.parametrize("is_demo", [True, False])
def test_every_page_of_a_demo_is_labelled(settings: Settings, *, is_demo: bool) -> None:
    app = create_app(replace(settings, is_demo=is_demo))
    with app.app_context():
        database.upgrade()
    shown = {address: app.test_client().get(address).get_data(as_text=True) for address in PAGES}
    assert {address: LABEL in text for address, text in shown.items()} == dict.fromkeys(
        PAGES, is_demo
    )
