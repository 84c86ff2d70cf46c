"""Where people stop: at which step those who went away stand, of all who came that far.

Computed from answers and questionnaire alone, by the path that respondents are led along.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.questionnaire.model import Questionnaire
from app.questionnaire.outline import outline_of
from app.questionnaire.path import first_open, steps
from app.questionnaire.sheet import Sheet

REVIEW = "review"  # all answered, and not sent
LEAST_REACHED = 10  # who came as far as a step, before it is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One step. reached: who came that far, those who sent included; stopped: who stands there.

    Numbers of people, extrapolated where only a draw was looked at. questions: asked there,
    a field of a roster as ROSTER/field.
    """

    step: str
    page: str
    questions: tuple[str, ...]
    reached: int
    stopped: int

    @property
    def share(self) -> float:
        """Of those who came that far, in [0, 1]."""
        return self.stopped / self.reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Sheets drawn by chance out of a known number."""

    whole: int
    drawn: Sequence[Sheet]

    @property
    def weight(self) -> float:
        return self.whole / len(self.drawn) if self.drawn else 0.0


def stops(questionnaire: Questionnaire, left: Gone, sent: Gone) -> tuple[Stop, ...]:
    """Steps in the order of the questionnaire, the review last; those that few reached are left
    out, and so are those that only show a note."""
    stopped, passed = Counter[str](), Counter[str]()
    for sheet in left.drawn:
        open_step = first_open(sheet)
        here = REVIEW if open_step is None else open_step.code
        stopped[here] += 1
        passed.update(_reached(sheet, here))
    through = Counter(code for sheet in sent.drawn for code in _reached(sheet, REVIEW))
    found = []
    for step, page, questions in (*_steps(questionnaire), (REVIEW, "", ())):
        reached = round(left.weight * passed[step] + sent.weight * through[step])
        if reached >= LEAST_REACHED:
            found.append(
                Stop(
                    step=step,
                    page=page,
                    questions=questions,
                    reached=reached,
                    stopped=round(left.weight * stopped[step]),
                )
            )
    return tuple(found)


def _reached(sheet: Sheet, last: str) -> Iterable[str]:
    """The steps on this person's own way, up to the one where it ends."""
    for each in steps(sheet):
        if not each.is_silent:
            yield each.code
        if each.code == last:
            return
    if last == REVIEW:
        yield REVIEW


def _steps(questionnaire: Questionnaire) -> list[tuple[str, str, tuple[str, ...]]]:
    """Step, page and questions, as the file has them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for each in outline_of(questionnaire).pages:
        for spot in each.spots:
            codes = found.setdefault(spot.step, (each.page.code, []))[1]
            if spot.question.is_asked:
                code = spot.question.code
                codes += [f"{code}/{field.code}" for field in spot.fields] or [code]
    return [(step, page, tuple(dict.fromkeys(codes))) for step, (page, codes) in found.items()]
