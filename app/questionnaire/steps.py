"""How a page of the file is cut into steps, whatever the answers.

A step begins where a rule or a text needs an answer asked in the step before it, so that nobody
sees a question that the same post could hide. Long lists, rosters and contact stand alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Path, walk
from app.questionnaire.model import Page, Question, QuestionKind
from app.questionnaire.piping import piped_names

LONG_LIST = 12  # more choices than this stand alone
SILENT = frozenset({QuestionKind.CALCULATE, QuestionKind.NOTE})


@dataclass(frozen=True, slots=True)
class Spot:
    """A question in its step; of a roster, a run of fields that need nothing of one another."""

    question: Question
    step: str
    fields: tuple[Question, ...] = ()


def spots(page: Page, calculates: Mapping[str, Question]) -> tuple[Spot, ...]:
    cut = Cut(page.code, calculates)
    for question in page.questions:
        if question.kind is QuestionKind.ROSTER:
            cut.take_roster(question)
        else:
            cut.take(question)
    return tuple(cut.spots)


@dataclass(slots=True)
class Cut:
    """The cutting of one page, from its first question on."""

    page: str
    calculates: Mapping[str, Question]
    spots: list[Spot] = field(default_factory=list)
    number: int = 1
    here: set[str] = field(default_factory=set)  # codes answered in the current step
    is_closed: bool = False  # the current step takes nothing more

    @property
    def step(self) -> str:
        return self.page if self.number == 1 else f"{self.page}-{self.number}"

    def begin(self) -> None:
        self.number += 1
        self.here = set()
        self.is_closed = False

    def take(self, question: Question) -> None:
        if question.kind is QuestionKind.CALCULATE:
            self.spots.append(Spot(question, self.step))
            return
        stands_alone = is_alone(question)
        needs = resolved(needed(question), self.calculates)
        if self.is_closed or needs & self.here or (stands_alone and self.here):
            self.begin()
        self.spots.append(Spot(question, self.step))
        if question.kind is not QuestionKind.NOTE:
            self.here.add(question.code)
            self.is_closed = stands_alone

    def take_roster(self, roster: Question) -> None:
        for run in runs(roster, self.calculates):
            if self.is_closed or self.here:
                self.begin()
            self.spots.append(Spot(roster, self.step, run))
            self.here = {roster.code}
            self.is_closed = True


def is_alone(question: Question) -> bool:
    return question.kind is QuestionKind.CONTACT or len(question.choices) > LONG_LIST


def runs(roster: Question, calculates: Mapping[str, Question]) -> Iterator[tuple[Question, ...]]:
    """The fields cut where one needs another of its own item, or the roster so far."""
    run: list[Question] = []
    for each in roster.fields:
        needs = resolved(needed(each), calculates)
        if run and needs & {roster.code, *(other.code for other in run)}:
            yield tuple(run)
            run = []
        run.append(each)
    yield tuple(run)


def needed(question: Question) -> frozenset[str]:
    """Codes that decide whether and how a question is asked. Its own code does not count."""
    rules = [*deciding(question), *filter(None, [question.constraint])]
    names = frozenset[str]().union(*map(read_by, rules))
    texts = (question.text, question.hint, question.constraint_text)
    return (names | piped_names(texts)) - {question.code}


def deciding(question: Question) -> tuple[Rule, ...]:
    """The rules that decide whether and how it is asked; a constraint comes later."""
    rules = (
        question.show_if,
        question.choice_filter,
        question.first_if,
        question.over,
        question.calculate,
    )
    return tuple(rule for rule in rules if rule is not None)


def read_by(rule: Rule) -> frozenset[str]:
    """The codes in `${…}` and the bare words, which may be fields of the same item."""
    paths = (each for each in walk(rule.tree) if isinstance(each, Path))
    words = {step.name for path in paths for step in path.steps}
    return rule.names | words


def resolved(names: frozenset[str], calculates: Mapping[str, Question]) -> frozenset[str]:
    """The codes themselves and those that they are calculated from, however far back."""
    found: set[str] = set()
    waiting: Sequence[str] = sorted(names)
    while waiting:
        found.update(waiting)
        behind = (needed(calculates[name]) for name in waiting if name in calculates)
        waiting = sorted(frozenset[str]().union(*behind) - found)
    return frozenset(found)
