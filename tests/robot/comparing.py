"""Whether the store holds what a journey saw accepted."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.robot.respondent import Journey

ABSENT = ("", None, [], ())


def exported(path: Path) -> dict[str, dict[str, Any]]:
    """Receipt's hash to the exported response."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["receipt_hash"]: row for row in rows if row["receipt_hash"]}


def differences(journey: Journey, row: Mapping[str, Any], apart: Iterable[str]) -> list[str]:
    """Paths whose stored value is not what was last accepted. apart: names of contact fields."""
    answers = row["answers"]
    found = []
    for name, values in journey.accepted.items():
        path = name.replace("].", "]/")
        if name in journey.unsure or name.startswith(tuple(apart)) or path not in answers:
            continue
        if _written(answers[path]) != sorted(values):
            found.append(f"{path}: accepted {values}, stored {answers[path]!r}")
    return found


def lost(journey: Journey, row: Mapping[str, Any], relevant: Mapping[str, bool]) -> list[str]:
    """Paths that were answered and are still asked, yet are not stored."""
    return [
        name
        for name, values in journey.accepted.items()
        if values
        and name not in journey.unsure
        and relevant.get(name.replace("].", "]/"), False)
        and row["answers"].get(name.replace("].", "]/")) in ABSENT
    ]


def receipt_hash(receipt: str) -> str:
    return sha256(receipt.encode()).hexdigest()


def _written(value: Any) -> list[str]:
    if value in ABSENT:
        return []
    if value is True:
        return ["on"]
    return sorted(str(each) for each in value) if isinstance(value, list) else [str(value)]
