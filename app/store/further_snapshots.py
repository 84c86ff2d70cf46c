"""Copies of what a release counted beside responses: answers of experts, and practices."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.store.columns import Json, TableColumn
from app.store.database import Base, db
from app.store.frozen import ERASING, frozen

ASKED_AT_ONCE = 500


class FurtherSnapshot(Base):
    """kind: experts or practices. source: whose, or which. An erasure leaves kind and territory."""

    __tablename__ = "further_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    source: Mapped[str | None] = mapped_column(index=True)
    digest: Mapped[str | None] = mapped_column(unique=True)
    territory: Mapped[str]
    content: Mapped[dict[str, Json] | None] = mapped_column(TableColumn)


class ReleaseFurther(Base):
    """position: the place of a copy among those that the release counted."""

    __tablename__ = "release_further"

    release_number: Mapped[int] = mapped_column(sa.ForeignKey("release.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("further_snapshot.id"), index=True)


frozen(FurtherSnapshot)
frozen(ReleaseFurther)


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """One thing as it is counted, or was. content: None after an erasure."""

    kind: str
    source: str | None
    territory: str
    content: dict[str, Json] | None
    is_intact: bool = True


def keep(number: int, counted: Sequence[Further]) -> None:
    """Notes what a release counts; the same content is copied once, for all releases."""
    wanted = {
        _digest(each.kind, each.source, each.territory, each.content): each for each in counted
    }
    known = _known(list(wanted))
    missing = [digest for digest in wanted if digest not in known]
    if missing:
        rows = [_row(digest, wanted[digest]) for digest in missing]
        db.session.execute(sa.insert(FurtherSnapshot), rows)
        known |= _known(missing)
    held = [
        {"release_number": number, "position": position, "snapshot_id": known[digest]}
        for position, digest in enumerate(wanted)
    ]
    if held:
        db.session.execute(sa.insert(ReleaseFurther), held)


def of_release(number: int) -> Iterator[Further]:
    """What a release counted, in that order."""
    query = (
        sa.select(FurtherSnapshot)
        .join(ReleaseFurther, ReleaseFurther.snapshot_id == FurtherSnapshot.id)
        .where(ReleaseFurther.release_number == number)
        .order_by(ReleaseFurther.position)
    )
    for copy in db.session.scalars(query):
        yield Further(
            kind=copy.kind,
            source=copy.source,
            territory=copy.territory,
            content=copy.content,
            is_intact=_is_intact(copy),
        )


def erase(kind: str, source: str) -> None:
    """Empties every copy, and what tells whose it was."""
    db.session.execute(
        sa.update(FurtherSnapshot)
        .where(FurtherSnapshot.kind == kind, FurtherSnapshot.source == source)
        .values(source=None, digest=None, content=sa.null())
        .execution_options(**{ERASING: True}, synchronize_session=False)
    )


def _is_intact(copy: FurtherSnapshot) -> bool:
    if copy.content is None or copy.source is None:
        return (copy.content, copy.source, copy.digest) == (None, None, None)
    return copy.digest == _digest(copy.kind, copy.source, copy.territory, copy.content)


def _digest(kind: str, source: str | None, territory: str, content: dict[str, Json] | None) -> str:
    whole = [kind, source, territory, content]
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _known(digests: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(digests), ASKED_AT_ONCE):
        some = digests[start : start + ASKED_AT_ONCE]
        query = sa.select(FurtherSnapshot.digest, FurtherSnapshot.id).where(
            FurtherSnapshot.digest.in_(some)
        )
        found |= {digest: known for digest, known in db.session.execute(query) if digest}
    return found


def _row(digest: str, counted: Further) -> dict[str, object]:
    return {
        "kind": counted.kind,
        "source": counted.source,
        "digest": digest,
        "territory": counted.territory,
        "content": counted.content,
    }
