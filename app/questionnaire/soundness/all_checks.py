"""Every check of soundness, one after the other."""

from app.questionnaire.model import Questionnaire
from app.questionnaire.soundness.addresses import address_faults
from app.questionnaire.soundness.asking import asking_faults
from app.questionnaire.soundness.comparisons import comparison_faults
from app.questionnaire.soundness.consent import consent_faults
from app.questionnaire.soundness.fault import Fault
from app.questionnaire.soundness.reach import reach_faults


def problems(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """All faults of a questionnaire that was read."""
    return (
        *address_faults(questionnaire),
        *consent_faults(questionnaire),
        *asking_faults(questionnaire),
        *comparison_faults(questionnaire),
        *reach_faults(questionnaire),
    )
