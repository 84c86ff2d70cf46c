"""Whatever the demo shows says that it is synthetic, pages without numbers included."""

import pytest
from flask import Flask

LABEL = "Synthetic demonstration data"
PAGES = ("/en/", "/en/resume", "/en/erase", "/en/nowhere")


@pytest.mark.parametrize("is_demo", [True, False])
def test_every_page_of_a_demo_is_labelled(app: Flask, *, is_demo: bool) -> None:
    app.config["IS_DEMO"] = is_demo
    shown = {address: app.test_client().get(address).get_data(as_text=True) for address in PAGES}
    assert {address: LABEL in text for address, text in shown.items()} == dict.fromkeys(
        PAGES, is_demo
    )
