"""Own static files, addressed by their content so that browsers keep them for good."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

_FOLDER = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"


@lru_cache
def fingerprint(name: str) -> str:
    return hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    return url_for("static", filename=name, v=fingerprint(name))


def _keep_for_good(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = _FOR_GOOD
    return response


def init_app(app: Flask) -> None:
    app.add_template_global(asset)
    app.after_request(_keep_for_good)
