"""How migrations run: against the application's own database, on SQLite and PostgreSQL alike."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from app.store.schema import metadata

migrate = current_app.extensions["migrate"]


def run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,  # all or nothing, on SQLite too
        **migrate.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_on_sqlite(engine: sa.Engine) -> None:
    """SQLite changes a table by copying it: meanwhile nothing may hang on the former one."""
    with engine.connect().execution_options(begins_immediate=True) as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            run(connection)
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")


def run_online() -> None:
    engine = migrate.db.engine
    if engine.dialect.name == "sqlite":
        run_on_sqlite(engine)
        return
    with engine.connect() as connection:
        run(connection)


def run_offline() -> None:
    """Writes the SQL instead of running it: flask db upgrade --sql."""
    url = migrate.db.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
