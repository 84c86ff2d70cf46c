"""Own static files, addressed by their content so that browsers keep them for good."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from app.web.access import open_to_anyone
from app.web.packed import packed, sent

_FOLDER = Path(__file__).parent / "static"
WORKER = "worker.js"
_JOINED: Final[Mapping[str, tuple[str, ...]]] = {
    "answering.css": ("looks.css", "answer.css"),
    "answer-listen.js": ("answer.js", "listen.js"),
    "autosave-listen.js": ("autosave.js", "listen.js"),
    "answer-rules.js": ("answer.js", "rules.js", "listen.js"),
    "answer-autosave.js": ("answer.js", "autosave.js", "listen.js"),
    "answer-rules-autosave.js": ("answer.js", "rules.js", "autosave.js", "listen.js"),
    "offline.css": ("looks.css", "answer.css", "whole.css"),
    "offline.js": (
        "answer.js",
        "rules.js",
        "offline-engine.js",
        "offline-vault.js",
        "offline-device.js",
        "offline-fields.js",
        "offline-walk.js",
        "offline-draft.js",
        "offline-queue.js",
        "listen.js",
    ),
}
"""What a page would ask for twice, sent as one file: each request costs a phone a way and back."""
_FILES: Final[Mapping[str, tuple[Path, ...]]] = {
    **{path.name: (path,) for path in _FOLDER.iterdir() if path.is_file()},
    **{name: tuple(_FOLDER / part for part in parts) for name, parts in _JOINED.items()},
}


def asset(name: str) -> str:
    return f"{request.script_root}/static/{name}?v={packed(*_FILES[name]).fingerprint}"


@open_to_anyone
def _file(filename: str) -> Response:
    if filename not in _FILES:
        raise NotFound
    return sent(*_FILES[filename])


def worker_address() -> str:
    return f"{request.script_root}/{WORKER}"


@open_to_anyone
def _worker() -> Response:
    """At the top, so that it may serve the pages that a device keeps, whatever their address."""
    return sent(_FOLDER / WORKER)


def init_app(app: Flask) -> None:
    app.add_template_global(asset)
    app.add_url_rule(f"/{WORKER}", endpoint="worker", view_func=_worker)
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_file)
