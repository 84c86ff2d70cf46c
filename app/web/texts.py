"""Texts for people, in the language of the request."""

import flask_babel


def gettext(text: str, **values: object) -> str:
    """The text in the current language, its %(name)s places filled when values are given."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The form that this count takes in the current language; %(num)s is the count."""
    return str(flask_babel.ngettext(one, many, count, **values))


_ = gettext
