"""A respondent that costs little: one connection, and answers it has thought of once."""

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from tests.robot.filling import Pairs, filled
from tests.robot.reading import Seen

TOKEN = re.compile(r'name="(token|entry)" value="([^"]+)"')
KIND = re.compile(r'data-page="([a-z-]+)"')
CONNECTION = {"Connection": "keep-alive", "Accept-Language": "en"}
FORM = {**CONNECTION, "Content-Type": "application/x-www-form-urlencoded"}
MOST_REQUESTS = 300
CAREFULLY = 1  # as after a refusal: complete, valid answers


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request: what was sent, how many bytes came back, where it led, how long it took."""

    body: str | None
    received: int
    location: str
    seconds: float

    @property
    def kind(self) -> str:
        """post, away (a redirect) or page."""
        return "post" if self.body is not None else "away" if self.location else "page"


@dataclass(slots=True)
class Line:
    """One kept connection to a server."""

    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def renew(self) -> None:
        """The server may have closed it while another was measured."""
        self.connection.close()

    def ask(self, address: str, body: str | None = None) -> tuple[Exchange, str]:
        start = time.perf_counter()
        headers = CONNECTION if body is None else FORM
        self.connection.request("GET" if body is None else "POST", address, body, headers)
        reply = self.connection.getresponse()
        text = reply.read()
        took = time.perf_counter() - start
        if reply.status >= 400:
            raise AssertionError(f"{reply.status} at {address}: {text[:300]!r}")
        exchange = Exchange(body, len(text), reply.headers.get("Location", ""), took)
        return exchange, text.decode()


@dataclass(slots=True)
class Person:
    """Answers one campaign again and again. plan: page to what is sent there, but its token."""

    line: Line
    campaign: str
    plan: dict[str, Pairs] = field(default_factory=dict)

    def begin(self) -> tuple[list[Exchange], str, str]:
        """To the first page with questions: exchanges, its address, its text."""
        exchanges: list[Exchange] = []
        address, page = self._follow(exchanges, f"/s/{self.campaign}")
        address, page = self._follow(exchanges, address, self._body(address, page))
        return exchanges, address, page

    def answer(self) -> list[Exchange]:
        """A complete response, to its thank-you page."""
        exchanges, address, page = self.begin()
        while kind_of(page) != "thanks":
            address, page = self._follow(exchanges, address, self._body(address, page))
            if len(exchanges) > MOST_REQUESTS:
                raise AssertionError(f"no end at {address}")
        return exchanges

    def _follow(
        self, exchanges: list[Exchange], address: str, body: str | None = None
    ) -> tuple[str, str]:
        exchange, text = self.line.ask(address, body)
        exchanges.append(exchange)
        while exchange.location:
            address = urlsplit(urljoin(address, exchange.location)).path
            exchange, text = self.line.ask(address)
            exchanges.append(exchange)
        return address, text

    def _body(self, address: str, page: str) -> str:
        where = address.rpartition("/")[2]
        if where not in self.plan:
            self.plan[where] = thought_of(page, random.Random(where))  # noqa: S311 -- no secret
        return urlencode([*TOKEN.findall(page), *self.plan[where]])


def thought_of(page: str, chance: random.Random) -> Pairs:
    """Complete, valid answers to a page; its one-time values are left out."""
    form = next(each for each in Seen(page).forms if each.ways)
    pairs = [pair for pair in filled(form, chance, CAREFULLY) if pair[0] not in {"token", "entry"}]
    return [*pairs, ("go", "send" if "send" in form.ways else "next")]


def kind_of(page: str) -> str:
    found = KIND.search(page)
    return found[1] if found else ""


def replayed(line: Line, journey: list[Exchange]) -> list[Exchange]:
    """The same requests at the bare application: as many, as large, with the same redirects."""
    return [bare(line, each) for each in journey]


def bare(line: Line, each: Exchange) -> Exchange:
    address = {"post": "/page", "away": "/away", "page": f"/page/{each.received}"}[each.kind]
    return line.ask(address, each.body)[0]
