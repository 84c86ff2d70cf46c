"""What a browser sends, read within limits: an over-long field does not cost the others."""

from typing import IO, TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

from flask import Flask, Request, Response, request
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from app.web.multipart import MOST_PARTS, read_multipart

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage, MultiDict

LONGEST_BODY = 20_000_000  # bytes: far over the longest honest page, so that a fault can be named
LONGEST_FIELD = 1_000_000  # bytes of one field that are kept: enough to show that it is too long
MOST_FIELDS = 10_000
LONGEST_READ = 200_000_000  # bytes that are read only to be thrown away
CHUNK = 1 << 16

Parsed: TypeAlias = "tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]"


class LimitedForm(FormDataParser):
    """Reads a form field by field. Bytes that are no text become a mark that says so."""

    def _parse_urlencoded(
        self, stream: IO[bytes], _mimetype: str, _length: int | None, _options: dict[str, str]
    ) -> Parsed:
        fields = stream.read().split(b"&", MOST_FIELDS)
        if len(fields) > MOST_FIELDS:
            raise RequestEntityTooLarge
        kept = b"&".join(each[:LONGEST_FIELD] for each in fields).decode(errors="replace")
        pairs = parse_qsl(kept, keep_blank_values=True, errors="replace")
        return stream, self.cls(pairs), self.cls()

    def _parse_multipart(
        self, stream: IO[bytes], _mimetype: str, _length: int | None, options: dict[str, str]
    ) -> Parsed:
        boundary = options.get("boundary", "").encode("ascii")
        if not boundary:
            raise ValueError("Missing boundary")
        return stream, *read_multipart(stream, boundary, LONGEST_FIELD)


class Received(Request):
    form_data_parser_class = LimitedForm


def _let_files_in() -> None:
    """A file that is too large is read and let go, so that the page can name it."""
    if request.mimetype == "multipart/form-data":
        request.max_content_length = LONGEST_READ


def _refuse_nul() -> None:
    """No address holds a NUL character, and no database takes one."""
    if "\x00" in request.path:
        raise NotFound


def _read_to_its_end(response: Response) -> Response:
    """A browser shows the answer to a body too long only once it has sent it all."""
    left = min(request.content_length or 0, LONGEST_READ) if response.status_code == 413 else 0
    while left > 0 and (part := request.environ["wsgi.input"].read(min(left, CHUNK))):
        left -= len(part)
    return response


def _let_files_go(_error: BaseException | None) -> None:
    """What was sent lies in files without a name as long as they are open."""
    request.close()


def init_app(app: Flask) -> None:
    app.request_class = Received
    app.before_request(_refuse_nul)
    app.before_request(_let_files_in)
    app.after_request(_read_to_its_end)
    app.teardown_request(_let_files_go)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
