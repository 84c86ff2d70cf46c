"""Reads the sheets of the indicators: what goes in, how it is computed, how to read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Texts in the language of the file. inputs: questions, ROSTER.field, or other tables."""

    code: str
    group: str
    unit: str
    name: str
    inputs: tuple[str, ...]
    formula: str
    reading: str


def read_sheets(path: Path) -> Mapping[str, Sheet]:
    """Code to sheet, in the order of the file, which `survey check` found sound."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        each["code"]: Sheet(
            code=each["code"],
            group=each["group"],
            unit=each["unit"],
            name=each["name"],
            inputs=tuple(each["inputs"]),
            formula=each["formula"],
            reading=each["reading"],
        )
        for each in found["indicators"]
    }
