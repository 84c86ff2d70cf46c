"""Whether the store holds what a journey saw accepted."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.questionnaire.model import Questionnaire
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
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


def lost(journey: Journey, row: Mapping[str, Any], questionnaire: Questionnaire) -> list[str]:
    """Paths that were answered and are still asked, yet are not stored."""
    answers = row["answers"]
    setting = Setting(today=datetime.now(UTC).date(), language=row["language"])
    asked = Sheet.of(questionnaire, answers, setting).relevant
    return [
        f"{path}: accepted {values}, still asked, and not stored"
        for path, values in (
            (name.replace("].", "]/"), values)
            for name, values in journey.accepted.items()
            if name not in journey.unsure
        )
        if values and asked.get(path, False) and answers.get(path) in ABSENT
    ]


def receipt_hash(receipt: str) -> str:
    return sha256(receipt.encode()).hexdigest()


def _written(value: Any) -> list[str]:
    if value in ABSENT:
        return []
    if value is True:
        return ["on"]
    return sorted(str(each) for each in value) if isinstance(value, list) else [str(value)]
