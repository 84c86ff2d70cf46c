"""Files of respondents on the disk: in DATA_DIR/uploads, each under a random name."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import IO, Final

from app.store.shelf import Shelf

CHUNK = 1 << 18
NAME = re.compile(r"[0-9a-f]{40}")
NAME_BYTES = 20
UPLOADS: Final = Shelf("uploads", NAME)
folder, path_of, written = UPLOADS.folder, UPLOADS.path_of, UPLOADS.written
remove, old_names = UPLOADS.remove, UPLOADS.old_names


@dataclass(frozen=True, slots=True)
class Written:
    """name: random, what the answer holds."""

    name: str
    size: int
    sha256: str


def write(source: IO[bytes]) -> Written:
    """Keeps a copy under a new name."""
    name, digest, size = secrets.token_hex(NAME_BYTES), hashlib.sha256(), 0
    with written(name) as file:
        for part in iter(lambda: source.read(CHUNK), b""):
            file.write(part)
            digest.update(part)
            size += len(part)
    return Written(name, size, digest.hexdigest())
