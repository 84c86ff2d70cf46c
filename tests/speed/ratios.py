"""The server's CPU time of a page and of a complete response, beside a bare application.

figure = user and system time of the server's processes, and of PostgreSQL where it is used, for
each unit; median of interleaved rounds. The client's own CPU time stands beside.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.speed.bare import made_table
from tests.speed.person import Exchange, Line, Person, bare, replayed
from tests.speed.serving import Served, served
from tests.speed.stores import STORES

WARM_UP = 20  # units
AT_ONCE = 20  # units at one server, then at the other: a machine is not as fast at all times
MOST_TIMES = 4.0


@dataclass(frozen=True, slots=True)
class Round:
    """CPU seconds of one unit: of the product's server, the bare one, and of this client."""

    own: float
    bare: float
    client: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """One unit on one database. bytes_sent: by the server, of a unit."""

    unit: str
    survey: str
    database: str
    rounds: tuple[Round, ...]
    requests: float
    bytes_sent: float

    @property
    def times(self) -> float:
        return statistics.median(each.own / each.bare for each in self.rounds)

    def __str__(self) -> str:
        own, bare, client = (
            1000 * statistics.median(getattr(each, name) for each in self.rounds)
            for name in ("own", "bare", "client")
        )
        found = [each.own / each.bare for each in self.rounds]
        spread = f"{min(found):.2f} to {max(found):.2f}"
        return (
            f"{self.survey:7} {self.database:10} {self.unit:18} {self.times:5.2f} times bare"
            f" ({spread}); {own:.2f} ms against {bare:.2f} ms CPU, client {client:.2f} ms;"
            f" {self.requests:.1f} requests, {self.bytes_sent / 1000:.1f} kB"
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Both servers on one kind of database."""

    database: str
    own: Served
    bare: Served


def ratios(database: str, surveys: list[str], *, units: int, rounds: int) -> list[Ratio]:
    found = []
    with tempfile.TemporaryDirectory() as name, STORES[database](Path(name)) as store:
        made_table(store.bare)
        settings = {"BARE_DATABASE": store.bare}
        with (
            served("wsgi:app", store.settings, store.database_pid) as own,
            served("tests.speed.bare:app", settings, store.database_pid) as plain,
        ):
            pair = Pair(database, own, plain)
            for survey in surveys:
                found.append(first_page(pair, survey, units=units, rounds=rounds))
                found.append(complete(pair, survey, units=units, rounds=rounds))
    return found


def first_page(pair: Pair, survey: str, *, units: int, rounds: int) -> Ratio:
    """The first page with questions, of a response that has just begun."""
    person, plain = Person(Line(pair.own.port), survey), Line(pair.bare.port)
    exchanges, address, _page = person.begin()
    last = exchanges[-1]
    return measured(
        pair,
        ("first page", survey),
        Work(
            lambda: [person.line.ask(address)[0]],
            lambda _journey: [bare(plain, last)],
            (person.line, plain),
        ),
        units=units,
        rounds=rounds,
    )


def complete(pair: Pair, survey: str, *, units: int, rounds: int) -> Ratio:
    """From the open link to the thank-you page."""
    person, plain = Person(Line(pair.own.port), survey), Line(pair.bare.port)
    return measured(
        pair,
        ("complete response", survey),
        Work(person.answer, lambda journey: replayed(plain, journey), (person.line, plain)),
        units=units,
        rounds=rounds,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """One unit at the product, and the same at the bare application, each on its line."""

    own: Callable[[], list[Exchange]]
    bare: Callable[[list[Exchange]], list[Exchange]]
    lines: tuple[Line, Line]

    def all_own(self, units: int) -> list[list[Exchange]]:
        self.lines[0].renew()
        return [self.own() for _unit in range(units)]

    def all_bare(self, journeys: list[list[Exchange]]) -> None:
        self.lines[1].renew()
        for journey in journeys:
            self.bare(journey)


def measured(pair: Pair, named: tuple[str, str], work: Work, *, units: int, rounds: int) -> Ratio:
    """Some units at the product, the same journeys at the bare application, and again."""
    unit, survey = named
    work.all_bare(work.all_own(WARM_UP))
    found, journeys = [], []
    for _round in range(rounds):
        parts = [one_part(pair, work, size) for size in sizes(units)]
        costs = [cost for cost, _journeys in parts]
        found.append(Round(*(sum(each) / units for each in zip(*costs, strict=True))))
        journeys = [journey for _cost, made in parts for journey in made]
    exchanges = [each for journey in journeys for each in journey]
    sent = sum(each.received for each in exchanges)
    return Ratio(unit, survey, pair.database, tuple(found), len(exchanges) / units, sent / units)


def sizes(units: int) -> list[int]:
    whole, rest = divmod(units, AT_ONCE)
    return [AT_ONCE] * whole + ([rest] if rest else [])


def one_part(
    pair: Pair, work: Work, units: int
) -> tuple[tuple[float, float, float], list[list[Exchange]]]:
    """CPU seconds of the product's server, the bare one and this client; what was exchanged."""
    begun, client = pair.own.cpu_seconds(), time.process_time()
    journeys = work.all_own(units)
    client = time.process_time() - client
    own, begun = pair.own.cpu_seconds() - begun, pair.bare.cpu_seconds()
    work.all_bare(journeys)
    return (own, pair.bare.cpu_seconds() - begun, client), journeys
