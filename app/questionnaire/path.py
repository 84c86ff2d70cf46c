"""Which step comes next: a function of questionnaire and answers alone, stored nowhere."""

from dataclasses import dataclass
from itertools import groupby

from app.errors import NotFoundError
from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.checks import violations
from app.questionnaire.model import Page, QuestionKind
from app.questionnaire.once import once
from app.questionnaire.reading_time import minutes
from app.questionnaire.route import StepKind
from app.questionnaire.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked on one page of the screen. Its code is the same whatever the answers."""

    code: str
    page: Page
    asked: tuple[Asked, ...]
    kind: StepKind = StepKind.QUESTION

    @property
    def is_silent(self) -> bool:
        """Nothing to answer: notes only."""
        return not any(asked.is_answered for asked in self.asked)


@dataclass(frozen=True, slots=True)
class Progress:
    """position: from 1 to total, among the steps relevant now; minutes_left: never negative."""

    position: int
    total: int
    minutes_left: int


@once
def steps(sheet: Sheet) -> tuple[Step, ...]:
    """The relevant steps in asking order."""
    return tuple(
        made(sheet, code, tuple(asked))
        for code, asked in groupby(sheet.asked, key=lambda each: each.step)
    )


def made(sheet: Sheet, code: str, asked: tuple[Asked, ...]) -> Step:
    place = sheet.outline.step_pages[code]
    return Step(code, place.page, asked, place.kind)


def step(sheet: Sheet, code: str) -> Step:
    """The step of a code. Raises NotFoundError when the answers do not lead there."""
    found = next((each for each in steps(sheet) if each.code == code), None)
    if found is None:
        raise NotFoundError(
            f"Page {code!r} is not among those to answer: go on from the first open one.", page=code
        )
    return found


def number(sheet: Sheet, code: str) -> int:
    """The static rank of a step. Raises NotFoundError when the questionnaire has no such step."""
    numbers = sheet.outline.route(sheet.drawn).numbers
    if code not in numbers:
        raise NotFoundError(
            f"The questionnaire has no page {code!r}: go on from the first open one.", page=code
        )
    return numbers[code]


def following(sheet: Sheet, code: str) -> Step | None:
    """The next relevant step, which always lies further on; None: the review."""
    here = number(sheet, code)
    return next((each for each in steps(sheet) if number(sheet, each.code) > here), None)


def again(sheet: Sheet, code: str) -> Step | None:
    """The same step, where something on it was not there to be answered before; else None."""
    found = next((each for each in steps(sheet) if each.code == code), None)
    return found if found is not None and is_open(sheet, found, set()) else None


def preceding(sheet: Sheet, code: str) -> Step | None:
    """The relevant step before, even when this one is not relevant any more; None: the first."""
    here = number(sheet, code)
    before = [each for each in steps(sheet) if number(sheet, each.code) < here]
    return before[-1] if before else None


@once
def first_open(sheet: Sheet) -> Step | None:
    """The first step not passed or holding a violation; None: all is ready to send."""
    wrong = {violation.path.removesuffix(OPEN) for violation in violations(sheet)}
    return next((each for each in steps(sheet) if is_open(sheet, each, wrong)), None)


def is_open(sheet: Sheet, each: Step, wrong: set[str]) -> bool:
    return any(not sheet.is_passed(asked) or asked.path in wrong for asked in each.asked)


def is_core_complete(sheet: Sheet) -> bool:
    """Every relevant question of the core pages is passed and right; a contact is not needed."""
    core = [each for each in sheet.asked if is_core(sheet, each)]
    if not all(sheet.is_passed(each) for each in core):  # mostly: nothing to check then
        return False
    paths = {each.path for each in core}
    return not violations(sheet, paths | {path + OPEN for path in paths})


def is_core(sheet: Sheet, asked: Asked) -> bool:
    is_contact = asked.question.kind is QuestionKind.CONTACT
    return sheet.outline.step_pages[asked.step].page.is_core and not is_contact


def progress(sheet: Sheet, code: str) -> Progress:
    """Where a step stands among those relevant now. Raises NotFoundError when it is not."""
    before = steps(sheet).index(step(sheet, code))
    left = [asked for each in steps(sheet)[before:] for asked in each.asked]
    return Progress(before + 1, len(steps(sheet)), minutes(left, sheet.setting.language))
