"""What every answer carries so that nothing foreign runs and no address leaks."""

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**changes: str) -> str:
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, **changes}.items())


STRICT = policy()
ALWAYS = (  # nothing else sets them
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
)


def _protect(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", STRICT)
    headers.extend(ALWAYS)
    if request.endpoint != "static" and "max-age" not in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


class NoSession(SessionInterface):
    """Nothing is kept in cookies, so none is read or written."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # noqa: ARG002 -- as Flask calls it
        return self.make_null_session(app)


def init_app(app: Flask) -> None:
    app.session_interface = NoSession()
    app.after_request(_protect)
