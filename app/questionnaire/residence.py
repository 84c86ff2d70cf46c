"""Where the person of a response lives, as far as the answers say so."""

from app.questionnaire.model import QuestionKind, Value
from app.questionnaire.sheet import Sheet


def territory_of(sheet: Sheet) -> str | None:
    """The territory of the first municipality that was answered."""
    asked = [each for each in sheet.asked if each.question.kind is QuestionKind.MUNICIPALITY]
    answered = [sheet.values.get(each.path) for each in asked]
    codes = [code for value in answered for code in _codes(value)]
    territories = {place.code: place.territory for place in sheet.setting.places}
    return next((territories[code] for code in codes if code in territories), None)


def is_elsewhere(sheet: Sheet) -> bool:
    """Whether the person says to live in no place that is asked: then they count nowhere."""
    return any(
        _codes(sheet.values.get(each.path)) == (each.question.outside.code,)
        for each in sheet.asked
        if each.question.outside is not None
    )


def _codes(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()
