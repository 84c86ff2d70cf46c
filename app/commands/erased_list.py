"""The list of what was erased, kept apart from backups, as a file."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from app.errors import InvalidError
from app.store import keys
from app.store.backups.restoring import demand_same_keys
from app.store.erasures import Erased

FORMAT = "foreterre-erased"


def write_erased(file: BinaryIO, erased: Iterable[Erased]) -> int:
    """One line an erasure, after one that says under which key; how many there are."""
    key = keys.fingerprints()["SECRET_KEY"]
    file.write(_line({"format": FORMAT, "SECRET_KEY": key}))
    number = 0
    for each in erased:
        file.write(_line({"digest": each.digest, "erased_on": each.erased_on.isoformat()}))
        number += 1
    return number


def erased_in(path: Path) -> tuple[Erased, ...]:
    """Raises InvalidError naming a line that is no erasure, ConflictError for other keys."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        head, *rows = lines
        if head["format"] != FORMAT:
            raise KeyError("format")
        found = tuple(_erased(rows))
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path} is no list of erasures: name a file that `retention list-erased` wrote."
        raise InvalidError(message, file=str(path)) from error
    demand_same_keys({"SECRET_KEY": head["SECRET_KEY"]})
    return found


def _erased(rows: Iterable[dict[str, str]]) -> Iterator[Erased]:
    for row in rows:
        yield Erased(row["digest"], date.fromisoformat(row["erased_on"]))


def _line(document: dict[str, str | None]) -> bytes:
    return json.dumps(document).encode() + b"\n"
