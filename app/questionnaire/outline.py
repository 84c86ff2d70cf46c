"""What a questionnaire fixes whatever the answers: steps, order of pages, known paths, choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.questionnaire.asked import CONTACT_PARTS, OPEN, parts_of
from app.questionnaire.model import Choice, Page, Question, QuestionKind, Questionnaire, Text
from app.questionnaire.ordering import ordered
from app.questionnaire.piping import piped_names
from app.questionnaire.remembering import Remembered
from app.questionnaire.steps import SILENT, Spot, resolved, spots

ORDERS_KEPT = 2000  # drawn orders, a few for each response answered just now


class StepKind(StrEnum):
    QUESTION = "question"
    OFFER = "offer"
    LEFT = "left"  # shown to those who no longer live here


class PageRole(StrEnum):
    ALWAYS = "always"
    DRAWN = "drawn"
    OFFER = "offer"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class OutlinePage:
    page: Page
    spots: tuple[Spot, ...]
    kind: StepKind
    core_codes: frozenset[str]  # questions that must be passed before the page counts


@dataclass(frozen=True, slots=True)
class Route:
    """The pages in asking order for one drawn module, with the static number of each step."""

    pages: tuple[tuple[OutlinePage, PageRole], ...]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """questions: by code, fields of rosters by ROSTER/field; choices: the same keys."""

    questionnaire: Questionnaire
    pages: tuple[OutlinePage, ...]
    questions: Mapping[str, Question]
    choices: Mapping[str, Mapping[str, Choice]]
    item_sources: Mapping[str, tuple[str, ...]]
    step_pages: Mapping[str, OutlinePage]
    step_paths: Mapping[str, frozenset[str]]
    open_codes: frozenset[str]
    contacts: frozenset[str]
    piping_steps: frozenset[str]  # whose texts show answers
    routes: dict[str | None, Route] = field(default_factory=dict)
    orders: dict[tuple[int, int | None], tuple[Choice, ...]] = field(default_factory=dict)

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

    def opens(self, code: str) -> bool:
        """Whether a choice of the question brings a text of its own."""
        return code in self.open_codes

    def question_at(self, path: str) -> Question | None:
        return self.questions.get(key_of(path))

    def choices_at(self, path: str) -> Mapping[str, Choice]:
        return self.choices.get(key_of(path), {})

    def item_choice(self, item: str) -> Choice | None:
        """What an item of a roster stands for, whether it is still an item or not."""
        sources = (key for keys in self.item_sources.values() for key in keys)
        return next((self.choices[key][item] for key in sources if item in self.choices[key]), None)

    def knows(self, path: str) -> bool:
        """Whether an answer may be kept under the path, for whatever item of a roster."""
        question = self.question_at(path.removesuffix(OPEN))
        if question is None or question.kind in SILENT or question.kind is QuestionKind.ROSTER:
            return False
        return not path.endswith(OPEN) or path.removesuffix(OPEN) in self.open_codes


def key_of(path: str) -> str:
    """ROSTER/field of a path in a roster; '' of what is no path."""
    roster, _, code = parts_of(path)
    if roster is not None:
        return f"{roster}/{code}"
    return "" if "/" in path else code


def build(questionnaire: Questionnaire) -> Outline:
    questions = dict(keyed(questionnaire))
    calculates = {
        code: each for code, each in questions.items() if each.kind is QuestionKind.CALCULATE
    }
    pages = tuple(outline_page(page, questionnaire, calculates) for page in questionnaire.pages)
    return Outline(
        questionnaire=questionnaire,
        pages=pages,
        questions=questions,
        choices={key: choices_of(each) for key, each in questions.items()},
        item_sources={
            each.code: sources_of(each, questions, calculates)
            for each in questions.values()
            if each.kind is QuestionKind.ROSTER
        },
        step_pages={spot.step: page for page in pages for spot in page.spots},
        step_paths=step_paths(pages),
        piping_steps=frozenset(
            spot.step
            for page in pages
            for spot in page.spots
            if piped_names([page.page.title, *texts_of(spot, questions)])
        ),
        contacts=frozenset(
            code for code, each in questions.items() if each.kind is QuestionKind.CONTACT
        ),
        open_codes=frozenset(
            code
            for code, each in questions.items()
            if "/" not in code and any(choice.is_open for choice in each.choices)
        ),
    )


outline_of: Remembered[Questionnaire, Outline] = Remembered(build)


def texts_of(spot: Spot, questions: Mapping[str, Question]) -> Iterator[Text | None]:
    """All that a page may show of a question; of a roster also what its items are called."""
    named = questions.values() if spot.fields else ()
    for each in (spot.question, *spot.fields):
        yield from (each.text, each.hint)
        yield from (family.text for family in each.families)
    for each in (spot.question, *spot.fields, *named):
        yield from (choice.text for choice in each.all_choices)


def keyed(questionnaire: Questionnaire) -> Iterator[tuple[str, Question]]:
    for question in questionnaire.questions():
        yield question.code, question
        for each in question.fields:
            yield f"{question.code}/{each.code}", each


def choices_of(question: Question) -> dict[str, Choice]:
    return {choice.code: choice for choice in question.all_choices}


def sources_of(
    roster: Question, questions: Mapping[str, Question], calculates: Mapping[str, Question]
) -> tuple[str, ...]:
    """The questions whose choices the items of a roster come from, the nearest first."""
    near = roster.over.names if roster.over else frozenset()
    far = resolved(near, calculates) - near
    return tuple(
        code
        for code in (*sorted(near), *sorted(far))
        if code in questions and questions[code].choices
    )


def outline_page(
    page: Page, questionnaire: Questionnaire, calculates: Mapping[str, Question]
) -> OutlinePage:
    unanswered = {*SILENT, QuestionKind.CONTACT}
    return OutlinePage(
        page=page,
        spots=spots(page, calculates),
        kind=kind_of(page, questionnaire),
        core_codes=frozenset(each.code for each in page.questions if each.kind not in unanswered),
    )


def kind_of(page: Page, questionnaire: Questionnaire) -> StepKind:
    codes = {question.code for question in page.questions}
    if questionnaire.modules is not None and questionnaire.modules.offer in codes:
        return StepKind.OFFER
    left = {question.code for question in questionnaire.questions() if question.outside}
    rules = [page.show_if, *(question.show_if for question in page.questions)]
    is_silent = all(question.kind in SILENT for question in page.questions)
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
    code = spot.question.code
    if spot.fields:
        yield from (f"{code}/{each.code}" for each in spot.fields)
        return
    yield code
    if spot.question.kind is QuestionKind.CONTACT:
        yield from (f"{code}.{part}" for part in CONTACT_PARTS)
    if any(choice.is_open for choice in spot.question.choices):
        yield f"{code}{OPEN}"


def route_of(
    questionnaire: Questionnaire, pages: tuple[OutlinePage, ...], drawn: str | None
) -> Route:
    """The drawn module, the offer, the other modules: all at the place of the first of them."""
    roles = [(each, role_of(each, questionnaire, drawn)) for each in pages]
    moving = [pair for pair in roles if pair[1] is not PageRole.ALWAYS]
    moving.sort(key=lambda pair: rank_of(pair[0].page, pair[1], questionnaire))
    order: list[tuple[OutlinePage, PageRole]] = []
    for pair in roles:
        if pair[1] is PageRole.ALWAYS:
            order.append(pair)
        else:
            order.extend(moving)
            moving = []
    numbers: dict[str, int] = {}
    for each, _ in order:
        for spot in each.spots:
            numbers.setdefault(spot.step, len(numbers))
    return Route(tuple(order), numbers)


def role_of(each: OutlinePage, questionnaire: Questionnaire, drawn: str | None) -> PageRole:
    modules = questionnaire.modules
    if each.kind is StepKind.OFFER:
        return PageRole.OFFER
    if modules is None or each.page.module not in modules.names:
        return PageRole.ALWAYS
    return PageRole.DRAWN if each.page.module == drawn else PageRole.OFFERED


def rank_of(page: Page, role: PageRole, questionnaire: Questionnaire) -> tuple[int, int]:
    roles = (PageRole.DRAWN, PageRole.OFFER, PageRole.OFFERED)
    modules = questionnaire.modules
    is_module = modules is not None and page.module in modules.names
    name = modules.names.index(page.module or "") if modules is not None and is_module else 0
    return (roles.index(role), name)
