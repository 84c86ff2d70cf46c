"""Names in LimeSurvey expressions: answers, their attributes, and self, this and that."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.formats.foreign.making import Sort
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.meaning import Meant, text_meant, truth_meant, variable_meant
from app.formats.limesurvey.variables import Variable, Variables
from app.questionnaire.expression.tree import Call
from app.questionnaire.nearest import nearest

ASKED_OR_NOT: Final = "NAOK"
SCORE_ANYWAY: Final = "valueNAOK"
SCORES: Final = frozenset({"value", SCORE_ANYWAY})
VALUES: Final = frozenset({"code", *SCORES})
WORDS: Final = {"qid": "id", "title": "title", "qcode": "title", "type": "type"}
CONSTANTS: Final = {"true": True, "false": False, "TRUE": True, "FALSE": False}
OUTSIDE: Final = (
    "TOKEN",
    "PASSTHRU",
    "SAVEDID",
    "SID",
    "LANG",
    "PERC",
    "QUESTION_CODE",
    "ASSESSMENT",
)
SELECTOR: Final = "sq_"
ANSWER: Final = "INSERTANS:"
"""An older way to name what a person reads for an answer."""


@dataclass(slots=True)
class Reader:
    """own: title of the question whose rule it is; part: the row for which it is decided.

    strict: variables named so that the expression is false where they were not asked.
    """

    variables: Variables
    own: str = ""
    part: str = ""
    strict: list[Variable] = field(default_factory=list)

    def meant(self, written: str) -> list[Meant]:
        """Raises NoEqualError for a name that stands for nothing known."""
        if written in CONSTANTS:
            return [truth_meant(Call("true" if CONSTANTS[written] else "false", ()))]
        name, *attributes = written.removeprefix(ANSWER).split(".")
        if written.startswith(ANSWER):
            attributes.append("shown")
        if name in {"self", "this", "that"}:
            return self.of_set(name, attributes)
        variable = self.variables.get(name)
        if variable is None and name in self.variables.questions:
            return [self.of_question(name, attributes)]
        if variable is None:
            raise self.unknown(name)
        is_answer = not {ASKED_OR_NOT, SCORE_ANYWAY, *WORDS}.intersection(attributes)
        if is_answer and variable.question != self.own:
            self.strict.append(variable)
        return [attribute_of(variable, attributes, self.variables)]

    def of_question(self, name: str, attributes: Sequence[str]) -> Meant:
        """A question of several answers by its own name has words about it, but no answer."""
        word = next((each for each in attributes if each in WORDS), "")
        if not word:
            raise NoEqualError(
                f"{name} is a question of several answers, and has none itself.",
                "Name one of them: QUESTION_ROW.",
            )
        return text_meant(str(getattr(self.variables.questions[name], WORDS[word])))

    def of_set(self, name: str, attributes: Sequence[str]) -> list[Meant]:
        if name == "this":
            found = [each for each in self.of(self.own) if self.is_part(each)]
        elif name == "self":
            found = chosen(self.of(self.own), attributes)
        else:
            title, *attributes = attributes or [""]
            found = chosen(self.of(title), attributes)
        wanted = [
            each for each in attributes if each not in {"comments", "nocomments", ASKED_OR_NOT}
        ]
        kept = [each for each in wanted if not each.startswith(SELECTOR)]
        return [attribute_of(each, kept, self.variables) for each in found]

    def of(self, title: str) -> Sequence[Variable]:
        if title not in self.variables.of_question:
            raise self.unknown(title)
        return self.variables.of_question[title]

    def is_part(self, variable: Variable) -> bool:
        return not variable.is_comment and (not self.part or variable.row == self.part)

    def unknown(self, name: str) -> NoEqualError:
        if name.partition(":")[0] in OUTSIDE:
            return NoEqualError(
                f"{name} is known to LimeSurvey, not to the questionnaire.",
                "Ask for it, or give it with the personal link as something known before.",
            )
        mend = nearest(name, self.variables.named, otherwise="Name a question of the survey.")
        return NoEqualError(f"No question is called {name!r}.", mend)


def chosen(variables: Sequence[Variable], selectors: Sequence[str]) -> list[Variable]:
    """Those that self.comments, self.nocomments or self.sq_A.sq_B leave: any of the rows named."""
    wanted = [each.removeprefix(SELECTOR) for each in selectors if each.startswith(SELECTOR)]
    found = [each for each in variables if not wanted or any(code in each.row for code in wanted)]
    if "comments" in selectors:
        return [each for each in found if each.is_comment]
    if "nocomments" in selectors:
        return [each for each in found if not each.is_comment]
    return found


def attribute_of(variable: Variable, attributes: Sequence[str], variables: Variables) -> Meant:
    wanted = [each for each in attributes if each != ASKED_OR_NOT]
    if variables.has_scores and variable.has_labels and not SCORES.isdisjoint(wanted):
        raise NoEqualError(
            f"{variable.name}.{wanted[0]} is the score of what was chosen, for assessments are on.",
            "Calculate it from the codes: if(${Q} = 'A1', 5, …).",
        )
    if not wanted or wanted[0] in VALUES:
        return variable_meant(variable)
    word = wanted[0]
    if word == "shown":
        return Meant(variable.shown, Sort.TEXT if variable.has_labels else variable.sort)
    question = variables.questions[variable.question]
    if word in WORDS:
        return text_meant(str(getattr(question, WORDS[word])))
    raise NoEqualError(
        f"{variable.name}.{word} asks for something about a question that is not its answer.",
        "Write what it says as a text.",
    )
