"""What a restored store lacks of what was promised before its backup began."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.errors import NotFoundError
from app.releases import actions as releasing
from app.respond import actions
from app.store import keys, releases, responses
from app.store.backups import packed, writing
from app.store.backups.packed import Packed
from app.store.database import db, one_moment
from app.store.responses import Response
from app.store.snapshots import Snapshot
from tests.small_survey import HERE, Promised


def differing_tables(restored: Flask, backup: Path, folder: Path) -> list[str]:
    """Tables whose rows, by number or digest, are not those of the backup."""
    expected, found = packed.checked(backup), taken(restored, folder / f"again-{backup.name}")
    return [
        f"{name}: {heading.rows} rows became {found.header.tables[name].rows}"
        for name, heading in expected.header.tables.items()
        if found.digests[name] != expected.digests[name] or found.header.tables[name] != heading
    ]


def taken(app: Flask, path: Path) -> Packed:
    with app.app_context(), path.open("wb") as file:
        return writing.back_up(file)


def broken(promises: Mapping[str, Promised], erased_since: Collection[str]) -> Iterator[str]:
    """In an application context of the restored store. erased_since: from then on, as far as
    known after the backup: they may be in it or not."""
    for key, promised in promises.items():
        response = _found(key)
        if promised.is_erased:
            if response is not None:
                yield f"{key} was erased and is there"
            continue
        if response is None:
            if key not in erased_since:
                yield f"{key} is not there"
            continue
        yield from _wrong(promised, response)


def _found(key: str) -> Response | None:
    try:
        return responses.by_key_hash(keys.hashed(key), lock=False)
    except NotFoundError:
        return None


def _wrong(promised: Promised, response: Response) -> Iterator[str]:
    for path, value in promised.answers.items():
        if response.answers.get(path) != value:
            yield f"{promised.key}: {path} is {response.answers.get(path)!r}, not {value!r}"
    if promised.receipt:
        if response.receipt_hash != keys.hashed(promised.receipt) or response.sent_at is None:
            yield f"{promised.key} was sent, and its receipt is not known"
    elif actions.resume(keys.code_of(promised.key), HERE) != promised.key:
        yield f"{promised.key}: its code leads elsewhere"


def half_there() -> Iterator[str]:
    """Rows without what belongs to them, beyond what the database itself refuses."""
    with one_moment():
        lost = sa.select(sa.func.count()).where(
            Snapshot.response_id.is_not(None), Snapshot.response_id.not_in(sa.select(Response.id))
        )
        number = db.session.scalar(lost.select_from(Snapshot))
        if number:
            yield f"{number} copies of answers whose response is not there"
        sent = sa.select(sa.func.count()).where(
            Response.sent_at.is_not(None), Response.receipt_hash.is_(None)
        )
        number = db.session.scalar(sent.select_from(Response))
        if number:
            yield f"{number} responses were sent without a receipt"


def unsound_releases() -> Iterator[str]:
    for each in releases.all_releases():
        found = releasing.verify(each.number)
        if not found.is_sound or not found.reproduced:
            yield f"release {each.number}: {len(found.differing)} cells differ"
