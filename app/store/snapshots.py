"""Copies of answers as a release counted them; the same answers are copied once."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.questionnaire.model import Answers
from app.store.columns import AnswersColumn
from app.store.database import Base, db
from app.store.frozen import ERASING, frozen

ASKED_AT_ONCE = 500


class Snapshot(Base):
    """digest: of response and answers. An erasure leaves campaign, audience and territory only."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int | None] = mapped_column(index=True)
    digest: Mapped[str | None] = mapped_column(unique=True)
    campaign: Mapped[str]
    audience: Mapped[str]
    territory: Mapped[str]
    answers: Mapped[Answers | None] = mapped_column(AnswersColumn)


frozen(Snapshot)


class NewSnapshot(Protocol):
    """A response as it is counted now."""

    @property
    def response_id(self) -> int: ...
    @property
    def campaign(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def territory(self) -> str: ...
    @property
    def answers(self) -> Answers: ...


def kept(counted: Iterable[NewSnapshot]) -> Iterator[int]:
    """The id of each one's copy, in their order; a copy is made where there is none yet."""
    wanted = {digest_of(each): each for each in counted}
    known = _known(list(wanted))
    missing = [digest for digest in wanted if digest not in known]
    if missing:
        db.session.execute(
            sa.insert(Snapshot), [_row(digest, wanted[digest]) for digest in missing]
        )
        known |= _known(missing)
    return (known[digest] for digest in wanted)


def erase(response_id: int) -> None:
    db.session.execute(
        sa.update(Snapshot)
        .where(Snapshot.response_id == response_id)
        .values(response_id=None, digest=None, answers=sa.null())
        .execution_options(**{ERASING: True}, synchronize_session=False)
    )


def is_intact(copy: Snapshot) -> bool:
    """Whether a copy is what was copied, or what an erasure leaves of it."""
    if copy.answers is None or copy.response_id is None:
        return (copy.answers, copy.response_id, copy.digest) == (None, None, None)
    place = (copy.campaign, copy.territory)
    return copy.digest == _digest(copy.response_id, place, copy.answers)


def digest_of(counted: NewSnapshot) -> str:
    place = (counted.campaign, counted.territory)
    return _digest(counted.response_id, place, counted.answers)


def _digest(response_id: int, place: tuple[str, str], answers: Answers) -> str:
    content = [response_id, *place, dict(answers)]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _known(digests: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(digests), ASKED_AT_ONCE):
        some = digests[start : start + ASKED_AT_ONCE]
        query = sa.select(Snapshot.digest, Snapshot.id).where(Snapshot.digest.in_(some))
        found |= {digest: known for digest, known in db.session.execute(query) if digest}
    return found


def _row(digest: str, counted: NewSnapshot) -> Mapping[str, object]:
    return {
        "response_id": counted.response_id,
        "digest": digest,
        "campaign": counted.campaign,
        "audience": counted.audience,
        "territory": counted.territory,
        "answers": counted.answers,
    }
