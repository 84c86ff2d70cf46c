"""The languages that the product speaks: the official ones of the Union, and three more."""

from typing import Final

NAMES: Final = {
    "en": "English",
    "bg": "Български",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "et": "Eesti",
    "el": "Ελληνικά",
    "es": "Español",
    "fr": "Français",
    "ga": "Gaeilge",
    "hr": "Hrvatski",
    "it": "Italiano",
    "lv": "Latviešu",
    "lt": "Lietuvių",
    "hu": "Magyar",
    "mt": "Malti",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "fi": "Suomi",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "ar": "العربية",
}
"""Code to the language's name in itself. The texts of the code are English: it comes first."""
LANGUAGES: Final = tuple(NAMES)
SOURCE: Final = LANGUAGES[0]
RIGHT_TO_LEFT: Final = frozenset({"ar"})


def direction(language: str) -> str:
    """As the attribute `dir` has it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
