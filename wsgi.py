"""The WSGI application: `flask --app wsgi …` and every server start here."""

import os
import sys

from app.errors import SettingError
from app.settings import Settings
from app.wiring import create_app

try:
    app = create_app(Settings.read(os.environ))
except SettingError as error:
    sys.exit(error.message)
