"""A text file of ScenarioWizard as lines, and its faults by line and column.

The program writes the letters of its Windows; what is no UTF-8 is read as those (cp1252).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.questionnaire.reading import Position, Problem, UnreadableError

MAX_BYTES = 50_000_000
NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(slots=True)
class Lines:
    """One file while it is read: texts without their line ends, and every problem."""

    name: str
    texts: list[str]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, code: str, *, message: str, mend: str, column: int = 0) -> None:
        """line and column from 1; 0: the whole file, or the whole line."""
        at = Position(line, column)
        self.problems.append(
            Problem(file=self.name, position=at, code=code, message=message, mend=mend)
        )

    def stop(self) -> None:
        """Raises UnreadableError where there is a problem."""
        if self.problems:
            raise UnreadableError(self.problems)


def read_lines(path: Path) -> Lines:
    """Raises UnreadableError for a file that is missing, too big or no text."""
    found = Lines(str(path), [])
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror})."
        found.problem(0, "no-file", message=message, mend="Check its name and folder.")
        raise UnreadableError(found.problems) from error
    if raw is None or b"\x00" in raw:
        message = "The file is too big, or no text."
        found.problem(
            0, "no-text", message=message, mend="Give the file that ScenarioWizard saved."
        )
        raise UnreadableError(found.problems)
    found.texts = re.split(r"\r\n|\r|\n", _text(raw))
    if len(found.texts) > 1 and not found.texts[-1]:
        found.texts.pop()
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def number(lines: Lines, line: int, column: int, written: str) -> float:
    """A judgement; 0 with a problem where none stands. column: counted in characters from 1."""
    if NUMBER.fullmatch(written):
        return float(written)
    message = f"{written!r} is no number." if written else "Nothing stands between two commas."
    mend = "Write a whole or decimal number, with a point before decimals."
    lines.problem(line, "number", message=message, mend=mend, column=column)
    return 0.0


def as_number(value: float) -> str:
    """As short as it stays exact; whole numbers without a point."""
    return str(int(value)) if value == int(value) else repr(value)
