"""A real Chromium and a demo site: one worker runs all browser tests, so one of each serves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import found
from tests.site import Site, served

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), size=0.35) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = found()
    assert where, "no Chromium: run `make test`, or name the program in the variable CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()
