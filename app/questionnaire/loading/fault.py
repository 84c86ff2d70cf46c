"""What is wrong with an answer of a file, and how to mend it there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from app.questionnaire.asked import Asked
from app.questionnaire.checks import Violation
from app.questionnaire.model import Question, QuestionKind, Value

MOST_CODES = 12  # that a message lists
WRITTEN_AS = {
    QuestionKind.INTEGER: "a whole number in digits",
    QuestionKind.DECIMAL: "a number in digits, such as 2.5",
    QuestionKind.MULTIPLE: "a list of codes",
    QuestionKind.CONSENT: "true, or leave it empty",
    QuestionKind.TEXT: "a text",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """path: the question, or what stands beside the answers."""

    path: str
    code: str
    message: str
    mend: str


def explained(violation: Violation, question: Question | None, allowed: Iterable[str]) -> Fault:
    """A violation in words. allowed: the codes that may be chosen there."""
    write = _WRITERS.get(violation.code, _constraint)
    message, mend = write(violation.details, question, tuple(allowed))
    return Fault(violation.path, violation.code, message, mend)


def codes_of(asked: Asked | None) -> tuple[str, ...]:
    return () if asked is None else tuple(choice.code for choice in asked.choices)


def of_unknown_path(path: str, known: Iterable[str]) -> Fault:
    near = get_close_matches(path, tuple(known), n=1, cutoff=0.4)
    mend = f"did you mean {near[0]}?" if near else "take a code of the questionnaire."
    return Fault(path, "unknown", "no question has this code", mend)


def of_unasked(path: str) -> Fault:
    return Fault(
        path,
        "relevance",
        "is not asked, or not counted, after the other answers of the row",
        "leave it empty, or mend the answer that it depends on.",
    )


def of_calculated(path: str, given: Value, expected: Value) -> Fault:
    message = f"is calculated: the other answers give {expected!r}, not {given!r}"
    return Fault(path, "calculated", message, "leave it empty.")


_Details = Mapping[str, str | float | int]
_Writer = Callable[[_Details, Question | None, tuple[str, ...]], tuple[str, str]]


def _required(
    _details: _Details, question: Question | None, codes: tuple[str, ...]
) -> tuple[str, str]:
    if codes:
        return "must be answered", f"write {_listed(codes)}."
    return "must be answered", f"write {_as_written(question)}."


def _type(details: _Details, question: Question | None, codes: tuple[str, ...]) -> tuple[str, str]:
    wanted = _listed(codes) if codes else _as_written(question)
    return f"is not of the kind {details.get('expected', '')!r}", f"write {wanted}."


def _choice(details: _Details, _q: Question | None, codes: tuple[str, ...]) -> tuple[str, str]:
    given = str(details.get("given", ""))
    near = get_close_matches(given, codes, n=1)
    mend = f"did you mean {near[0]}?" if near else f"write {_listed(codes)}."
    return f"{given!r} is no choice here", mend


def _length(details: _Details, _q: Question | None, _c: tuple[str, ...]) -> tuple[str, str]:
    return f"has {details['given']} characters", f"shorten it to {details['limit']}."


def _range(details: _Details, _q: Question | None, _c: tuple[str, ...]) -> tuple[str, str]:
    low, high = details.get("minimum"), details.get("maximum")
    bounds = [f"{low} at least"] if low is not None else []
    bounds += [f"{high} at most"] if high is not None else []
    return f"{details.get('given', 'it')} is out of range", f"write {', '.join(bounds)}."


def _count(details: _Details, _q: Question | None, _c: tuple[str, ...]) -> tuple[str, str]:
    mends = {
        "few": f"choose {details.get('minimum')} at least.",
        "many": f"choose {details.get('maximum')} at most.",
        "exclusive": "choose that one alone, or leave it out.",
        "repeated": "write each code once.",
    }
    reason = str(details.get("reason", ""))
    return f"{details.get('given')} choices: {reason}", mends.get(reason, "choose again.")


def _constraint(_d: _Details, question: Question | None, _c: tuple[str, ...]) -> tuple[str, str]:
    text = None if question is None else question.constraint_text
    mend = "mend it, or the answers it is compared with."
    return "breaks the rule of the question", mend if text is None else text.texts[text.source]


_WRITERS: Mapping[str, _Writer] = {
    "required": _required,
    "type": _type,
    "choice": _choice,
    "length": _length,
    "range": _range,
    "count": _count,
    "constraint": _constraint,
}


def _as_written(question: Question | None) -> str:
    kind = QuestionKind.TEXT if question is None else question.kind
    return WRITTEN_AS.get(kind, "one code")


def _listed(codes: tuple[str, ...]) -> str:
    if not codes:
        return "a code of the question"
    more = len(codes) - MOST_CODES
    shown = ", ".join(codes[:MOST_CODES])
    return f"one of {shown} or {more} more" if more > 0 else f"one of {shown}"
