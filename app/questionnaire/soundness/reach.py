"""Pages and questions that nobody can ever see, found by trying the answers they depend on."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeAlias

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tree import Literal, walk
from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire
from app.questionnaire.soundness.fault import Fault

MOST_TRIED = 20_000
TRIED_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.SCALE})
Guards: TypeAlias = tuple[Rule, ...]


def reach_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    reach = Reach.of(questionnaire)
    for page in questionnaire.pages:
        if not reach.can_hold(rules(page.show_if)):
            yield never(f"{page.code}#show_if", f"Page {page.code} can never be shown.")
            continue
        for question in page.questions:
            if question.show_if and not reach.can_hold(rules(page.show_if, question.show_if)):
                yield unasked(question, page, reach)


def unasked(question: Question, page: Page, reach: "Reach") -> Fault:
    at = f"{question.code}#show_if"
    if not reach.can_hold(rules(question.show_if)):
        return never(at, f"{question.code} can never be asked: its rule never holds.")
    source = page.show_if.source if page.show_if else ""
    return never(at, f"{question.code} can never be asked: its page asks for {source}.")


def never(at: str, message: str) -> Fault:
    mend = "Correct the codes or the rule, or remove what nobody sees."
    return Fault(at=at, code="never-asked", message=message, mend=mend)


def rules(*found: Rule | None) -> Guards:
    return tuple(each for each in found if each is not None)


@dataclass(frozen=True, slots=True)
class Reach:
    """tried: codes of the questions whose answers can be tried, to their choices.

    guards: those questions to the rules under which they are asked.
    """

    tried: Mapping[str, tuple[str, ...]]
    guards: Mapping[str, Guards]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Reach":
        tried: dict[str, tuple[str, ...]] = {}
        guards: dict[str, Guards] = {}
        for page in questionnaire.pages:
            for each in page.questions:
                if each.kind in TRIED_KINDS:
                    tried[each.code] = tuple(choice.code for choice in each.choices)
                    guards[each.code] = rules(page.show_if, each.show_if)
        modules = questionnaire.modules
        if modules is not None:
            tried[modules.drawn], guards[modules.drawn] = modules.names, ()
        return cls(tried, guards)

    def can_hold(self, wanted: Guards) -> bool:
        """Whether some answers make all rules hold. What cannot be tried is taken to hold."""
        wanted = self.decidable(wanted)
        if not wanted:
            return True
        names = self.names_behind(wanted)
        domains = self.domains(names, wanted)
        if prod(len(each) for each in domains) > MOST_TRIED:
            return True
        answers = (dict(zip(names, each, strict=True)) for each in product(*domains))
        return any(self.is_possible(each) and all_hold(wanted, each) for each in answers)

    def decidable(self, guards: Guards) -> Guards:
        return tuple(each for each in guards if each.names <= self.tried.keys() and each.is_pure)

    def names_behind(self, wanted: Guards) -> tuple[str, ...]:
        """The questions that the rules use, and those that decide whether these are asked."""
        found: dict[str, None] = {}
        waiting = sorted(name for rule in wanted for name in rule.names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                behind = self.decidable(self.guards[name])
                waiting.extend(sorted(each for rule in behind for each in rule.names))
        return tuple(found)

    def domains(self, names: Collection[str], wanted: Guards) -> list[tuple[str, ...]]:
        """No answer, the codes that rules name, and one other: more would decide nothing."""
        behind = [rule for name in names for rule in self.decidable(self.guards[name])]
        named = {text for rule in (*wanted, *behind) for text in literals(rule)}
        return [self.domain(name, named) for name in names]

    def domain(self, name: str, named: Collection[str]) -> tuple[str, ...]:
        codes = self.tried[name]
        others = [each for each in codes if each not in named]
        return ("", *(each for each in codes if each in named), *others[:1])

    def is_possible(self, answers: Mapping[str, str]) -> bool:
        """Whether every question answered was asked."""
        given = [name for name, value in answers.items() if value]
        return all(all_hold(self.decidable(self.guards[name]), answers) for name in given)


def literals(rule: Rule) -> frozenset[str]:
    return frozenset(each.text for each in walk(rule.tree) if isinstance(each, Literal))


def all_hold(guards: Guards, answers: Mapping[str, str]) -> bool:
    scope = AnswerScope.of_answers(answers)
    return all(each.holds(scope) for each in guards)
