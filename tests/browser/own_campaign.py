"""A questionnaire of a test's own in the field, on a site of its own."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import make_server

from app.questionnaire.reading import read_questionnaire
from app.settings import Settings
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.wiring import create_app
from tests import databases, made_store


@contextmanager
def asked_in(folder: Path, file: Path, code: str) -> Iterator[Flask]:
    """The product over a store in the folder, with an open campaign of the questionnaire."""
    url = sa.make_url(f"sqlite:///{folder / 'store.sqlite'}")
    databases.migrate(url)
    app = create_app(
        Settings(
            database_url=url.render_as_string(),
            data_dir=folder,
            secret_key=databases.SECRET_KEY,
            contacts_key=databases.CONTACTS_KEY,
            base_url="http://localhost",
        )
    )
    with app.app_context(), transaction():
        made_store.territories()
        version = questionnaires.save(read_questionnaire(file, folder))
        campaigns.add(
            NewCampaign(
                code=code,
                questionnaire_id=version.id,
                wave="w2026",
                territories=("demo_fr",),
                opens_on=datetime.now(UTC).date(),
                closes_on=date.max,
                languages=("en",),
            )
        )
    yield app
    databases.disconnect(app)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served_here(app: Flask) -> Iterator[str]:
    """Its address, in a thread of this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
