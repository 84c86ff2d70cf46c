"""What answers of LimeSurvey questions start with: a value, or an equation in braces."""

from dataclasses import dataclass

from app.formats.foreign.making import rule_of
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.equations import joined_text
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.survey import Asked
from app.formats.limesurvey.texts import Wording
from app.formats.xlsform.faults import Place
from app.formats.xlsform.rules import number
from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Question, QuestionKind, Value

NUMBERS = frozenset(
    {QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RANGE, QuestionKind.RATING}
)


@dataclass(frozen=True, slots=True)
class Defaults:
    expressions: Expressions
    wording: Wording

    def of(self, asked: Asked, question: Question, part: str = "") -> tuple[Value, Rule | None]:
        """part: id of the subquestion, where it is of one."""
        written = asked.defaults.get(part, "") or (asked.defaults.get("0", "") if not part else "")
        if not written:
            return None, None
        if "{" not in written:
            is_number = question.kind in NUMBERS
            return (number(written, None) if is_number else written), None
        try:
            tree = joined_text(written, self.expressions, asked)
            return None, rule_of(tree)
        except NoEqualError as error:
            message = f"{question.code}: starts empty, for {written} has no equal. {error.message}"
            place = Place("", asked.position)
            self.wording.faults.note(place, "not-carried", message=message, mend=error.mend)
            return None, None

    def checked(self, asked: Asked) -> Value:
        """The boxes that are checked at the start; None where none is."""
        found = tuple(each.code for each in asked.rows() if asked.defaults.get(each.id) == "Y")
        return found or None
