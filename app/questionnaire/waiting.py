"""Questions that an answer on their own step can bring in, so that a browser can show them at once.

Steps are cut where a rule needs an answer before it, so only a rule that looks ahead, to a question
further down on its step, brings one in. Without JavaScript the step is asked once more.
"""

from collections.abc import Collection

from app.questionnaire.asked import Asked
from app.questionnaire.dependence import read_in
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.sending import runs_in_browser
from app.questionnaire.remembering import Remembered
from app.questionnaire.route import OutlinePage
from app.questionnaire.sheet import Sheet
from app.questionnaire.steps import SILENT, Spot


def find_ahead(page: OutlinePage) -> tuple[Spot, ...]:
    return tuple(
        spot
        for spot in page.spots
        if is_plain(spot) and is_decided_by(spot.question.show_if, codes_beside(page, spot))
    )


looking_ahead: Remembered[OutlinePage, tuple[Spot, ...]] = Remembered(find_ahead, most=2_000)


def is_plain(spot: Spot) -> bool:
    return not spot.is_repeat and not spot.groups and spot.question.kind not in SILENT


def is_decided_by(rule: Rule | None, codes: Collection[str]) -> bool:
    """Whether an answer among the codes decides, and a browser can tell."""
    return rule is not None and not read_in(rule).isdisjoint(codes) and runs_in_browser(rule.tree)


def codes_beside(page: OutlinePage, spot: Spot) -> frozenset[str]:
    """Of what is answered on the step of a spot, but for itself."""
    codes = (each.question.code for each in page.spots if each.step == spot.step)
    return frozenset(codes) - {spot.question.code}


def with_waiting(sheet: Sheet, step: str, asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """What a step asks, and what it may ask yet, in the order of the questionnaire."""
    page = sheet.outline.step_pages[step]
    spots = [each for each in looking_ahead(page) if each.step == step]
    if not spots or not asked:
        return asked
    waiting = [waiting_at(sheet, each) for each in spots if is_hidden(sheet, each)]
    ranks = {spot.question.code: rank for rank, spot in enumerate(page.spots)}
    return tuple(sorted((*asked, *waiting), key=lambda each: ranks.get(first_code(each), 0)))


def is_hidden(sheet: Sheet, spot: Spot) -> bool:
    option = spot.question.option
    is_offered = option is None or option in sheet.setting.options
    return is_offered and not sheet.relevant.get(spot.question.code, False)


def waiting_at(sheet: Sheet, spot: Spot) -> Asked:
    return sheet.filling.asked_of(spot, spot.question, sheet.scope, None)


def first_code(asked: Asked) -> str:
    return asked.path.partition("[")[0]
