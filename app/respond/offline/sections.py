"""Every step of a questionnaire, ready to be shown in one page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.questionnaire.asked import Asked
from app.questionnaire.model import QuestionKind
from app.questionnaire.notice import Notice, notice_of
from app.questionnaire.path import Step
from app.respond.cards import Card, cards_of
from app.respond.forms import StepForm, initial
from app.respond.grouping import Group, groups_of, id_of, no_answer
from app.respond.offline.everything import Everything
from app.respond.showing import Line, Shower

NOBODY = ""  # the page is no one's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """title: what its page is headed with, where no question heads it."""

    code: str
    heading: str
    title: str
    is_alone: bool
    can_skip: bool
    notice: Notice | None
    cards: tuple[Card, ...]


class WholeShower(Shower):
    """What a browser cannot ask for later is there from the start: the whole of a long list, and
    the row that takes an answer back."""

    __slots__ = ()

    def _groups(self, asked: Asked, name: str, look: str) -> tuple[Group, ...]:
        groups = super()._groups(asked, name, look)
        if look in {"rows", "scale"} and not asked.is_required:
            return (*groups, Group("", (no_answer(id_of(name)),)))
        return groups

    def _found(self, asked: Asked, name: str) -> tuple[Group, ...]:
        return groups_of(self.sheet, asked, "select", frozenset(self.form.codes(name)))


def sections_of(whole: Everything, title: str) -> Iterator[Section]:
    """title: of the questionnaire."""
    language = whole.sheet.setting.language
    for step in whole.steps:
        form = StepForm(step.asked, NOBODY)
        form.show(initial(step.asked, {}, language))
        lines = [in_full(each) for each in WholeShower(whole.sheet, form, {}).lines(step.asked)]
        yield section_of(whole, step, tuple(lines), title)


def in_full(line: Line) -> Line:
    return replace(line, look="select", boxes=()) if line.look == "search" else line


def section_of(whole: Everything, step: Step, lines: tuple[Line, ...], title: str) -> Section:
    answered = [each for each in step.asked if each.is_answered]
    is_alone = len(step.asked) == 1 and answered != [] and answered[0].roster is None
    is_alone = is_alone and lines[0].look != "consent"  # whose words are the label of its box
    heading = whole.sheet.text(step.page.title) if step.page.title else ""
    return Section(
        code=step.code,
        heading=heading if is_alone else "",
        title=heading or title,
        is_alone=is_alone,
        can_skip=bool(answered) and not any(each.is_required for each in answered),
        notice=notice_at(whole, step),
        cards=cards_of(lines),
    )


def notice_at(whole: Everything, step: Step) -> Notice | None:
    """The note on people's data, where consent is asked."""
    is_asked = any(each.question.kind is QuestionKind.CONSENT for each in step.asked)
    sheet = whole.sheet
    return notice_of(sheet.questionnaire, sheet.setting.language) if is_asked else None
