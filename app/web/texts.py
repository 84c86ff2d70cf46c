"""Texts for people, in the language of the request."""

from functools import lru_cache

from babel.support import NullTranslations, Translations
from flask import Flask, current_app
from jinja2.ext import InternationalizationExtension

from app.web.languages import current_language

OWN = "messages"  # the catalogue of texts that stand in the code


@lru_cache(maxsize=128)
def _catalogue(folder: str, language: str, domain: str) -> NullTranslations:
    return Translations.load(folder, [language], domain)


def _spoken(domain: str = OWN) -> NullTranslations:
    return _catalogue(current_app.config["TRANSLATIONS_DIR"], current_language(), domain)


def _plain(text: str) -> str:
    return str(_spoken().ugettext(text))


def _plain_number(one: str, many: str, count: int) -> str:
    return str(_spoken().ungettext(one, many, count))


def gettext(text: str, **values: object) -> str:
    """The text in the current language, its %(name)s places filled when values are given."""
    said = _plain(text)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The form that this count takes in the current language; %(num)s is the count."""
    return _plain_number(one, many, count) % {"num": count, **values}


def of_survey(domain: str, code: str, text: str) -> str:
    """A text of a survey file, by its code there, in the current language; as it is in the file
    where the language has none."""
    return str(_spoken(domain).upgettext(code, text))


_ = gettext


def init_app(app: Flask) -> None:
    """Templates ask the catalogue itself, kept in the process: a page has many texts."""
    for each in app.jinja_env.extensions.values():
        if isinstance(each, InternationalizationExtension):
            each._install_callables(_plain, _plain_number, newstyle=True)
