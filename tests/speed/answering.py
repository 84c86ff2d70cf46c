"""What answering costs: `python -m tests.speed.answering [--times 20]`.

Answers the firms' questionnaire through the pages of the product, in this process, and prints the
CPU time and the statements of each kind of request, beside a bare page of Flask measured in the
same run: the ratio says the same on a slow machine and on a fast one. BEGIN is not counted.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.commands.demo.seeding import seed_network
from app.settings import Settings
from app.store import database
from app.store.database import db
from app.wiring import create_app
from tests.programs import ROOT
from tests.robot.filling import Pairs
from tests.robot.reading import Seen
from tests.robot.respondent import Respondent

CAMPAIGN = "demo-firms"
SEED = 1
BARE_REQUESTS = 500
ADDRESS_OF_A_STEP = 4  # parts: language, r, key, step


@dataclass(slots=True)
class Cost:
    """Of the requests of one kind. times: CPU seconds; statements: sent to the database."""

    times: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    def said(self, bare: float) -> str:
        typical = statistics.median(self.times)
        return (
            f"{len(self.times)} requests, {1000 * typical:.2f} ms CPU, {typical / bare:.1f} times"
            f" a bare page; {statistics.median(self.statements):.0f} statements,"
            f" {max(self.statements)} at most"
        )


class MeteredRespondent(Respondent):
    """Answers in this process; notes what each request for a step costs."""

    def __init__(self, app: Flask, chance: random.Random) -> None:
        super().__init__("http://localhost", "en", chance, wanders=False)
        self.client = app.test_client()
        self.costs = {"GET": Cost(), "POST": Cost()}
        self.sent = 0
        with app.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", self._count)

    def fetch(self, address: str, pairs: Pairs | None = None) -> Seen:
        where = urljoin(self.address or self.site, address)
        answer = self._request("GET" if pairs is None else "POST", where, pairs)
        while answer.location:
            where = urljoin(where, answer.location)
            answer = self._request("GET", where, None)
        self.status, self.address = answer.status_code, where
        return Seen(answer.get_data(as_text=True))

    def _request(self, method: str, where: str, pairs: Pairs | None) -> TestResponse:
        headers, self.sent = {"Accept-Language": self.language}, 0
        start = time.process_time()
        answer = self.client.open(
            where, method=method, data=MultiDict(pairs or ()), headers=headers
        )
        took = time.process_time() - start
        parts = urlsplit(where).path.strip("/").split("/")
        if len(parts) == ADDRESS_OF_A_STEP and parts[1] == "r":
            self.costs[method].times.append(took)
            self.costs[method].statements.append(self.sent)
        return answer

    def _count(self, *event: object) -> None:
        self.sent += not str(event[2]).startswith("BEGIN")


def bare_seconds() -> float:
    """CPU time of a request for a page that does nothing."""
    app = Flask("bare")
    app.get("/")(lambda: "bare")
    client, times = app.test_client(), []
    for _request in range(BARE_REQUESTS):
        start = time.process_time()
        client.get("/")
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        settings = Settings.read({"FORETERRE_DEMO": "1", "FORETERRE_DATA_DIR": str(Path(name))})
        app = create_app(settings)
        with app.app_context():
            database.upgrade()
            seed_network(ROOT, size=0.01, seed=SEED, say=lambda _line: None)
        respondent = MeteredRespondent(app, random.Random(SEED))  # noqa: S311 -- no secret
        for _time in range(times):
            respondent.address = ""
            respondent.answer(CAMPAIGN)
        bare = bare_seconds()
    sys.stdout.write(f"bare page: {1000 * bare:.2f} ms CPU\n")
    for method, cost in respondent.costs.items():
        sys.stdout.write(f"{method} of a step: {cost.said(bare)}\n")


if __name__ == "__main__":
    main()
