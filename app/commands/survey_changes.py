"""A new version against the answers to those before: what changed, and what would be lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.questionnaire.changing.answered import answered
from app.questionnaire.changing.comparing import compared
from app.questionnaire.changing.difference import Difference
from app.questionnaire.changing.history import history_of
from app.questionnaire.changing.losing import Loss, losses, reused
from app.questionnaire.changing.mapping_file import read_mapping
from app.questionnaire.changing.placed import placed
from app.questionnaire.changing.proposing import proposal
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import Problem
from app.store import changes


@dataclass(frozen=True, slots=True)
class Judged:
    """before: label of the newest version in the store; '' where this is the first.

    numbers: of all versions that it was judged against. differences: to the newest.
    problems: what would be lost. proposed: a mapping file to start from.
    """

    before: str = ""
    numbers: tuple[int, ...] = ()
    recoding: Recoding = NOTHING
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    proposed: str = ""


def judged(new: Questionnaire, file: str, mapping: Path | None) -> Judged:
    """In one moment of the store. Raises UnreadableError with every problem of the mapping."""
    versions = changes.versions(new.code)
    if not versions:
        return Judged(problems=tuple(_needless(mapping)))
    held = [
        answered(placed(each.questionnaire), changes.answers(number))
        for number, each in versions.items()
    ]
    history = history_of(list(versions.values()), held)
    old, now = history.newest, placed(new)
    recoding = NOTHING if mapping is None else read_mapping(mapping, old, now, history.retired)
    lost = list(losses(old, now, recoding, history.held))
    newest = list(versions.values())[-1]
    return Judged(
        before=newest.label,
        numbers=tuple(versions),
        recoding=recoding,
        differences=compared(newest.questionnaire, new, recoding),
        problems=tuple(_problems([*lost, *reused(history.retired, old, now, recoding)], file)),
        proposed=proposal(old, now, lost),
    )


def _problems(lost: Iterable[Loss], file: str) -> Iterable[Problem]:
    for each in lost:
        yield Problem(file=file, code=each.code, message=each.message, mend=each.mend)


def _needless(mapping: Path | None) -> Iterable[Problem]:
    if mapping is not None:
        message = "The store has no version of this questionnaire to map from."
        yield Problem(
            file=str(mapping), code="no-version", message=message, mend="Leave --mapping out."
        )
