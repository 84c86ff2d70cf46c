"""The languages of the interface, and the one that this request speaks.

What nobody has read yet is a draft: the demo speaks it, and whoever tests; other readers do not
meet it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from babel import negotiate_locale
from flask import Flask, current_app, g, has_request_context, redirect, request
from flask_babel import Babel, force_locale, get_locale
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response

from app.formats import language_states
from app.formats.language_states import INTERFACE
from app.reference.languages import LANGUAGES, SOURCE
from app.web.access import CAMPAIGN_KEY_HOLDER

SAFE_IN_PATHS = "/!$&'()*+,;=:@~"
SPOKEN = "languages"  # of the application
OF_A_CAMPAIGN = frozenset({"campaign", "token", "key"})  # parts of addresses


@dataclass(frozen=True, slots=True)
class Spoken:
    """open: languages of the interface that everybody may read. drafts: language to its catalogues
    that nobody has read."""

    open: tuple[str, ...]
    drafts: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, translations: Path, *, is_demo: bool) -> "Spoken":
        drafts = language_states.drafts(translations)
        read = tuple(each for each in LANGUAGES if INTERFACE not in drafts[each])
        return cls(LANGUAGES if is_demo else read, drafts)


def spoken() -> Spoken:
    found: Spoken = current_app.extensions[SPOKEN]
    return found


def open_languages() -> tuple[str, ...]:
    """Those that every reader may choose."""
    return spoken().open


def is_draft(language: str, domain: str = INTERFACE) -> bool:
    """Whether nobody has read the interface, or a questionnaire, in this language."""
    return not spoken().drafts[language].isdisjoint({INTERFACE, domain})


class LanguageConverter(BaseConverter):
    """The first part of every address that people see."""

    regex = "|".join(LANGUAGES)


def current_language() -> str:
    spoken: str | None = g.get("language")
    if spoken is not None:
        return spoken
    locale = get_locale()
    return str(locale.language) if locale else SOURCE


def negotiated(offered: Iterable[str] | None = None) -> str:
    """The offered language that the reader's browser asks for, else the first offered.

    offered: the open ones when None.
    """
    languages = list(open_languages() if offered is None else offered)
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


def language_addresses(languages: Iterable[str] | None = None) -> dict[str, str]:
    """This same page in each language, the open ones when None: language to address."""
    languages = open_languages() if languages is None else languages
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


def _turn_to_an_open_language() -> Response | None:
    """A draft that is not for this reader: the same page in a language that is.

    A page of a campaign settles that itself: whoever tests one reads its drafts.
    """
    if g.get("language") in (None, *open_languages()):
        return None
    view = current_app.view_functions[request.endpoint or ""]
    is_of_fieldwork = getattr(view, "access", "") == CAMPAIGN_KEY_HOLDER
    if not (is_of_fieldwork or OF_A_CAMPAIGN.isdisjoint(request.view_args or {})):
        return None
    status = 307 if request.method == "POST" else 303
    return redirect(language_addresses()[negotiated()], status)


def init_app(app: Flask) -> None:
    translations = Path(app.config["TRANSLATIONS_DIR"])
    app.extensions[SPOKEN] = Spoken.of(translations, is_demo=app.config["IS_DEMO"])
    app.url_map.converters["language"] = LanguageConverter
    app.url_value_preprocessor(_speak_as_the_address_says)
    app.url_defaults(_keep_the_language)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.config["TRANSLATIONS_DIR"]
    app.before_request(_turn_to_an_open_language)
    Babel(app, default_locale=SOURCE, locale_selector=_language_of_request)
