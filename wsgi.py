"""The WSGI application: `flask --app wsgi …` and every server start here."""

import os

from app.settings import Settings

from app.wiring import create_app

app = create_app(Settings.read(os.environ))
