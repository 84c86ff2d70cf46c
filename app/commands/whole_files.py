"""Files that appear when they are complete, or not at all, and that only their owner reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import ConflictError, InvalidError

OWNER_ONLY = 0o600


@contextmanager
def written_whole(out: Path) -> Iterator[BinaryIO]:
    """What was there stays when something fails. Raises InvalidError naming the file."""
    draft = out.with_name(f"{out.name}.{os.getpid()}.part")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb"
        ) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)
        _keep_name(out.parent)
    except OSError as error:
        message = f"{out} cannot be written ({error.strerror}): name another file."
        raise InvalidError(message, file=str(out)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def demand_new(out: Path) -> None:
    """Raises ConflictError where a file with something in it would be lost."""
    if out.exists() and (not out.is_file() or out.stat().st_size):
        raise ConflictError(f"{out} is there already: name a new file.", file=str(out))


def _keep_name(folder: Path) -> None:
    """The name outlives a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
