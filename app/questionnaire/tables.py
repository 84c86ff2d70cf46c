"""Lists of choices and files of rows as rules read them: instance('name')."""

from collections.abc import Mapping

from app.questionnaire.model import Choice, Questionnaire, Row
from app.questionnaire.remembering import Remembered


def rows_of(questionnaire: Questionnaire, language: str) -> Mapping[str, tuple[Row, ...]]:
    """Files as they are; of lists the attributes of each choice with its name and label."""
    lists = {
        name: tuple(row_of(choice, language) for choice in choices)
        for name, choices in questionnaire.lists.items()
    }
    return lists | dict(questionnaire.tables)


def row_of(choice: Choice, language: str) -> Row:
    return {**choice.attributes, "name": choice.code, "label": choice.text.in_language(language)}


def bare_row(choice: Choice) -> Row:
    """What a rule knows of a choice that it decides about, without its label."""
    return {**choice.attributes, "name": choice.code}


row_known: Remembered[Choice, Row] = Remembered(bare_row, most=100_000)
