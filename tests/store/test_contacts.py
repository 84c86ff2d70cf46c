"""Contacts are sealed, apart from answers, and cannot be joined to them without their key."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import InvalidError
from app.store import contacts
from app.store.contacts import Contact
from app.store.database import db, transaction
from app.store.responses import Response
from tests import made_store

GIVEN = {"email": "asha@example.org", "phone": "", "name": "Asha"}


@pytest.fixture
def response(store: Flask) -> Response:
    assert store
    with transaction():
        return made_store.response(made_store.campaign(), {"F_EMP": 3})


def rows() -> list[Contact]:
    return list(db.session.scalars(sa.select(Contact)))


def keep(response: Response, given: dict[str, str]) -> None:
    with transaction():
        contacts.keep(response, given)


def test_a_contact_comes_back_as_given(response: Response) -> None:
    keep(response, GIVEN)
    assert contacts.read(response) == {"email": "asha@example.org", "name": "Asha"}


def test_a_reader_of_the_table_learns_neither_who_nor_which_response(response: Response) -> None:
    keep(response, GIVEN)
    (row,) = rows()
    assert b"asha" not in row.sealed.lower()
    assert str(response.id) != row.link
    assert len(row.link) == 64
    assert set(Contact.__table__.columns.keys()) == {
        "link",
        "campaign_code",
        "sealed",
        "created_on",
    }


def test_another_contacts_key_neither_finds_nor_opens_it(response: Response, app: Flask) -> None:
    keep(response, GIVEN)
    (row,) = rows()
    app.config["CONTACTS_KEY"] = bytes(32)
    assert contacts.read(response) == {}
    with pytest.raises(InvalidError):
        contacts.keys.unseal(row.sealed, about=contacts.SEALED_AS)


def test_a_new_contact_takes_the_place_of_the_former(response: Response) -> None:
    keep(response, GIVEN)
    keep(response, {"phone": "+33 1 00 00 00 00"})
    assert contacts.read(response) == {"phone": "+33 1 00 00 00 00"}
    assert len(rows()) == 1


def test_a_withdrawn_contact_leaves_nothing(response: Response) -> None:
    keep(response, GIVEN)
    keep(response, {"email": "", "phone": "", "name": ""})
    assert rows() == []
    assert contacts.read(response) == {}
