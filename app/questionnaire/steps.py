"""How a page of the file is cut into steps, whatever the answers.

A step begins where a rule or a text needs an answer asked in the step before it, so that nobody
sees a question that the same post could hide. Long lists, repeats and contact stand alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.questionnaire.asked import joined, key_in
from app.questionnaire.dependence import ANYTHING, read_by, read_in, stands
from app.questionnaire.model import Page, Question, QuestionKind
from app.questionnaire.piping import piped_names

LONG_LIST = 12  # more choices than this stand alone
SILENT = frozenset(
    {QuestionKind.CALCULATE, QuestionKind.NOTE, QuestionKind.HIDDEN, QuestionKind.GROUP}
)
UNSEEN = SILENT - {QuestionKind.NOTE}


@dataclass(frozen=True, slots=True)
class Spot:
    """A question in its step; of a repeat, a run of fields that need nothing of one another.

    question: the outermost repeat where there are fields. inner: the repeats inside it that the
    fields lie in, the outer first. groups: key of a question, R/S/code, to the code of the group
    that it lies in, within the same repeat.

    is_plain: whether each question is asked, and whether it must be answered, hangs on nothing but
    its own show_if, and its answer on nothing but what was given. Most are, so they are decided
    the short way.
    """

    question: Question
    step: str
    fields: tuple[Question, ...] = ()
    inner: tuple[Question, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    is_repeat: bool = field(init=False)
    is_plain: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_repeat", self.question.is_repeat)
        questions = (self.question, *self.inner, *self.fields)
        object.__setattr__(self, "is_plain", not self.groups and all(map(is_plain, questions)))

    @property
    def repeats(self) -> tuple[str, ...]:
        """Keys of the repeats, the outermost first: R, R/S."""
        codes = [self.question.code, *(each.code for each in self.inner)]
        return tuple(joined(codes[:depth]) for depth in range(1, len(codes) + 1))


def is_plain(question: Question) -> bool:
    rules = (
        question.required_if,
        question.read_only_if,
        question.calculate,
        question.default_rule,
        question.default,
    )
    is_shown_anywhere = question.show_if is None or not stands(question.show_if)
    is_silent = question.kind in SILENT or question.is_read_only
    return is_shown_anywhere and not is_silent and all(rule is None for rule in rules)


@dataclass(frozen=True, slots=True)
class Inside:
    """A question inside a repeat. inner: as of a Spot; group: the one it lies in."""

    question: Question
    inner: tuple[Question, ...] = ()
    group: str | None = None


def spots(
    page: Page, calculates: Mapping[str, Question], *, is_one_at_a_time: bool = False
) -> tuple[Spot, ...]:
    """is_one_at_a_time: each question stands alone, but items on the same scale."""
    cut = Cut(page.code, calculates, is_one_at_a_time)
    for each in outside_repeats(page.questions):
        if each.question.is_repeat:
            cut.take_repeat(each)
        else:
            cut.take(each)
    return tuple(cut.spots)


def outside_repeats(questions: Sequence[Question], group: str | None = None) -> Iterator[Inside]:
    """Groups, each before its questions; repeats closed."""
    for each in questions:
        yield Inside(each, group=group)
        if each.kind is QuestionKind.GROUP:
            yield from outside_repeats(each.fields, each.code)


def inside_repeat(repeat: Question, inner: tuple[Question, ...] = ()) -> Iterator[Inside]:
    """What is asked in a repeat, however deep; a repeat inside it goes by its own questions."""
    for each in outside_repeats(repeat.fields):
        if each.question.is_repeat:
            yield from inside_repeat(each.question, (*inner, each.question))
        else:
            yield Inside(each.question, inner, each.group)


def groups_around(key: str, inside: Iterable[Inside]) -> dict[str, str]:
    """Key of each question in a group to the code of the group; key: of the repeat around."""
    found: dict[str, str] = {}
    for each in inside:
        own = key_in(key, each.question.code)
        if each.group is not None:
            found[own] = each.group
        if each.question.is_repeat:
            found |= groups_around(own, outside_repeats(each.question.fields))
    return found


@dataclass(slots=True)
class Cut:
    """The cutting of one page, from its first question on."""

    page: str
    calculates: Mapping[str, Question]
    is_one_at_a_time: bool = False
    spots: list[Spot] = field(default_factory=list)
    number: int = 1
    here: set[str] = field(default_factory=set)  # codes answered in the current step
    is_closed: bool = False  # the current step takes nothing more
    last: Question | None = None  # answered in the current step

    @property
    def step(self) -> str:
        return self.page if self.number == 1 else f"{self.page}-{self.number}"

    def begin(self) -> None:
        self.number += 1
        self.here = set()
        self.is_closed = False
        self.last = None

    def add(self, each: Inside) -> None:
        self.spots.append(Spot(each.question, self.step, groups=groups_around("", (each,))))

    def take(self, each: Inside) -> None:
        question = each.question
        if question.kind in UNSEEN - {QuestionKind.GROUP}:
            self.add(each)
            return
        needs = resolved(needed(question), self.calculates)
        if question.kind is QuestionKind.GROUP:
            if needs & self.here:
                self.begin()
            self.add(each)
            return
        stands_alone = is_alone(question) or (
            self.is_one_at_a_time and not is_same_scale(self.last, question)
        )
        if self.is_closed or needs & self.here or (stands_alone and self.here):
            self.begin()
        self.add(each)
        if question.kind is not QuestionKind.NOTE:
            self.here.add(question.code)
            self.is_closed = is_alone(question)
            self.last = question

    def take_repeat(self, each: Inside) -> None:
        repeat = each.question
        groups = groups_around("", (each,))
        for run in runs(repeat, self.calculates):
            if self.is_closed or self.here:
                self.begin()
            fields = tuple(inside.question for inside in run)
            self.spots.append(Spot(repeat, self.step, fields, run[0].inner, groups))
            self.here = {repeat.code}
            self.is_closed = True


def is_same_scale(before: Question | None, question: Question) -> bool:
    """Items of one battery: read once, answered beside one another."""
    scale = QuestionKind.SCALE
    return (
        before is not None
        and before.kind is question.kind is scale
        and [each.code for each in before.choices] == [each.code for each in question.choices]
    )


def is_alone(question: Question) -> bool:
    return question.kind is QuestionKind.CONTACT or len(question.choices) > LONG_LIST


def runs(repeat: Question, calculates: Mapping[str, Question]) -> Iterator[tuple[Inside, ...]]:
    """The fields cut where one needs another of its own item, or the repeat so far."""
    run: list[Inside] = []
    for each in inside_repeat(repeat):
        needs = resolved(needed(each.question), calculates)
        is_elsewhere = bool(run) and run[-1].inner != each.inner
        if run and (is_elsewhere or needs & {repeat.code, *(one.question.code for one in run)}):
            yield tuple(run)
            run = []
        run.append(each)
    if run:
        yield tuple(run)


def needed(question: Question) -> frozenset[str]:
    """Codes that decide whether and how a question is asked. Its own code does not count."""
    checks = [rule for rule in (question.constraint, question.warning) if rule is not None]
    names = read_by(question).union(*(read_in(rule) for rule in checks))
    texts = (
        question.text,
        question.hint,
        question.constraint_text,
        question.required_text,
        question.warning_text,
    )
    return (names | piped_names(texts)) - {question.code, ANYTHING}


def resolved(names: frozenset[str], calculates: Mapping[str, Question]) -> frozenset[str]:
    """The codes themselves and those that they are calculated from, however far back."""
    found: set[str] = set()
    waiting: Sequence[str] = sorted(names)
    while waiting:
        found.update(waiting)
        behind = (needed(calculates[name]) for name in waiting if name in calculates)
        waiting = sorted(frozenset[str]().union(*behind) - found)
    return frozenset(found)
