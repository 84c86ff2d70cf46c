"""Functions of other tools that cannot run here, each with what is nearest to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    message: str
    mend: str


DEVICE = "Ask for it in a question, or give it with the personal link as something known before."
MEDIC = "a function of the Community Health Toolkit, not of ODK"
SURVEYCTO = "a function of SurveyCTO, not of ODK"
REASONS = {
    "extract-signed": ("needs a signed code that a device has read", "Take the text as it stands."),
    "property": ("asks the device for something", DEVICE),
    "version": ("asks for the version of a form on a device", "Write the version as a text."),
    "depend": ("is an old function of JavaRosa that only names questions", "Write its first part."),
    "difference-in-months": (
        f"is {MEDIC}",
        "Write int((decimal-date-time(later) - decimal-date-time(earlier)) div 30.4375).",
    ),
    "difference-in-days": (
        f"is {MEDIC}",
        "Write decimal-date-time(later) - decimal-date-time(earlier).",
    ),
    "difference-in-weeks": (
        f"is {MEDIC}",
        "Write int((decimal-date-time(later) - decimal-date-time(earlier)) div 7).",
    ),
    "difference-in-years": (
        f"is {MEDIC}",
        "Write int((decimal-date-time(later) - decimal-date-time(earlier)) div 365.25).",
    ),
    "add-date": (f"is {MEDIC}", "Write date(decimal-date-time(date) + days)."),
    "to-bikram-sambat": (f"is {MEDIC}", "Use format-date(date, '%Y-%m-%d')."),
    "z-score": (f"is {MEDIC}", "Look the value up in a table with pulldata()."),
    "caseid": (f"is {SURVEYCTO}", "Use a question that holds the code of the case."),
    "calculate_here": (f"is {SURVEYCTO}", "Write once(…) in the calculation."),
    "index": (f"is {SURVEYCTO}", "Write position(..)."),
    "rank-index": (
        f"is {SURVEYCTO}",
        "Write count(${REPEAT}[field > current()/../field]) + 1.",
    ),
    "rank-value": (f"is {SURVEYCTO}", "Write ${REPEAT}[condition]/field for the item wanted."),
    "count-if": (f"is {SURVEYCTO}", "Write count(${REPEAT}[condition])."),
    "sum-if": (f"is {SURVEYCTO}", "Write sum(${REPEAT}[condition]/field)."),
    "min-if": (f"is {SURVEYCTO}", "Write min(${REPEAT}[condition]/field)."),
    "max-if": (f"is {SURVEYCTO}", "Write max(${REPEAT}[condition]/field)."),
    "join-if": (f"is {SURVEYCTO}", "Write join(', ', ${REPEAT}[condition]/field)."),
    "choice-label": (f"is {SURVEYCTO}", "Write jr:choice-name(code, '${question}')."),
    "relevant": (f"is {SURVEYCTO}", "Write the condition itself."),
    "empty": (f"is {SURVEYCTO}", "Write ${question} = ''."),
    "duration": (
        f"is {SURVEYCTO}",
        "Subtract two moments: decimal-date-time(a) - decimal-date-time(b).",
    ),
    "device-info": (f"is {SURVEYCTO}", DEVICE),
    "username": (f"is {SURVEYCTO}", DEVICE),
    "phone-call-log": (f"is {SURVEYCTO}", DEVICE),
}
PREFIXES = {
    "cht": (f"is {MEDIC}", "Calculate it from questions, or look it up with pulldata()."),
    "ex": ("starts another app on a device", DEVICE),
}


def refusal(name: str) -> Refusal | None:
    prefix, colon, _ = name.partition(":")
    reason = PREFIXES.get(prefix) if colon else REASONS.get(name)
    if reason is None:
        return None
    cause, mend = reason
    return Refusal(f"{name}() {cause}.", mend)
