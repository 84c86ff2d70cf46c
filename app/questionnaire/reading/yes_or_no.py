"""The two choices of a question of yes or no, which need not be written."""

from typing import Final

from app.questionnaire.model import Choice, Text
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.wording import Wording

WORDS: Final = {
    "ar": ("نعم", "لا"),
    "bg": ("Да", "Не"),  # noqa: RUF001  # its own letters
    "cs": ("Ano", "Ne"),
    "da": ("Ja", "Nej"),
    "de": ("Ja", "Nein"),
    "el": ("Ναι", "Όχι"),  # noqa: RUF001  # its own letters
    "en": ("Yes", "No"),
    "es": ("Sí", "No"),
    "et": ("Jah", "Ei"),
    "fi": ("Kyllä", "Ei"),
    "fr": ("Oui", "Non"),
    "ga": ("Is ea", "Ní hea"),
    "hr": ("Da", "Ne"),
    "hu": ("Igen", "Nem"),
    "it": ("Sì", "No"),
    "lt": ("Taip", "Ne"),
    "lv": ("Jā", "Nē"),
    "mt": ("Iva", "Le"),
    "nl": ("Ja", "Nee"),
    "pl": ("Tak", "Nie"),
    "pt": ("Sim", "Não"),
    "ro": ("Da", "Nu"),
    "sk": ("Áno", "Nie"),
    "sl": ("Da", "Ne"),
    "sv": ("Ja", "Nej"),
    "tr": ("Evet", "Hayır"),  # noqa: RUF001  # its own letters
    "uk": ("Так", "Ні"),  # noqa: RUF001  # its own letters
}


def yes_or_no(section: Section, wording: Wording) -> tuple[Choice, ...]:
    """In every language of the questionnaire; a problem where a language is not known here."""
    languages = {wording.language, *wording.inline, *(each.language for each in wording.catalogues)}
    unknown = sorted(each for each in languages if each.partition("_")[0] not in WORDS)
    if unknown:
        message = f"{section.what}: yes and no are not known in {', '.join(unknown)}."
        mend = "Write choices with the codes yes and no."
        section.problem("type", "no-yes-or-no", message=message, mend=mend)
    known = {each: WORDS[each.partition("_")[0]] for each in languages.difference(unknown)}
    return tuple(
        Choice(code=code, text=text_of(place, known, wording.language))
        for place, code in enumerate(("yes", "no"))
    )


def text_of(place: int, known: dict[str, tuple[str, str]], source: str) -> Text:
    return Text(source, {source: "", **{each: words[place] for each, words in known.items()}})
