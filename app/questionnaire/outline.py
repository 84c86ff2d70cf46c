"""What a questionnaire fixes whatever the answers: steps, order of pages, known paths, choices."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import CONTACT_PARTS, OPEN, key_in, key_of
from app.questionnaire.expression.structure import Structure
from app.questionnaire.model import (
    UPLOAD_KINDS,
    Choice,
    Layout,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Row,
    Text,
    opened,
)
from app.questionnaire.ordering import ordered
from app.questionnaire.piping import piped_names
from app.questionnaire.remembering import Remembered
from app.questionnaire.route import OutlinePage, Route, StepKind, route_of
from app.questionnaire.steps import SILENT, Spot, resolved, spots
from app.questionnaire.structuring import structure_of
from app.questionnaire.tables import rows_of

ORDERS_KEPT = 2000  # drawn orders, a few for each response answered just now


@dataclass(frozen=True, slots=True)
class Outline:
    """questions: by code, what lies in repeats by R/S/code, groups too; choices: the same keys.

    keys: code to the keys that it has.
    """

    questionnaire: Questionnaire
    pages: tuple[OutlinePage, ...]
    questions: Mapping[str, Question]
    keys: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Mapping[str, Choice]]
    item_sources: Mapping[str, tuple[str, ...]]
    step_pages: Mapping[str, OutlinePage]
    step_paths: Mapping[str, frozenset[str]]
    open_codes: frozenset[str]
    contacts: frozenset[str]
    uploads: frozenset[str]  # keys of questions that a file answers
    piping_steps: frozenset[str]  # whose texts show answers
    structure: Structure
    groups: Mapping[str, Question]  # by key: the group next around a question, in the same repeat
    group_codes: Mapping[str, str]  # the same, also of groups without a heading
    triggered: Mapping[str, Question]  # by key: calculated when another answer changes
    has_defaults: bool
    routes: dict[str | None, Route] = field(default_factory=dict)
    orders: dict[tuple[int, int | None], tuple[Choice, ...]] = field(default_factory=dict)
    tables: dict[str, Mapping[str, tuple[Row, ...]]] = field(default_factory=dict)

    def route(self, drawn: str | None) -> Route:
        if drawn not in self.routes:
            self.routes[drawn] = route_of(self.questionnaire, self.pages, drawn)
        return self.routes[drawn]

    def order(self, question: Question, seed: int | None) -> tuple[Choice, ...]:
        """All choices of a question, in the order drawn from the seed if it is shuffled."""
        key = (id(question), seed if question.is_shuffled else None)
        found = self.orders.get(key)
        if found is None:
            if len(self.orders) >= ORDERS_KEPT:
                self.orders.clear()
            found = self.orders[key] = ordered(question, question.choices, seed=seed)
        return found

    def tables_in(self, language: str) -> Mapping[str, tuple[Row, ...]]:
        """Lists and files as rules read them: instance('name')."""
        if language not in self.tables:
            self.tables[language] = rows_of(self.questionnaire, language)
        return self.tables[language]

    def opens(self, code: str) -> bool:
        """Whether a choice of the question brings a text of its own."""
        return code in self.open_codes

    def question_at(self, path: str) -> Question | None:
        return self.questions.get(key_of(path))

    def group_of(self, path: str) -> Question | None:
        """The group that a question lies in; only such as have a heading count."""
        return self.groups.get(key_of(path))

    def around(self, path: str) -> str:
        """The path of the group or repeat that a question lies in; '' where it lies in none."""
        start, end, _code = path.rpartition("]/")
        group = self.group_codes.get(key_of(path))
        return start.rpartition("[")[0] if group is None else start + end + group

    def choices_at(self, path: str) -> Mapping[str, Choice]:
        return self.choices.get(key_of(path), {})

    def item_choice(self, item: str) -> Choice | None:
        """What an item of a roster stands for, whether it is still an item or not."""
        sources = (key for keys in self.item_sources.values() for key in keys)
        return next((self.choices[key][item] for key in sources if item in self.choices[key]), None)

    def knows(self, path: str) -> bool:
        """Whether an answer may be kept under the path, for whatever item of a roster."""
        question = self.question_at(path.removesuffix(OPEN))
        if question is None or question.kind in SILENT or question.is_repeat:
            return False
        return not path.endswith(OPEN) or path.removesuffix(OPEN) in self.open_codes


def build(questionnaire: Questionnaire) -> Outline:
    questions = dict(keyed(questionnaire))
    outside = {each.code: each for key, each in questions.items() if is_outside(key, each)}
    calculates = {code: each for code, each in outside.items() if each.calculate is not None}
    pages = tuple(outline_page(page, questionnaire, calculates) for page in questionnaire.pages)
    return Outline(
        questionnaire=questionnaire,
        pages=pages,
        questions=questions,
        keys=keys_of_codes(questions),
        choices=choices_by_key(questions),
        item_sources=item_sources(questions, calculates),
        step_pages={spot.step: page for page in pages for spot in page.spots},
        step_paths=step_paths(pages),
        piping_steps=frozenset(
            spot.step
            for page in pages
            for spot in page.spots
            if piped_names([page.page.title, *texts_of(spot, questions)])
        ),
        contacts=frozenset(
            code for code, each in outside.items() if each.kind is QuestionKind.CONTACT
        ),
        uploads=frozenset(key for key, each in questions.items() if each.kind in UPLOAD_KINDS),
        open_codes=frozenset(
            code for code, each in outside.items() if any(choice.is_open for choice in each.choices)
        ),
        structure=structure_of(questionnaire),
        groups=dict(grouped(questionnaire)),
        group_codes={
            key: code for page in pages for spot in page.spots for key, code in spot.groups.items()
        },
        triggered={key: each for key, each in questions.items() if each.triggers},
        has_defaults=any(
            each.default is not None or each.default_rule is not None for each in questions.values()
        ),
    )


outline_of: Remembered[Questionnaire, Outline] = Remembered(build)


def item_sources(
    questions: Mapping[str, Question], calculates: Mapping[str, Question]
) -> dict[str, tuple[str, ...]]:
    repeats = {key: each for key, each in questions.items() if each.is_repeat}
    return {key: sources_of(each, questions, calculates) for key, each in repeats.items()}


def texts_of(spot: Spot, questions: Mapping[str, Question]) -> Iterator[Text | None]:
    """All that a page may show of a question; of a roster also what its items are called."""
    named = questions.values() if spot.fields else ()
    for each in (spot.question, *spot.fields):
        yield from (each.text, each.hint)
        yield from (family.text for family in each.families)
    for each in (spot.question, *spot.fields, *named):
        yield from (choice.text for choice in each.all_choices)


def keyed(questionnaire: Questionnaire) -> Iterator[tuple[str, Question]]:
    for page in questionnaire.pages:
        yield from keyed_in("", page.questions)


def keyed_in(around: str, questions: Iterable[Question]) -> Iterator[tuple[str, Question]]:
    """around: key of the repeat that the questions lie in."""
    for each in questions:
        key = key_in(around, each.code)
        yield key, each
        if each.fields:
            yield from keyed_in(key if each.is_repeat else around, each.fields)


def grouped(questionnaire: Questionnaire) -> Iterator[tuple[str, Question]]:
    for page in questionnaire.pages:
        yield from grouped_in("", page.questions, None)


def grouped_in(
    around: str, questions: Iterable[Question], group: Question | None
) -> Iterator[tuple[str, Question]]:
    for each in questions:
        key = key_in(around, each.code)
        if group is not None:
            yield key, group
        if each.is_repeat:
            yield from grouped_in(key, each.fields, None)
        elif each.fields:
            has_heading = bool(each.text.in_language(each.text.source))
            yield from grouped_in(around, each.fields, each if has_heading else group)


def keys_of_codes(questions: Mapping[str, Question]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, question in questions.items():
        found[question.code] = (*found.get(question.code, ()), key)
    return found


def is_outside(key: str, question: Question) -> bool:
    """Whether a question lies in no repeat."""
    return key == key_in("", question.code)


def choices_by_key(questions: Mapping[str, Question]) -> dict[str, Mapping[str, Choice]]:
    """A list that several questions share is gone through once."""
    listed: dict[int, dict[str, Choice]] = {}
    found: dict[str, Mapping[str, Choice]] = {}
    for key, each in questions.items():
        known = listed.get(id(each.choices))
        if known is None:
            known = {choice.code: choice for choice in each.choices}
            listed[id(each.choices)] = known
        outside = each.outside
        found[key] = known if outside is None else {**known, outside.code: outside}
    return found


def sources_of(
    roster: Question, questions: Mapping[str, Question], calculates: Mapping[str, Question]
) -> tuple[str, ...]:
    """The questions whose choices the items of a repeat come from, the nearest first."""
    if roster.kind is QuestionKind.CONSTANT_SUM:
        return (roster.code,)
    near = roster.over.names if roster.over else frozenset()
    far = resolved(near, calculates) - near
    keys: dict[str, list[str]] = {code: [] for code in near | far}
    for key, each in questions.items():
        if each.code in keys and each.choices:
            keys[each.code].append(key)
    return tuple(key for code in (*sorted(near), *sorted(far)) for key in keys[code])


def outline_page(
    page: Page, questionnaire: Questionnaire, calculates: Mapping[str, Question]
) -> OutlinePage:
    unanswered = {*SILENT, QuestionKind.CONTACT}
    return OutlinePage(
        page=page,
        spots=spots(page, calculates, is_one_at_a_time=questionnaire.layout is Layout.ONE),
        kind=kind_of(page, questionnaire),
        core_codes=frozenset(
            each.code for each in opened(page.questions) if each.kind not in unanswered
        ),
    )


def kind_of(page: Page, questionnaire: Questionnaire) -> StepKind:
    inside = tuple(opened(page.questions))
    codes = {question.code for question in inside}
    if questionnaire.modules is not None and questionnaire.modules.offer in codes:
        return StepKind.OFFER
    left = {question.code for question in questionnaire.questions() if question.outside}
    rules = [page.show_if, *(question.show_if for question in inside)]
    is_silent = all(question.kind in SILENT for question in inside)
    names = frozenset[str]().union(*(rule.names for rule in rules if rule is not None))
    return StepKind.LEFT if is_silent and names & left else StepKind.QUESTION


def step_paths(pages: tuple[OutlinePage, ...]) -> dict[str, frozenset[str]]:
    """The keys that a post of each step may answer."""
    found: dict[str, set[str]] = {}
    for page in pages:
        for spot in page.spots:
            found.setdefault(spot.step, set()).update(keys_of(spot))
    return {step: frozenset(keys) for step, keys in found.items()}


def keys_of(spot: Spot) -> Iterator[str]:
    if spot.fields:
        yield from (key_in(spot.repeats[-1], each.code) for each in spot.fields)
        return
    code = key_in("", spot.question.code)
    yield code
    if spot.question.kind is QuestionKind.CONTACT:
        yield from (f"{code}.{part}" for part in CONTACT_PARTS)
    if any(choice.is_open for choice in spot.question.choices):
        yield f"{code}{OPEN}"
