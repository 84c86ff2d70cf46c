"""Checks for the designer: faults of a questionnaire that can be read but not asked well."""

from app.questionnaire.soundness.addresses import address_faults
from app.questionnaire.soundness.all_checks import problems
from app.questionnaire.soundness.elsewhere import elsewhere
from app.questionnaire.soundness.fault import Fault

__all__ = ["Fault", "address_faults", "elsewhere", "problems"]
