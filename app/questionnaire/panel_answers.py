"""Whether an expert's answers to a statement may be kept."""

from dataclasses import dataclass

from app.questionnaire.checks import Violation, violations
from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.panel import OUTSIDE, REVERSIBLE, ROUND, STATEMENT_PAGE, SYSTEM, Statement
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Turn:
    """number: of the round. is_outside: whether the own chance for 2035 lies outside the middle
    half of the group's answers of the round before."""

    number: int
    is_outside: bool = False


def faults(
    questionnaire: Questionnaire,
    statement: Statement,
    answers: Answers,
    *,
    turn: Turn,
    setting: Setting,
) -> tuple[Violation, ...]:
    """What is wrong with the answers to a statement, in asking order; () where nothing is.

    An answer that is not asked is at fault: whoever skips a statement says nothing more of it.
    """
    around = {
        ROUND: turn.number,
        REVERSIBLE: "yes" if statement.is_reversible else "no",
        OUTSIDE: "yes" if turn.is_outside else "no",
    }
    sheet = Sheet.of(questionnaire, {**answers, **around}, setting)
    pages = {page.code: page for page in questionnaire.pages}
    asked = {each.code for each in pages[STATEMENT_PAGE].questions} - set(SYSTEM)
    found = violations(sheet, asked)
    unasked = tuple(
        Violation(path, "choice", {"given": path})
        for path in answers
        if path not in asked or not sheet.relevant.get(path, False)
    )
    return (*found, *unasked)
