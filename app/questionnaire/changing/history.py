"""What the answers to all versions so far mean for the newest one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.questionnaire.changing.answered import Answered, carried
from app.questionnaire.changing.codebook import Version
from app.questionnaire.changing.placed import Placed, placed
from app.questionnaire.changing.recoding import targets
from app.questionnaire.model import Question


@dataclass(frozen=True, slots=True)
class History:
    """newest: the questions of the newest version. held: every answer that goes on, in its codes.
    retired: by key, questions of earlier versions with answers that nothing continues."""

    newest: Mapping[str, Placed]
    held: Answered
    retired: Mapping[str, Question]


def history_of(versions: Sequence[Version], answers: Sequence[Answered]) -> History:
    """versions: oldest first, one at least. answers: to each of them alone."""
    old: Mapping[str, Placed] = {}
    held = Answered()
    retired: dict[str, Question] = {}
    for version, own in zip(versions, answers, strict=True):
        new = placed(version.questionnaire)
        aims = targets(old, version.recoding)
        gone = (key for key in held.questions if key in old and aims.get(key) not in new)
        retired |= {key: old[key].question for key in gone}
        held = carried(held, old, version.recoding).plus(own)
        old = new
    return History(old, held, retired)
