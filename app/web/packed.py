"""Static files ready to be sent: read and compressed once in a process, known by their content."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Response, request

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"
SMALLEST = 256  # bytes: below, compressing gains nothing


@dataclass(frozen=True, slots=True)
class Packed:
    """compressed: with gzip, or None where that gains nothing."""

    content: bytes
    compressed: bytes | None
    media_type: str
    fingerprint: str


@lru_cache(maxsize=64)
def packed(*paths: Path) -> Packed:
    """One file, or several of a kind joined. Raises FileNotFoundError."""
    content = b"".join(each.read_bytes() for each in paths)
    media_type = mimetypes.guess_type(paths[0].name)[0] or "application/octet-stream"
    smaller = gzip.compress(content, 9, mtime=0) if len(content) >= SMALLEST else content
    return Packed(
        content,
        smaller if len(smaller) < len(content) else None,
        media_type,
        hashlib.sha256(content).hexdigest()[:12],
    )


def sent(*paths: Path) -> Response:
    """What packed() gives, as this browser takes it. Whoever asks with its fingerprint keeps it
    for good."""
    found = packed(*paths)
    takes_gzip = found.compressed is not None and request.accept_encodings.quality("gzip") > 0
    body = found.compressed if takes_gzip and found.compressed else found.content
    answer = Response(body, mimetype=found.media_type)
    answer.headers["Vary"] = "Accept-Encoding"
    is_asked_by_content = request.args.get("v") == found.fingerprint
    answer.headers["Cache-Control"] = FOR_GOOD if is_asked_by_content else FOR_A_DAY
    if takes_gzip:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(f"{found.fingerprint}{'-gzip' if takes_gzip else ''}")
    answer.make_conditional(request)
    return answer
