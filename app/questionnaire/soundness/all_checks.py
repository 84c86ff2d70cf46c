"""Every check of soundness, one after the other."""

from app.questionnaire.model import Questionnaire
from app.questionnaire.soundness.fault import Fault


def problems(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    return ()
