"""The application put together: settings, store, languages, rooms, error pages."""

from pathlib import Path

from flask import Flask

from app.collect.views import collect
from app.dashboards.indicators.views import indicators
from app.dashboards.views import dashboards
from app.network.views import network
from app.respond.views import respond
from app.settings import Settings
from app.store import database
from app.web import (
    access,
    access_log,
    assets,
    headers,
    holes,
    languages,
    mail,
    marked,
    media,
    pages,
    problems,
    received,
    rows,
    texts,
)

PARTS = (
    access_log, received, languages, texts, pages, holes, media, rows, marked, assets, headers,
    mail, problems,
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings) -> Flask:
    """The whole product behind one WSGI application."""
    app = Flask("app", static_folder=None, template_folder="web/templates")
    app.config.from_mapping(settings.for_flask())
    app.config["TRANSLATIONS_DIR"] = str(ROOT / "translations")
    database.init_app(app)
    for part in PARTS:
        part.init_app(app)
    for room in (network, respond, dashboards, indicators, collect):
        app.register_blueprint(room)
    access.refuse_unsaid(app)
    return app
