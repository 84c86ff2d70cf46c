"""`or_other`: the choice and the question that a list gains, in the language of the reader."""

from collections.abc import Mapping
from typing import Final

from app.formats.xlsform.languages import Languages
from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Choice, Question, QuestionKind, Text

OTHER: Final = "other"
LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Other", "Specify other."),
    "ar": ("أخرى", "حدِّد من فضلك."),
    "bg": ("Друго", "Посочете друго."),
    "cs": ("Jiné", "Upřesněte."),
    "da": ("Andet", "Angiv hvad."),
    "de": ("Anderes", "Bitte angeben."),
    "el": ("Άλλο", "Διευκρινίστε."),
    "es": ("Otro", "Especifique."),
    "et": ("Muu", "Täpsustage."),
    "fi": ("Muu", "Tarkenna."),
    "fr": ("Autre", "Précisez."),
    "ga": ("Eile", "Sonraigh."),
    "hr": ("Drugo", "Navedite."),
    "hu": ("Egyéb", "Nevezze meg."),
    "it": ("Altro", "Specificare."),
    "lt": ("Kita", "Nurodykite."),
    "lv": ("Cits", "Norādiet."),
    "mt": ("Oħrajn", "Speċifika."),
    "nl": ("Anders", "Namelijk:"),
    "pl": ("Inne", "Proszę podać."),
    "pt": ("Outro", "Especifique."),
    "ro": ("Altele", "Precizați."),
    "ru": ("Другое", "Уточните."),
    "sk": ("Iné", "Upresnite."),
    "sl": ("Drugo", "Navedite."),
    "sv": ("Annat", "Ange vad."),
    "tr": ("Diğer", "Belirtiniz."),
    "uk": ("Інше", "Уточніть."),
}


def text_in(languages: Languages, place: int) -> Text:
    """place: 0 the choice, 1 the question. Unknown languages fall back on the source."""
    found = {
        code: LABELS[code.partition("_")[0]][place]
        for code in languages.all_codes
        if code.partition("_")[0] in LABELS
    }
    return Text(languages.source, {languages.source: LABELS["en"][place], **found})


def with_other(choices: tuple[Choice, ...], languages: Languages) -> tuple[Choice, ...]:
    if any(each.code == OTHER for each in choices):
        return choices
    return (*choices, Choice(code=OTHER, text=text_in(languages, 0)))


def specified(question: Question, name: str, languages: Languages) -> Question:
    """The text question that is asked when other was chosen. name: of the question in rules."""
    return Question(
        code=f"{question.code}_other",
        kind=QuestionKind.TEXT,
        text=text_in(languages, 1),
        show_if=Rule.parse(f"selected(${{{name}}}, '{OTHER}')"),
    )
