"""Responses are found by what their owner holds, and erased without a trace."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import InvalidError, NotFoundError
from app.store import campaigns, contacts, keys, releases, responses
from app.store.contacts import Contact
from app.store.database import db, transaction
from app.store.responses import Response
from tests import made_store

KEY = "abcdefghijklmnopqrstuvwx23"
ANSWERS = {"F_EMP": 3, "F_JOBS": ("j_cook", "j_care"), "F_SPEC": "élagage ↗", "F_ROLE": None}

pytestmark = pytest.mark.usefixtures("store")


def kept(*, is_sent: bool = True) -> Response:
    with transaction():
        return made_store.response(made_store.campaign(), ANSWERS, KEY, is_sent=is_sent)


def test_answers_come_back_as_the_values_they_were() -> None:
    response = kept()
    db.session.expire_all()
    assert response.answers == ANSWERS
    assert isinstance(response.answers["F_JOBS"], tuple)


def test_a_response_is_found_by_its_key_code_and_receipt() -> None:
    found = {
        responses.by_key_hash(keys.hashed(KEY), lock=False) if kept() else None,
        responses.by_code_hash(keys.hashed(keys.code_of(KEY))),
        responses.by_receipt_hash(keys.hashed(keys.receipt_of(KEY))),
    }
    assert [each.campaign_code for each in found if each] == ["firms-2026"]


def test_the_database_holds_neither_key_nor_code_nor_receipt() -> None:
    kept()
    row = db.session.execute(sa.text("SELECT * FROM response")).mappings().one()
    shown = repr(dict(row))
    for secret in (KEY, keys.code_of(KEY), keys.receipt_of(KEY)):
        assert secret not in shown
    assert keys.unseal_key(bytes(row["key_sealed"])) == KEY


def test_an_unknown_key_code_or_receipt_says_what_to_check() -> None:
    with pytest.raises(NotFoundError, match="link"):
        responses.by_key_hash("none", lock=False)
    with pytest.raises(NotFoundError, match="code"):
        responses.by_code_hash("none")
    with pytest.raises(NotFoundError, match="16 letters and digits"):
        responses.by_receipt_hash("none")


def test_nobody_has_the_receipt_of_what_was_not_sent() -> None:
    kept(is_sent=False)
    with pytest.raises(NotFoundError):
        responses.by_receipt_hash(keys.hashed(keys.receipt_of(KEY)))


def test_one_entry_makes_one_response() -> None:
    kept()
    with pytest.raises(sa.exc.IntegrityError), transaction():
        made_store.response(campaigns.by_code("firms-2026"), {}).entry_hash = keys.hashed(
            f"entry of {KEY}"
        )


def test_a_nul_character_is_refused_by_its_question() -> None:
    response = kept()
    with pytest.raises(InvalidError, match="F_SPEC"):
        response.answers = {"F_SPEC": "a\x00b"}


def released(response: Response) -> int:
    counted = made_store.counted_now()
    assert [each.response_id for each in counted] == [response.id]
    return releases.create(made_store.new_release(), counted, ())


def test_an_erased_response_leaves_no_answer_contact_or_copy() -> None:
    response = kept()
    with transaction():
        contacts.keep(response, {"email": "asha@example.org"})
        number = released(response)
    with transaction():
        responses.erase(responses.by_receipt_hash(keys.hashed(keys.receipt_of(KEY))))
    with pytest.raises(NotFoundError):
        responses.by_key_hash(keys.hashed(KEY), lock=False)
    assert list(db.session.scalars(sa.select(Contact))) == []
    assert campaigns.counts() == {"firms-2026": (0, 0)}
    (then,) = releases.counted(number)
    assert (then.audience, then.territory, then.answers) == ("firms", "demo_fr", None)
    copy = db.session.execute(sa.text("SELECT * FROM snapshot")).mappings().one()
    assert (copy["response_id"], copy["digest"], copy["answers"]) == (None, None, None)


def test_an_erasure_leaves_no_byte_of_the_answer_in_the_file(store: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        remains = "SELECT count(*) FROM response WHERE answers::text LIKE '%lagage%'"
    else:
        remains = "SELECT 0"
    response = kept()
    with transaction():
        released(response)
    with transaction():
        responses.erase(response)
    assert db.session.scalar(sa.text(remains)) == 0
    db.session.remove()
    db.engine.dispose()  # the last connection folds the journal into the file
    url = sa.make_url(store.config["SQLALCHEMY_DATABASE_URI"])
    if url.drivername == "sqlite":
        assert b"lagage" not in Path(str(url.database)).read_bytes()
