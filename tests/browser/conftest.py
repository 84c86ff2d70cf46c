"""A real Chromium and sites: one of each serves all the browser tests of a worker."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import databases
from tests.browser.answering_site import filled
from tests.browser.checks import VARIABLE, Checks
from tests.chromium import found
from tests.mail_server import HOST, listening
from tests.scheduling import ON_THE_DEMO
from tests.site import Site, demo_over, served

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _named_where_the_demo_is_asked_for(request: pytest.FixtureRequest) -> None:
    """Else a second worker would seed one."""
    file = request.path.name
    if "site" in request.fixturenames:
        assert file in ON_THE_DEMO, f"name {file} in tests/scheduling.py"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), size=0.35) as site:
        yield site


@pytest.fixture(scope="session")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The reference questionnaires alone, without the demo's population: ready in seconds."""
    folder = tmp_path_factory.mktemp("answering")
    databases.disconnect(filled(folder))
    with listening() as letters:
        mail = f"smtp://{HOST}:{letters.port}?from=Foreterre%20<survey@example.org>"
        with demo_over(folder, mail) as site:
            yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = found()
    assert where, "no Chromium: run `make test`, or name the program in the variable CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def checks(chromium: Browser) -> Iterator[Checks]:
    """What is checked here, written for the accessibility statement where a file is named."""
    checks, where = Checks(), os.environ.get(VARIABLE)
    yield checks
    if where:
        checks.take(Path(where))
        checks.write(Path(where), chromium.version)
