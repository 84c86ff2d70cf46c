"""All that a questionnaire may ask, whatever the answers: each question of every step, and each
field of a list for every item that it may get."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from app.questionnaire.asked import Asked, item_path
from app.questionnaire.counting import MOST_ITEMS
from app.questionnaire.model import Choice, Question, QuestionKind
from app.questionnaire.outline import Outline
from app.questionnaire.path import Step, made
from app.questionnaire.piping import piped_names
from app.questionnaire.places import place_choices
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.questionnaire.steps import SILENT, Spot

BEGIN, END = "\ue000", "\ue001"  # around the path of an answer that a text shows
UNSHOWN = SILENT - {QuestionKind.NOTE}


@dataclass(frozen=True, slots=True)
class Everything:
    """sheet: a sheet on which all of it is asked, and nothing answered; where a text shows an
    answer, it holds the path of the answer between two marks."""

    sheet: Sheet
    steps: tuple[Step, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(each for step in self.steps for each in step.asked)


def everything(outline: Outline, setting: Setting) -> Everything:
    asked = tuple(possible(outline, setting))
    blank = Sheet.of(outline.questionnaire, {}, setting)
    sheet = replace(
        blank,
        asked=asked,
        by_path={each.path: each for each in asked},
        values=marked_values(outline, asked),
        items={},
        item_choices={(each.inside, each.item): each.item_choice for each in asked if each.item},
    )
    runs = groupby(asked, key=lambda each: each.step)
    return Everything(sheet, tuple(made(sheet, code, tuple(inside)) for code, inside in runs))


def possible(outline: Outline, setting: Setting) -> Iterator[Asked]:
    for page in outline.pages:
        for spot in page.spots:
            if is_offered(spot.question, setting):
                yield from possible_at(spot, outline, setting)


def is_offered(question: Question, setting: Setting) -> bool:
    return question.option is None or question.option in setting.options


def possible_at(spot: Spot, outline: Outline, setting: Setting) -> Iterator[Asked]:
    question = spot.question
    if not spot.is_repeat:
        if question.kind not in UNSHOWN:
            yield asked_of(spot, question, outline, setting)
        return
    for item, choice in possible_items(question, outline).items():
        for each in spot.fields:
            if is_offered(each, setting):
                yield replace(
                    asked_of(spot, each, outline, setting),
                    path=item_path(question.code, item, each.code),
                    item=item,
                    item_choice=choice,
                    roster=question,
                    inside=question.code,
                )


def asked_of(spot: Spot, question: Question, outline: Outline, setting: Setting) -> Asked:
    """is_required: whether it may be."""
    return Asked(
        path=question.code,
        question=question,
        item=None,
        item_choice=None,
        roster=None,
        choices=choices_of(question, outline, setting),
        step=spot.step,
        is_required=question.is_required or question.required_if is not None,
    )


def choices_of(question: Question, outline: Outline, setting: Setting) -> tuple[Choice, ...]:
    if question.kind is QuestionKind.MUNICIPALITY:
        outside = () if question.outside is None else (question.outside,)
        return (*place_choices(setting.places), *outside)
    return outline.order(question, None)


def possible_items(repeat: Question, outline: Outline) -> Mapping[str, Choice | None]:
    """By code what may be chosen before; numbers where nothing is chosen from."""
    if repeat.kind is QuestionKind.CONSTANT_SUM:
        return {each.code: each for each in outline.order(repeat, None)}
    sources = outline.item_sources[repeat.code]
    found: dict[str, Choice | None] = {
        code: choice
        for key in sources
        for code, choice in outline.choices[key].items()
        if not (choice.is_exclusive or choice.is_missing)
    }
    return found or {str(number + 1): None for number in range(MOST_ITEMS)}


def marked_values(outline: Outline, asked: tuple[Asked, ...]) -> dict[str, str]:
    """For each answer that some text shows: its path, between the marks."""
    texts = (
        text
        for question in outline.questions.values()
        for text in (
            question.text,
            question.hint,
            question.constraint_text,
            question.required_text,
            question.warning_text,
            *(choice.text for choice in question.all_choices),
        )
    )
    titles = (page.page.title for page in outline.pages)
    names = piped_names([*texts, *titles])
    paths = {each.path for each in asked if each.question.code in names}
    paths |= {code for code in names if code in outline.questions}
    return {path: f"{BEGIN}{path}{END}" for path in paths}
