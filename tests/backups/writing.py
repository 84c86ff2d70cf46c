"""People who answer, send and erase, and releases that are made, while a backup is taken."""

import copy
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import Flask

from app.errors import ForeterreError
from app.releases import actions as releasing
from app.respond import actions
from app.store import campaigns, responses
from app.store.database import transaction
from tests import small_survey
from tests.releases.conftest import CODES, response
from tests.releases.made_answers import network
from tests.small_survey import HERE, PAGES, Promised

PEOPLE = 4
PAUSE = 0.01
ENOUGH = 15  # more answers for a release to tell anything new


@dataclass(slots=True)
class Notes:
    """What was acknowledged so far, whoever wrote it down."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    promises: dict[str, Promised] = field(default_factory=dict)
    releases: int = 0
    put_off: int = 0
    faults: list[str] = field(default_factory=list)

    def note(self, promised: Promised) -> None:
        with self.lock:
            self.promises[promised.key] = copy.deepcopy(promised)

    def so_far(self) -> dict[str, Promised]:
        with self.lock:
            return copy.deepcopy(self.promises)


@contextmanager
def everyone_writing(app: Flask) -> Iterator[Notes]:
    """Until the end of the block: people answering, and one who counts and releases."""
    notes, is_over = Notes(), threading.Event()
    jobs: list[Callable[[Notes], None]] = [_person(number) for number in range(PEOPLE)]
    threads = [
        threading.Thread(target=_repeated, args=(app, job, notes, is_over))
        for job in (*jobs, _counted())
    ]
    for thread in threads:
        thread.start()
    try:
        yield notes
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def _repeated(
    app: Flask, job: Callable[[Notes], None], notes: Notes, is_over: threading.Event
) -> None:
    while not is_over.is_set():
        try:
            with app.app_context():
                job(notes)
        except sa.exc.OperationalError:
            notes.put_off += 1  # SQLite was busy for too long: a person tries again
        except (ForeterreError, AssertionError) as error:
            notes.faults.append(f"{type(error).__name__}: {error}")
            return
        time.sleep(PAUSE)


def _person(number: int) -> Callable[[Notes], None]:
    """Some stop on their way; some erase what they sent."""
    turns = iter(range(number, 10**9, PEOPLE))

    def answer(notes: Notes) -> None:
        turn = next(turns)
        promised = small_survey.answer(turn % 3 or len(PAGES), notes.note)
        if promised.receipt and turn % 2:
            actions.erase(promised.receipt, HERE)
            promised.is_erased = True
            notes.note(promised)

    return answer


def _counted() -> Callable[[Notes], None]:
    """Some more answers to the campaign of firms, then a release of everything."""
    made = iter(network(seed=99, firms=400, residents=0, trainers=0)[0])
    numbers = iter(range(10_000, 10**9))

    def release(notes: Notes) -> None:
        with transaction():
            asked = campaigns.by_code(CODES[0])
            for _ in range(ENOUGH):
                responses.add(response(asked, next(made), next(numbers)))
        releasing.make(CODES)
        notes.releases += 1

    return release
