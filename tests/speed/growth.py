"""What a complete response costs with few and with very many others in the store."""

import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.store import keys
from app.store.database import Base, db, transaction
from tests.speed.person import Line, Person
from tests.speed.serving import Served, served
from tests.speed.stores import STORES, Store

FEW, MANY = 1_000, 300_000
AT_ONCE = 5_000
UNIQUE = ("entry_hash", "key_hash", "code_hash", "receipt_hash")


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU seconds of a complete response, by round; few and many in the same order."""

    survey: str
    database: str
    few: tuple[float, ...]
    many: tuple[float, ...]

    @property
    def difference(self) -> float:
        pairs = zip(self.few, self.many, strict=True)
        return statistics.median(many / few for few, many in pairs) - 1

    def __str__(self) -> str:
        few, many = (1000 * statistics.median(each) for each in (self.few, self.many))
        return (
            f"{self.survey:7} {self.database:10} complete response: {few:.2f} ms CPU with {FEW:,}"
            f" responses, {many:.2f} ms with {MANY:,}: {100 * self.difference:+.1f} %"
        )


def growth(database: str, survey: str, *, units: int, rounds: int) -> Growth:
    """Two stores, two servers, the same journeys in turn."""
    with ExitStack() as opened:
        servers = []
        for size in (FEW, MANY):
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
            store = opened.enter_context(STORES[database](folder))
            server = opened.enter_context(served("wsgi:app", store.settings, store.database_pid))
            Person(Line(server.port), survey).answer()
            fill(store, size)
            servers.append(server)
        people = [Person(Line(server.port), survey) for server in servers]
        for person in people:
            cost(person, servers[people.index(person)], units=20)
        found = [
            [
                cost(person, server, units=units)
                for person, server in zip(people, servers, strict=True)
            ]
            for _round in range(rounds)
        ]
    few, many = zip(*found, strict=True)
    return Growth(survey, database, tuple(few), tuple(many))


def cost(person: Person, server: Served, *, units: int) -> float:
    person.line.renew()
    begun = server.cpu_seconds()
    for _unit in range(units):
        person.answer()
    return (server.cpu_seconds() - begun) / units


def fill(store: Store, size: int) -> None:
    """Copies of the one response that is there, each with keys of its own."""
    response = Base.metadata.tables["response"]
    with store.app():
        with transaction() as session:
            first = session.execute(sa.select(response)).mappings().first()
            row = {name: value for name, value in dict(first or {}).items() if name != "id"}
            for start in range(1, size, AT_ONCE):
                session.execute(
                    sa.insert(response),
                    [
                        {**row, **{name: keys.hashed(f"{name} {place}") for name in UNIQUE}}
                        for place in range(start, min(start + AT_ONCE, size))
                    ],
                )
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
