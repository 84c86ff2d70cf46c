"""Pictures, sounds and films of questionnaires, by the SHA-256 of their bytes: each once, however
many versions name it. A version holds which it shows (Questionnaire.media_files); the bytes lie in
DATA_DIR/media."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, NotFoundError
from app.store.batches import in_batches
from app.store.database import Base, db, demand_transaction
from app.store.shelf import Shelf

MEDIA: Final = Shelf("media", re.compile(r"[0-9a-f]{64}"))


class MediaFile(Base):
    """media_type: told from the bytes."""

    __tablename__ = "media_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file of a questionnaire as others read it. size: bytes."""

    sha256: str
    media_type: str
    size: int

    @property
    def path(self) -> Path:
        return MEDIA.path_of(self.sha256)


def write(sha256: str, source: Path) -> None:
    """Puts a file onto the disk, also one that lies there: from now on it is whole, and young.

    Raises ConflictError where the file is not the one of that digest any more.
    """
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ConflictError(f"{source} was changed meanwhile: import again.")
    with MEDIA.written(sha256) as copy:
        copy.write(content)


def add(files: Iterable[Held]) -> None:
    """What is on the disk belongs to a questionnaire, each file once."""
    demand_transaction()
    for each in files:
        if db.session.get(MediaFile, each.sha256) is None:
            row = MediaFile(sha256=each.sha256, media_type=each.media_type, size=each.size)
            db.session.add(row)
    db.session.flush()


def read(sha256: str) -> Held:
    """Raises NotFoundError, also where the file is gone from the disk."""
    found = db.session.get(MediaFile, sha256)
    if found is None or not MEDIA.path_of(sha256).is_file():
        raise NotFoundError("No such picture, sound or film: open the page again that showed it.")
    return Held(sha256=found.sha256, media_type=found.media_type, size=found.size)


def sweep() -> int:
    """Removes files that belong to no questionnaire: an import came to nothing."""
    number = 0
    for names in in_batches(MEDIA.old_names()):
        query = sa.select(MediaFile.sha256).where(MediaFile.sha256.in_(names))
        for name in set(names) - set(db.session.scalars(query)):
            MEDIA.remove(name)
            number += 1
    return number
