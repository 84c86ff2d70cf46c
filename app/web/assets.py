"""Own static files, addressed by their content so that browsers keep them for good."""

from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from app.web.access import open_to_anyone
from app.web.packed import packed, sent

_FOLDER = Path(__file__).parent / "static"
_NAMES = frozenset(path.name for path in _FOLDER.iterdir() if path.is_file())


def asset(name: str) -> str:
    return f"{request.script_root}/static/{name}?v={packed(_FOLDER / name).fingerprint}"


@open_to_anyone
def _file(filename: str) -> Response:
    if filename not in _NAMES:
        raise NotFound
    return sent(_FOLDER / filename)


def init_app(app: Flask) -> None:
    app.add_template_global(asset)
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_file)
