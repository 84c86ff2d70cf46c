"""Files that respondents gave as answers: whose they are, and what is known of each.

The answer holds the name of an upload; its bytes lie on the disk (upload_files). A file goes from
the disk once the transaction that let it go is committed, and stays when that is rolled back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import NotFoundError
from app.store import upload_files
from app.store.batches import in_batches
from app.store.database import Base, db, demand_transaction

GONE = "uploads that go with the commit"


class Upload(Base):
    """file_name: as the person's device called it. media_type: told from the bytes."""

    __tablename__ = "upload"

    name: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), index=True)
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An upload as others read it. size: bytes."""

    name: str
    file_name: str
    media_type: str
    size: int
    sha256: str


COLUMNS = (Upload.name, Upload.file_name, Upload.media_type, Upload.size, Upload.sha256)


def add(response_id: int, stored: Iterable[Stored]) -> None:
    demand_transaction()
    for each in stored:
        db.session.add(
            Upload(
                name=each.name,
                response_id=response_id,
                file_name=each.file_name,
                media_type=each.media_type,
                size=each.size,
                sha256=each.sha256,
            )
        )
    db.session.flush()


def of_response(response_id: int) -> Mapping[str, Stored]:
    """By name."""
    query = sa.select(*COLUMNS).where(Upload.response_id == response_id)
    return {row.name: Stored(**row._mapping) for row in db.session.execute(query)}


def read(response_id: int, name: str) -> Stored:
    """Raises NotFoundError, also for a file of another response."""
    found = of_response(response_id).get(name)
    if found is None or not upload_files.path_of(name).is_file():
        raise NotFoundError("No such file among these answers: go back to the page that showed it.")
    return found


def remove(response_id: int, names: Collection[str]) -> None:
    """Of this response only, whatever the names."""
    _remove(sa.and_(Upload.response_id == response_id, Upload.name.in_(names)))


def remove_all(response_id: int) -> None:
    _remove(Upload.response_id == response_id)


def _remove(which: sa.ColumnElement[bool]) -> None:
    demand_transaction()
    names = db.session.scalars(sa.select(Upload.name).where(which)).all()
    if names:
        db.session.execute(sa.delete(Upload).where(Upload.name.in_(names)))
        db.session().info.setdefault(GONE, set()).update(names)


def sweep() -> int:
    """Removes files that belong to no answer: a fault came between the disk and the database."""
    number = 0
    for names in in_batches(upload_files.old_names()):
        known = set(db.session.scalars(sa.select(Upload.name).where(Upload.name.in_(names))))
        for name in set(names) - known:
            upload_files.remove(name)
            number += 1
    return number


@sa.event.listens_for(orm.Session, "after_commit")
def _let_files_go(session: orm.Session) -> None:
    for name in session.info.pop(GONE, ()):
        upload_files.remove(name)


@sa.event.listens_for(orm.Session, "after_soft_rollback")
def _keep_files(session: orm.Session, _before: object) -> None:
    session.info.pop(GONE, None)
