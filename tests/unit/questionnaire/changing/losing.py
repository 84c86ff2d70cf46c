"""What a change would lose, of answers given in the test."""

from app.questionnaire.changing.answered import answered
from app.questionnaire.changing.losing import losses
from app.questionnaire.changing.placed import placed
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.model import Answers, Questionnaire


def lost(
    old: Questionnaire, new: Questionnaire, *rows: Answers, recoding: Recoding = NOTHING
) -> list[tuple[str, str, str]]:
    """Code of the fault, key of the question, code of the choice."""
    before = placed(old)
    found = losses(before, placed(new), recoding, answered(before, rows))
    return [(each.code, each.key, each.choice) for each in found]
