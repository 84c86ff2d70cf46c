"""The value that a question has beside what was answered: calculated, known or by default."""

from dataclasses import dataclass, field, replace

from app.questionnaire.asked import is_empty, parts_of
from app.questionnaire.counting import as_answer
from app.questionnaire.dependence import stands
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.model import Answers, Question, QuestionKind, Value
from app.questionnaire.outline import Outline
from app.questionnaire.setting import Setting


@dataclass(slots=True)
class First:
    """scope: of the whole of the answers. opening: what stands where nothing is answered yet."""

    outline: Outline
    answers: Answers
    setting: Setting
    scope: AnswerScope
    opening: dict[str, Value] | None = field(init=False, default=None)

    def value(self, question: Question, path: str, scope: AnswerScope) -> Value:
        """What was answered, unless it is calculated; else what is known beforehand. A note takes
        no answer."""
        if question.calculate is not None:
            return self.calculated(question, path, scope)
        if path in self.answers and question.kind is not QuestionKind.NOTE:
            return self.answers[path]
        if question.kind is QuestionKind.HIDDEN:
            known = self.known(question, path)
            if known is not None:
                return known
        return self.default(question, path, scope) if self.outline.has_defaults else None

    def calculated(self, question: Question, path: str, scope: AnswerScope) -> Value:
        """With triggers it is stored when one of them changes, and found anew only before.

        A default that was never changed sets nothing off.
        """
        rule = question.calculate
        if rule is None:
            return None
        if question.triggers:
            if path in self.answers:
                return self.answers[path]
            if not any(self.is_changed(code, scope) for code in question.triggers):
                return self.default(question, path, scope)
        return as_answer(rule.value(placed(rule, scope, path, self.answers)), question)

    def is_changed(self, code: str, scope: AnswerScope) -> bool:
        """Whether a question is answered, and otherwise than by its default."""
        value = scope.answer(code)
        if value in ("", ()):
            return False
        keys = self.outline.keys.get(code, ())
        question = self.outline.questions[keys[0]] if keys else None
        return question is None or value != self.default(question, scope.prefix + code, scope)

    def known(self, question: Question, path: str) -> Value:
        prefill = self.setting.prefill
        return prefill.get(path, prefill.get(question.prefill or ""))

    def default(self, question: Question, path: str, scope: AnswerScope) -> Value:
        """Outside repeats a rule sees what stands before anything is answered."""
        if question.default is not None or question.default_rule is None:
            return question.default
        if parts_of(path)[0] is not None:
            return as_answer(question.default_rule.value(scope.at(None, path)), question)
        if self.opening is None:
            self.opening = self.opened()
        return self.opening.get(path)

    def opened(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        scope = replace(self.scope, values=found, items={})
        for question in self.outline.questionnaire.questions():
            value = question.default
            if question.default_rule is not None:
                rule = question.default_rule
                value = as_answer(rule.value(scope.at(None, question.code)), question)
            if not is_empty(value):
                found[question.code] = value
        return found


def placed(rule: Rule, scope: AnswerScope, path: str, answers: Answers) -> AnswerScope:
    return scope.at(answers.get(path), path) if stands(rule) else scope
