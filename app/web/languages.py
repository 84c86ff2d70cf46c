"""The languages of the interface, and the one that this request speaks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from babel import negotiate_locale
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from werkzeug.routing import BaseConverter

LANGUAGES = ("en", "fr")
NAMES = {"en": "English", "fr": "Français"}
SAFE_IN_PATHS = "/!$&'()*+,;=:@~"
DIRECTIONS = {"en": "ltr", "fr": "ltr"}


class LanguageConverter(BaseConverter):
    """The first part of every address that people see."""

    regex = "|".join(LANGUAGES)


def current_language() -> str:
    spoken: str | None = g.get("language")
    if spoken is not None:
        return spoken
    locale = get_locale()
    return str(locale.language) if locale else LANGUAGES[0]


def negotiated(offered: Iterable[str] = LANGUAGES) -> str:
    """The offered language that the reader's browser asks for, else the first offered."""
    languages = list(offered)
    wanted = [tag.replace("-", "_") for tag, _quality in request.accept_languages]
    return negotiate_locale(wanted, languages) or languages[0]


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Texts inside speak this language, whatever the address says."""
    before = g.get("language")
    g.language = code
    with force_locale(code):
        yield
    if before is None:
        del g.language
    else:
        g.language = before


def language_addresses(languages: Iterable[str] = LANGUAGES) -> dict[str, str]:
    """This same page in each language: language to address."""
    rule, root = request.url_rule, request.script_root
    if rule is None or "language" not in rule.arguments:
        return {code: f"{root}/{code}/" for code in languages}
    rest = quote(request.path.split("/", 2)[2], safe=SAFE_IN_PATHS)
    asked = f"?{query}" if (query := urlencode(list(request.args.items(multi=True)))) else ""
    return {code: f"{root}/{code}/{rest}{asked}" for code in languages}


def _speak_as_the_address_says(_endpoint: str | None, values: dict[str, object] | None) -> None:
    if values and "language" in values:
        g.language = str(values.pop("language"))


def _keep_the_language(endpoint: str, values: dict[str, object]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.get("language") or negotiated()


def _language_of_request() -> str | None:
    if not has_request_context():
        return None
    first = request.path.split("/")[1]
    return g.get("language") or (first if first in LANGUAGES else negotiated())


def init_app(app: Flask) -> None:
    app.url_map.converters["language"] = LanguageConverter
    app.url_value_preprocessor(_speak_as_the_address_says)
    app.url_defaults(_keep_the_language)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.config["TRANSLATIONS_DIR"]
    Babel(app, default_locale=LANGUAGES[0], locale_selector=_language_of_request)
