"""What is wrong with a form, at its cell, and what could be mended without asking anybody."""

from dataclasses import dataclass, field

from app.questionnaire.reading.problems import Position, Problem, cell_name


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a row (column 0) or a whole sheet (row 0)."""

    sheet: str
    at: Position = field(default_factory=Position)

    def __str__(self) -> str:
        return f"{self.sheet}{cell_name(self.at)}"


@dataclass(slots=True)
class Faults:
    """file: how problems call it. notes: what is left aside or not carried; it hinders nobody."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def problem(self, place: Place, code: str, *, message: str, mend: str) -> None:
        self.problems.append(self._at(place, code, message, mend))

    def note(self, place: Place, code: str, *, message: str, mend: str) -> None:
        self.notes.append(self._at(place, code, message, mend))

    def _at(self, place: Place, code: str, message: str, mend: str) -> Problem:
        return Problem(
            file=self.file,
            sheet=place.sheet,
            position=place.at,
            code=code,
            message=message,
            mend=mend,
        )


def of_file(file: str, code: str, message: str, mend: str) -> Problem:
    return Problem(file=file, code=code, message=message, mend=mend)
