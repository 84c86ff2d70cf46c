"""What somebody answered, read for what is given back."""

from app.questionnaire.model import Answers


def code(answers: Answers, question: str) -> str:
    """The code of a single choice; "" without one."""
    given = answers.get(question)
    return given if isinstance(given, str) else ""


def codes(answers: Answers, question: str) -> tuple[str, ...]:
    """The codes of a multiple choice; () without any."""
    given = answers.get(question)
    return given if isinstance(given, tuple) else ()


def items(answers: Answers, roster: str, field: str, among: tuple[str, ...]) -> frozenset[str]:
    """The items of a roster for which a field holds one of some codes."""
    beginning, end = f"{roster}[", f"]/{field}"
    return frozenset(
        path[len(beginning) : -len(end)]
        for path, value in answers.items()
        if path.startswith(beginning) and path.endswith(end) and value in among
    )
