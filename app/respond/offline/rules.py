"""What a browser needs to decide alone what is asked: the questionnaire with its rules, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import Asked
from app.questionnaire.counting import MARKS, MOST_ITEMS, MOST_REPEATS, NUMBERS
from app.questionnaire.dependence import CHOICE_RULES, rules_of, words_in
from app.questionnaire.expression.dating import names_in
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.sending import sent, sent_structure
from app.questionnaire.model import SHARE, Choice, Question, QuestionKind
from app.questionnaire.outline import Outline
from app.questionnaire.route import OutlinePage, StepKind
from app.questionnaire.steps import Spot
from app.respond.forms import name_of, place_label, rank_names, takes_several
from app.respond.grouping import id_of
from app.respond.offline.everything import Everything, is_offered
from app.respond.previewing import GIVEN, plain_checks, rule_checks, sentence
from app.respond.reviewing import question_of
from app.web.numbers import decimal_mark

RULES_SENT = {
    "showIf": "show_if",
    "requiredIf": "required_if",
    "calculate": "calculate",
    "over": "over",
    "filter": "choice_filter",
    "first": "first_if",
}
NAME = frozenset({"name"})
Sent = dict[str, object]


@dataclass(slots=True)
class Lists:
    """Lists of choices, each sent once however many questions share it."""

    sent: list[list[Sent]] = field(default_factory=list)
    places: dict[tuple[int, bool], int] = field(default_factory=dict)

    def place(self, choices: tuple[Choice, ...], *, has_attributes: bool) -> int:
        key = (id(choices), has_attributes)
        if key not in self.places:
            self.places[key] = len(self.sent)
            self.sent.append([choice_sent(each, has_attributes) for each in choices])
        return self.places[key]


def choice_sent(choice: Choice, has_attributes: bool) -> Sent:  # noqa: FBT001 not a switch: a fact
    told: Sent = {"code": choice.code}
    facts = {
        "isLast": choice.stays_last,
        "isOpen": choice.is_open,
        "isAlone": choice.is_exclusive,
        "isMissing": choice.is_missing,
    }
    told |= {name: True for name, holds in facts.items() if holds}
    if choice.family is not None:
        told["family"] = choice.family
    if has_attributes:
        told["attributes"] = dict(choice.attributes)
    return told


def rules_sent(outline: Outline, whole: Everything) -> Sent:
    """For app/web/static/offline-engine.js, which says what each part means."""
    setting, questionnaire = whole.sheet.setting, outline.questionnaire
    lists, modules = Lists(), questionnaire.modules
    known: Sent = {
        "mark": decimal_mark(setting.language),
        "root": outline.structure.root,
        "structure": sent_structure(outline.structure, None),
        "names": names_in(setting.language),
        "pages": [page_sent(page, whole, lists) for page in outline.pages],
        "asked": {each.path: asked_sent(whole, each) for each in whole.asked},
        "places": {
            label: each.code
            for each in setting.places
            for label in (each.name.casefold(), place_label(each).casefold())
        },
    }
    if modules is not None:
        known["modules"] = {
            "names": list(modules.names),
            "drawn": modules.drawn,
            "offer": modules.offer,
        }
    return {**known, "lists": lists.sent}


def page_sent(page: OutlinePage, whole: Everything, lists: Lists) -> Sent:
    told: Sent = {
        "code": page.page.code,
        "spots": [
            spot_sent(each, whole, lists)
            for each in page.spots
            if is_offered(each.question, whole.sheet.setting)
        ],
    }
    if page.page.module is not None:
        told["module"] = page.page.module
    if page.kind is StepKind.OFFER:
        told["isOffer"] = True
    if page.page.show_if is not None:
        told["showIf"] = sent(page.page.show_if.tree)
    return told


def spot_sent(spot: Spot, whole: Everything, lists: Lists) -> Sent:
    told = {"step": spot.step, **question_sent(spot.question, lists)}
    if spot.fields:
        setting = whole.sheet.setting
        offered = (each for each in spot.fields if is_offered(each, setting))
        told["fields"] = [question_sent(each, lists) for each in offered]
    if spot.groups:
        told["groups"] = dict(spot.groups)
    return told


def question_sent(question: Question, lists: Lists) -> Sent:
    told: Sent = {"code": question.code, "kind": question.kind.value}
    for name, rule in rules_at(question):
        told[name] = sent(rule.tree)
    if question.is_required:
        told["isRequired"] = True
    if question.is_shuffled:
        told["isShuffled"] = True
        told["families"] = [each.code for each in question.families]
    if question.choices:
        words = (words_in(each) for each in rules_of(question, CHOICE_RULES))
        has_attributes = any(not found <= NAME for found in words)
        told["list"] = lists.place(question.choices, has_attributes=has_attributes)
    if question.is_repeat:
        most = MOST_ITEMS if question.kind is QuestionKind.ROSTER else MOST_REPEATS
        told["most"] = most if question.max_items is None else question.max_items
        told["mostCodes"] = question.max_items
    if question.outside is not None:
        told["outside"] = question.outside.code
    return told


def rules_at(question: Question) -> Iterator[tuple[str, Rule]]:
    for name, own_name in RULES_SENT.items():
        rule: Rule | None = getattr(question, own_name)
        if rule is not None:
            yield name, rule


def asked_sent(whole: Everything, asked: Asked) -> Sent:
    """What is the page's own of a question: how its fields are called, what is said of it."""
    name = name_of(asked.path)
    told: Sent = {"name": name, "id": id_of(name), "about": question_of(whole.sheet, asked)}
    if not asked.is_answered:
        return told
    told["read"] = reading_of(asked)
    told["checks"] = [*checks_of(whole, asked)]
    if asked.question.kind in MARKS:
        told["sign"] = MARKS[asked.question.kind]
    if asked.open_choice is not None:
        told["isOpen"] = True
    if asked.question.kind is QuestionKind.RANKING:
        told["ranks"] = rank_names(asked)
    if asked.question.code == SHARE and asked.roster is not None:
        told["total"] = asked.roster.total
        said = sentence(
            whole.sheet, asked, "constraint", total=asked.roster.total or 0, given=GIVEN
        )
        told["totalSaid"] = said
    return told


READINGS: Mapping[QuestionKind, str] = {
    QuestionKind.CONTACT: "contact",
    QuestionKind.RANKING: "ranks",
    QuestionKind.MULTIPLE: "codes",
    QuestionKind.CONSENT: "mark",
    QuestionKind.ACKNOWLEDGE: "mark",
    QuestionKind.SINGLE: "code",
    QuestionKind.SCALE: "code",
    QuestionKind.YES_NO: "code",
}


def reading_of(asked: Asked) -> str:
    """How the browser reads the fields of a question into an answer."""
    kind = asked.question.kind
    if kind is QuestionKind.MUNICIPALITY:
        return "places" if takes_several(asked) else "place"
    return "number" if kind in NUMBERS else READINGS.get(kind, "text")


def checks_of(whole: Everything, asked: Asked) -> Iterator[tuple[object, ...]]:
    """In the order in which the server makes them."""
    question = asked.question
    rules = {"constraint": question.constraint, "warning": question.warning}
    told = {name: rule for name, rule in rules.items() if rule is not None}
    yield from plain_checks(whole.sheet, asked)
    yield from rule_checks(whole.sheet, asked, told)
