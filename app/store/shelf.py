"""Files on the disk, in a folder of DATA_DIR outside of what is served by its path. They appear
whole, outlive a power cut, and only their owner reads them."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from flask import current_app

OWNER_ONLY, FOLDER_OF_OWNER = 0o600, 0o700
PART = ".part"  # ends the name of a file that is not whole yet
OLD_ENOUGH = timedelta(days=1)  # nothing that it could belong to is still on its way


@dataclass(frozen=True, slots=True)
class Shelf:
    """names: what a file on it may be called."""

    folder_name: str
    names: re.Pattern[str]

    def folder(self) -> Path:
        return Path(current_app.config["DATA_DIR"]) / self.folder_name

    def path_of(self, name: str) -> Path:
        return self.folder() / name[:2] / name

    @contextmanager
    def written(self, name: str) -> Iterator[IO[bytes]]:
        """A file to be written; nobody sees it before it is whole, or when something fails."""
        path = self.path_of(name)
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

    def remove(self, name: str) -> None:
        self.path_of(name).unlink(missing_ok=True)

    def old_names(self) -> Iterator[str]:
        """Of files, whole or not, that have lain for a day."""
        before = (datetime.now(UTC) - OLD_ENOUGH).timestamp()
        for path in self.folder().glob("??/*"):
            is_own = self.names.fullmatch(path.name.removesuffix(PART)) is not None
            if is_own and path.stat().st_mtime < before:
                yield path.name


def _keep_name(parent: Path) -> None:
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
