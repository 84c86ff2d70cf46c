"""The tables that migrations make are those that the store declares, both ways."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.store import database
from app.store.schema import metadata
from tests.databases import store_of


def names() -> set[str]:
    return set(sa.inspect(database.db.engine).get_table_names())


def test_migrations_go_up_down_and_up_again(empty_database_url: str) -> None:
    with store_of(empty_database_url) as app, app.app_context():
        assert not database.is_ready()
        database.upgrade()
        assert names() == {*metadata.tables, "alembic_version"}
        flask_migrate.downgrade(revision="base")
        assert names() == {"alembic_version"}
        database.upgrade()
        assert database.is_ready()


def differences() -> list[object]:
    with database.db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


@pytest.mark.usefixtures("store")
def test_the_declared_tables_are_those_that_migrations_make() -> None:
    assert differences() == []
    flask_migrate.check()  # ends the program where autogenerate would write something


@pytest.mark.usefixtures("store")
def test_a_table_that_lacks_a_migration_is_noticed() -> None:
    extra = sa.Table("forgotten", metadata, sa.Column("id", sa.Integer, primary_key=True))
    try:
        assert [kind for kind, table in differences()] == ["add_table"]
        with pytest.raises(SystemExit):
            flask_migrate.check()
    finally:
        metadata.remove(extra)


@pytest.mark.usefixtures("store")
def test_migrating_again_changes_nothing() -> None:
    before = names()
    database.upgrade()
    assert names() == before
