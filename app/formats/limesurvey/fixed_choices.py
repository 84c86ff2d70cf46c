"""The choices that LimeSurvey brings itself, in the languages that it is most used in."""

from collections.abc import Mapping
from typing import Final

from app.formats.xlsform.languages import Languages
from app.questionnaire.model import Choice, Text

Words = Mapping[str, tuple[str, ...]]
YES_NO: Final[Words] = {
    "en": ("Yes", "No"),
    "de": ("Ja", "Nein"),
    "es": ("Sí", "No"),
    "fr": ("Oui", "Non"),
    "it": ("Sì", "No"),
    "nl": ("Ja", "Nee"),
    "pl": ("Tak", "Nie"),
    "pt": ("Sim", "Não"),
}
GENDER: Final[Words] = {
    "en": ("Female", "Male"),
    "de": ("weiblich", "männlich"),
    "es": ("Femenino", "Masculino"),
    "fr": ("Féminin", "Masculin"),
    "it": ("Femmina", "Maschio"),
    "nl": ("Vrouw", "Man"),
    "pl": ("Kobieta", "Mężczyzna"),
    "pt": ("Feminino", "Masculino"),
}
YES_UNCERTAIN_NO: Final[Words] = {
    "en": ("Yes", "Uncertain", "No"),
    "de": ("Ja", "Unsicher", "Nein"),
    "es": ("Sí", "Dudoso", "No"),
    "fr": ("Oui", "Incertain", "Non"),
    "it": ("Sì", "Incerto", "No"),
    "nl": ("Ja", "Onzeker", "Nee"),
    "pl": ("Tak", "Niepewne", "Nie"),
    "pt": ("Sim", "Incerto", "Não"),
}
CHANGE: Final[Words] = {
    "en": ("Increase", "Same", "Decrease"),
    "de": ("Zunahme", "Gleich", "Abnahme"),
    "es": ("Aumentar", "Igual", "Disminuir"),
    "fr": ("Augmenter", "Sans changement", "Diminuer"),
    "it": ("Aumento", "Uguale", "Diminuzione"),
    "nl": ("Toename", "Gelijk", "Afname"),
    "pl": ("Wzrost", "Bez zmian", "Spadek"),
    "pt": ("Aumentar", "Igual", "Diminuir"),
}
OTHER: Final[Words] = {
    "en": ("Other",),
    "de": ("Sonstiges",),
    "es": ("Otro",),
    "fr": ("Autre",),
    "it": ("Altro",),
    "nl": ("Anders",),
    "pl": ("Inne",),
    "pt": ("Outro",),
}
COMMENT: Final[Words] = {
    "en": ("Comment",),
    "de": ("Kommentar",),
    "es": ("Comentario",),
    "fr": ("Commentaire",),
    "it": ("Commento",),
    "nl": ("Opmerking",),
    "pl": ("Komentarz",),
    "pt": ("Comentário",),
}


def words_in(languages: Languages, words: Words, place: int = 0) -> Text:
    """In every language that has them; the source falls back on English."""
    found = {
        code: words[code.partition("_")[0]][place]
        for code in languages.all_codes
        if code.partition("_")[0] in words
    }
    return Text(languages.source, {languages.source: words["en"][place], **found})


def choices_of(codes: str, words: Words, languages: Languages) -> tuple[Choice, ...]:
    """codes: a letter for each choice."""
    return tuple(
        Choice(code=code, text=words_in(languages, words, place))
        for place, code in enumerate(codes)
    )
