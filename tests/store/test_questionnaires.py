"""A version that was saved never changes; the same content is the same version."""

import pytest
import sqlalchemy as sa

from app.errors import ConflictError, NotFoundError
from app.store import questionnaires
from app.store.database import db, transaction
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def saved(title: str = "Your firm") -> int:
    with transaction():
        return questionnaires.save(made_store.questionnaire(title)).id


def test_the_same_content_is_the_same_version() -> None:
    assert saved() == saved()
    assert saved("Another title") != saved()


def test_a_version_comes_back_whole() -> None:
    assert questionnaires.compiled(saved()) == made_store.questionnaire()


def test_a_version_is_parsed_once() -> None:
    version = saved()
    assert questionnaires.compiled(version) is questionnaires.compiled(version)


def test_a_changed_text_leaves_the_former_version_as_it_was() -> None:
    before = saved()
    document = sa.text("SELECT CAST(document AS TEXT) FROM questionnaire_version WHERE id = :id")
    stored = db.session.scalar(document, {"id": before})
    after = saved("Another title")
    assert db.session.scalar(document, {"id": before}) == stored
    assert questionnaires.compiled(before).title.in_language("en") == "Your firm"
    assert questionnaires.latest("firms").id == after


def test_a_saved_version_refuses_to_change() -> None:
    version = questionnaires.by_id(saved())
    with pytest.raises(ConflictError, match="frozen"), transaction():
        questionnaires.by_id(version.id).languages = ("en",)


def test_an_unknown_questionnaire_is_named() -> None:
    with pytest.raises(NotFoundError, match="trainers"):
        questionnaires.latest("trainers")
