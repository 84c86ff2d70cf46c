"""A paper made on request, and kept nowhere."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from app.errors import ForeterreError

ROOT: Final = Path(__file__).resolve().parents[3]
AT_ONCE: Final = 2  # papers in a worker: each is a process of about fifty megabytes
LONGEST_WAIT: Final = 5  # seconds for a place
LONGEST_SECONDS: Final = 20
_places = BoundedSemaphore(AT_ONCE)


class NotTypesetError(ForeterreError):
    """No paper was made: too many at once, or typst found a fault."""


def typeset(pattern: str, content: Mapping[str, object]) -> bytes:
    """The PDF. pattern: a file beside this one, without .typ. Raises NotTypesetError."""
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise NotTypesetError("Too many papers are being set: ask again in a minute.")
    try:
        return _set(pattern, json.dumps(content))
    finally:
        _places.release()


def _set(pattern: str, content: str) -> bytes:
    """The process gets no setting of ours, so that no key can reach it."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, a pattern of our own
            [sys.executable, "-m", "app.web.typesetting", pattern],
            input=content.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={},
            timeout=LONGEST_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()
        raise NotTypesetError(f"Paper {pattern} failed: {reason[-1:]}.") from error
    except subprocess.TimeoutExpired as error:
        raise NotTypesetError(f"Paper {pattern} took too long: ask again in a minute.") from error
    return done.stdout
