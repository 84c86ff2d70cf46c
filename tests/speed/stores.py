"""Stores to measure in: the survey of thirty questions and the firms' questionnaire, open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.commands.demo.network import read_network
from app.commands.demo.seeding import add_territories
from app.questionnaire.reading import read_questionnaire
from app.settings import Settings
from app.store import campaigns, database, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.wiring import create_app
from tests import databases
from tests.databases import Cluster
from tests.programs import ROOT

HERE = Path(__file__).parent
SURVEYS = {
    "thirty": (HERE / "thirty" / "thirty.yaml", HERE / "thirty" / "translations"),
    "firms": (ROOT / "surveys" / "firms.yaml", ROOT / "translations"),
}


@dataclass(frozen=True, slots=True)
class Store:
    """settings: the environment of a server on it. bare: a database of the same kind."""

    settings: dict[str, str]
    bare: str
    database_pid: int | None

    @contextmanager
    def app(self) -> Iterator[Flask]:
        made = create_app(Settings.read(self.settings))
        with made.app_context():
            yield made
        databases.disconnect(made)


@contextmanager
def sqlite_store(folder: Path) -> Iterator[Store]:
    yield opened(_settings(folder, ""), f"sqlite:///{folder / 'bare.sqlite'}", None)


@contextmanager
def postgres_store(folder: Path) -> Iterator[Store]:
    with databases.cluster() as cluster:
        addresses = (_address(cluster), _address(cluster))
        yield opened(_settings(folder, addresses[0]), addresses[1], _postmaster(cluster))


STORES = {"sqlite": sqlite_store, "postgresql": postgres_store}


def _settings(folder: Path, address: str) -> dict[str, str]:
    return {
        "FORETERRE_DEMO": "1",
        "FORETERRE_DATA_DIR": str(folder),
        "FORETERRE_DATABASE_URL": address,
        "OPENBLAS_NUM_THREADS": "1",
    }


def _address(cluster: Cluster) -> str:
    url = cluster.make().set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def _postmaster(cluster: Cluster) -> int:
    where = cluster.address.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(where)
    with engine.connect() as connection:
        folder = connection.execute(sa.text("SHOW data_directory")).scalar_one()
    engine.dispose()
    return int((Path(folder) / "postmaster.pid").read_text().split()[0])


def opened(settings: dict[str, str], bare: str, database_pid: int | None) -> Store:
    """With every table, the territories of the demo, and a campaign of each survey."""
    store = Store(settings, bare, database_pid)
    with store.app():
        database.upgrade()
        with transaction():
            demo = read_network(ROOT / "surveys" / "demo_network.yaml")
            add_territories(demo)
            for code, (file, translations) in SURVEYS.items():
                version = questionnaires.save(read_questionnaire(file, translations))
                campaigns.add(
                    NewCampaign(
                        code=code,
                        questionnaire_id=version.id,
                        wave="w2026",
                        territories=tuple(each.code for each in demo.territories),
                        opens_on=date(2026, 1, 1),
                        closes_on=date.max,
                    )
                )
    return store
