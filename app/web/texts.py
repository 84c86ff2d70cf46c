"""Texts for people, in the language of the request."""

from functools import lru_cache

from babel.support import NullTranslations, Translations
from flask import Flask, current_app
from jinja2.ext import InternationalizationExtension

from app.web.languages import current_language


@lru_cache(maxsize=128)
def _catalogue(folder: str, language: str) -> NullTranslations:
    return Translations.load(folder, [language])


def _spoken() -> NullTranslations:
    return _catalogue(current_app.config["TRANSLATIONS_DIR"], current_language())


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


_ = gettext


def init_app(app: Flask) -> None:
    """Templates ask the catalogue itself, kept in the process: a page has many texts."""
    for each in app.jinja_env.extensions.values():
        if isinstance(each, InternationalizationExtension):
            each._install_callables(_plain, _plain_number, newstyle=True)
