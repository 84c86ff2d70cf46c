"""What every test may ask for. Whatever touches a database runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from app.settings import Settings
from app.wiring import create_app
from tests import databases, scheduling
from tests.databases import Cluster
from tests.templates import compiled_once

RAN = ("passed", "failed", "xfailed")


@pytest.fixture(params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    databases.migrate(sa.make_url(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with databases.cluster() as cluster:
        yield cluster


@pytest.fixture
def database_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A database of its own for the test, with every table and no row."""
    if database_kind == "sqlite":
        path = tmp_path / "store.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.make(databases.TEMPLATE)
    yield url.render_as_string(hide_password=False)
    cluster.drop(url)


@pytest.fixture
def empty_database_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A database of its own without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.make()
    yield url.render_as_string(hide_password=False)
    cluster.drop(url)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=database_url,
        data_dir=tmp_path / "data",
        secret_key=databases.SECRET_KEY,
        contacts_key=databases.CONTACTS_KEY,
        base_url="http://localhost",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole product on a database of its own. No context is open: `with app.app_context():`."""
    app = compiled_once(create_app(settings))
    app.testing = True
    yield app
    databases.disconnect(app)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The whole product, put together; nothing asks its store."""
    settings = Settings(
        database_url="sqlite://",
        data_dir=tmp_path_factory.mktemp("data"),
        secret_key=databases.SECRET_KEY,
        contacts_key=databases.CONTACTS_KEY,
        base_url="http://localhost",
    )
    return compiled_once(create_app(settings))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    return scheduling.LongestFirst(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: scheduling.place_of(item.nodeid))
    for item in items:
        chosen = getattr(item, "callspec", None)
        kind = None if chosen is None else chosen.params.get("database_kind")
        if kind is not None:
            item.user_properties.append(("database", kind))
        if kind == "postgresql":
            item.add_marker(pytest.mark.postgres)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput") or not _is_full(session.config):
        return
    if len(set(_counts(reporter).values())) > 1 and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = _counts(terminalreporter)
    terminalreporter.write_line(
        f"tests on sqlite: {counts['sqlite']}, tests on postgresql: {counts['postgresql']}"
    )
    if _is_full(terminalreporter.config) and len(set(counts.values())) > 1:
        terminalreporter.write_line("The two databases did not run the same tests: FAILED.")


def _counts(reporter: pytest.TerminalReporter) -> dict[str, int]:
    reports = [report for outcome in RAN for report in reporter.stats.get(outcome, [])]
    return {
        kind: sum(
            report.when == "call" and ("database", kind) in map(tuple, report.user_properties)
            for report in reports
        )
        for kind in databases.KINDS
    }


def _is_full(config: pytest.Config) -> bool:
    """Whether the run was asked for every test there is."""
    option = config.option
    is_chosen = option.markexpr or option.keyword or option.collectonly or option.deselect
    return not is_chosen and config.args_source == pytest.Config.ArgsSource.TESTPATHS
