"""Files of respondents on the disk: in DATA_DIR/uploads, outside of what is served, each under a
random name. They appear whole, outlive a power cut, and only their owner reads them."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from flask import current_app

CHUNK = 1 << 18
OWNER_ONLY, FOLDER_OF_OWNER = 0o600, 0o700
NAME = re.compile(r"[0-9a-f]{40}")
NAME_BYTES = 20
PART = ".part"  # ends the name of a file that is not whole yet
OLD_ENOUGH = timedelta(days=1)  # no answer that it could belong to is still on its way


@dataclass(frozen=True, slots=True)
class Written:
    """name: random, what the answer holds."""

    name: str
    size: int
    sha256: str


def folder() -> Path:
    return Path(current_app.config["DATA_DIR"]) / "uploads"


def path_of(name: str) -> Path:
    return folder() / name[:2] / name


def write(source: IO[bytes]) -> Written:
    """Keeps a copy under a new name."""
    name, digest, size = secrets.token_hex(NAME_BYTES), hashlib.sha256(), 0
    with written(name) as file:
        for part in iter(lambda: source.read(CHUNK), b""):
            file.write(part)
            digest.update(part)
            size += len(part)
    return Written(name, size, digest.hexdigest())


@contextmanager
def written(name: str) -> Iterator[IO[bytes]]:
    """A file to be written; nobody sees it before it is whole, or when something fails."""
    path = path_of(name)
    draft = path.with_name(name + PART)
    path.parent.mkdir(mode=FOLDER_OF_OWNER, parents=True, exist_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(draft, flags, OWNER_ONLY), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _keep_name(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def remove(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def old_names() -> Iterator[str]:
    """Of files, whole or not, that have lain for a day."""
    before = (datetime.now(UTC) - OLD_ENOUGH).timestamp()
    for path in folder().glob("??/*"):
        is_own = NAME.fullmatch(path.name.removesuffix(PART)) is not None
        if is_own and path.stat().st_mtime < before:
            yield path.name


def _keep_name(parent: Path) -> None:
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
