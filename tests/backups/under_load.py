"""Backups under load: `python -m tests.backups.under_load [sqlite] [postgresql] [--times 3]`.

People answer, send and erase, releases are made; meanwhile `flask backup` is run. Each file is
restored into an empty database of both kinds and compared with what was acknowledged before it was
begun. Prints a line of JSON a restored store; exits with 1 when anything is missing or differs.
"""

import argparse
import base64
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.releases import actions as releasing
from app.settings import Settings
from app.store import releases
from app.store.backups import packed
from app.wiring import create_app
from tests import databases, small_survey
from tests.backups import comparing
from tests.backups.writing import everyone_writing
from tests.databases import Cluster
from tests.programs import run
from tests.releases.conftest import CODES, seed_network
from tests.small_survey import Promised

FLASK = str(Path(sys.executable).parent / "flask")
BEFORE = 40  # people noted before each backup, more with each
LONGEST = 120  # seconds until then
PAGES = ("/en/", "/en/territories/north", "/fr/territories/south")


@dataclass(slots=True)
class Figures:
    """Of one restored store. meanwhile: things acknowledged while the backup was taken."""

    source: str
    target: str
    promised: int
    meanwhile: int
    releases: int
    rows: dict[str, int]
    seconds: float
    broken: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Taken:
    """A backup, with what had been acknowledged when it began."""

    path: Path
    promises: dict[str, Promised]
    erased_since: frozenset[str]
    meanwhile: int
    seconds: float


def played(url: str, folder: Path, cluster: Cluster, *, times: int) -> list[Figures]:
    """url: an empty database with every table. Every backup restored on both kinds."""
    app = product(url, folder)
    small_survey.fill(app)
    with app.app_context():
        seed_network()
        releasing.publish(releasing.make(CODES))
    backups = [*_taken_under_load(app, url, folder, times)]
    shown = _pages(app)
    kind = sa.make_url(url).get_backend_name()
    databases.disconnect(app)
    found = []
    for number, each in enumerate(backups):
        for target in databases.KINDS:
            with _empty(target, folder / f"{number}.sqlite", cluster) as other:
                found.append(_restored(each, other, folder, (kind, target, shown)))
    return found


def product(url: str, folder: Path) -> Flask:
    return create_app(
        Settings(
            database_url=url,
            data_dir=folder,
            secret_key=databases.SECRET_KEY,
            contacts_key=databases.CONTACTS_KEY,
            base_url="http://localhost",
        )
    )


def command(url: str, *words: str) -> tuple[int, str]:
    settings = {
        "FORETERRE_DATABASE_URL": url,
        "FORETERRE_SECRET_KEY": databases.SECRET_KEY,
        "FORETERRE_CONTACTS_KEY": base64.urlsafe_b64encode(databases.CONTACTS_KEY).decode(),
    }
    done = run(FLASK, "--app", "wsgi", *words, settings=settings)
    return done.returncode, done.stdout + done.stderr


def _taken_under_load(app: Flask, url: str, folder: Path, times: int) -> Iterator[Taken]:
    with everyone_writing(app) as notes:
        for number in range(times):
            end = time.monotonic() + LONGEST
            while len(notes.so_far()) < BEFORE * (number + 1) and time.monotonic() < end:
                time.sleep(0.1)
            promises, start = notes.so_far(), time.monotonic()
            path = folder / f"{number}.backup"
            code, said = command(url, "backup", str(path), "--verify")
            assert code == 0, said
            later = notes.so_far()
            meanwhile = sum(later[key] != promises.get(key) for key in later)
            seconds = time.monotonic() - start
            yield Taken(
                path=path,
                promises=promises,
                erased_since=frozenset(key for key in later if later[key].is_erased),
                meanwhile=meanwhile,
                seconds=seconds,
            )
    assert notes.faults == [], notes.faults


@contextmanager
def _empty(kind: str, path: Path, cluster: Cluster) -> Iterator[str]:
    if kind == "sqlite":
        path.unlink(missing_ok=True)
        yield f"sqlite:///{path}"
        return
    url = cluster.make()
    yield url.render_as_string(hide_password=False)
    cluster.drop(url)


def _restored(
    backup: Taken, url: str, folder: Path, about: tuple[str, str, dict[str, bytes]]
) -> Figures:
    source, target, shown = about
    header = packed.header_of(backup.path)
    figures = Figures(
        source=source,
        target=target,
        promised=len(backup.promises),
        meanwhile=backup.meanwhile,
        releases=header.tables["release"].rows,
        rows={name: each.rows for name, each in header.tables.items()},
        seconds=round(backup.seconds, 1),
    )
    code, said = command(url, "restore", str(backup.path))
    figures.broken += [said] if code else []
    app = product(url, folder)
    figures.broken += comparing.differing_tables(app, backup.path, folder)
    with app.app_context():
        figures.broken += comparing.broken(backup.promises, backup.erased_since)
        figures.broken += comparing.half_there()
        figures.broken += comparing.unsound_releases()
        numbers = [each.number for each in releases.all_releases()]
    figures.broken += [
        f"{page} differs" for page, html in _pages(app).items() if shown[page] != html
    ]
    databases.disconnect(app)
    code, said = command(url, "release", "verify", str(numbers[-1]))
    figures.broken += [said] if code else []
    return figures


def _pages(app: Flask) -> dict[str, bytes]:
    client = app.test_client()
    found = {}
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == 200, page
        found[page] = answer.data
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kinds", nargs="*", choices=databases.KINDS, default=list(databases.KINDS))
    options.add_argument("--times", type=int, default=3, help="backups of each database")
    given = options.parse_args()
    is_broken = False
    with databases.cluster() as cluster:
        for kind in given.kinds:
            with tempfile.TemporaryDirectory(prefix="foreterre-backups-") as name:
                folder = Path(name)
                with _empty(kind, folder / "store.sqlite", cluster) as url:
                    databases.migrate(sa.make_url(url))
                    for figures in played(url, folder, cluster, times=given.times):
                        sys.stdout.write(json.dumps(asdict(figures)) + "\n")
                        is_broken |= bool(figures.broken)
    return int(is_broken)


if __name__ == "__main__":
    sys.exit(main())
