"""A questionnaire of a test's own in the field, on a site of its own."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store.database import transaction
from tests import databases, made_store
from tests.browser.answering_site import opened_today, product_over


@contextmanager
def asked_in(folder: Path, file: Path, code: str) -> Iterator[Flask]:
    """The product over a store in the folder, with an open campaign of the questionnaire."""
    app = product_over(folder, is_demo=False)
    with app.app_context(), transaction():
        made_store.territories()
        version = questionnaires.save(read_questionnaire(file, folder))
        opened = opened_today(code, version.id)
        campaigns.add(replace(opened, languages=("en",), is_synthetic=False))
    yield app
    databases.disconnect(app)
    shutil.rmtree(folder, ignore_errors=True)


class _Handler(WSGIRequestHandler):
    timeout = 5  # seconds that a connection without a request is waited for


@contextmanager
def served_here(app: Flask) -> Iterator[str]:
    """Its address, in a thread of this process; at the end, the requests under way are answered.

    A page that closes saves once more: the store must not go away under that request.
    """
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
