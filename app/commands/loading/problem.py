"""A row of a file as it was read, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.questionnaire.loading.fault import Fault


@dataclass(frozen=True, slots=True)
class Problem:
    """row: as a spreadsheet numbers it, the header being 1; of JSON lines, the line."""

    row: int
    fault: Fault

    def sentence(self, file: str) -> str:
        fault = self.fault
        place = f"{file}:row {self.row}" + (f", {fault.path}" if fault.path else "")
        return f"{place}: {fault.message}: {fault.mend}"

    def as_document(self, file: str) -> dict[str, str | int]:
        fault = self.fault
        return {
            "where": f"{file}:row {self.row}",
            "row": self.row,
            "column": fault.path,
            "code": fault.code,
            "message": fault.message,
            "mend": fault.mend,
        }


@dataclass(frozen=True, slots=True)
class FileRow:
    """about: what stands beside the answers. faults: what kept the row from being read."""

    number: int
    about: Mapping[str, object]
    answers: Mapping[str, object]
    faults: tuple[Fault, ...] = ()


def unreadable(number: int, message: str, mend: str, path: str = "") -> FileRow:
    return FileRow(number, {}, {}, (Fault(path, "unreadable", message, mend),))
