"""Replays a recorded walk: what the engines decided after each answer, and what ours decides."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from app.formats.survey_files import read_survey_file
from app.questionnaire.answers_file import known_keys
from app.questionnaire.asked import key_of
from app.questionnaire.evaluation import evaluate
from app.questionnaire.expression.values import moment_of
from app.questionnaire.model import Questionnaire
from app.questionnaire.outline import outline_of

Found: TypeAlias = dict[str, object]
Nodes: TypeAlias = dict[str, Found]
Part: TypeAlias = Literal["relevant", "required", "readonly", "value", "violation", "choices"]

WALKS = Path(__file__).resolve().parents[3] / "published" / "walks"
PARTS: tuple[Part, ...] = ("relevant", "required", "readonly", "value", "violation", "choices")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The form as ours reads it. known: what may be answered, neither shown nor calculated.

    What a trigger sets is worked out from the answers: a walk tells only the first of its values.
    """

    questionnaire: Questionnaire
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Walk:
    form: str
    today: date
    left_out: frozenset[str]
    seed: int
    steps: tuple[Found, ...]

    def moments(self) -> Iterator["Moment"]:
        """What stands in the form and what the engines decided, step after step."""
        now = Moment(self)
        for step in self.steps:
            now = now.after(step)
            yield now


@dataclass(frozen=True, slots=True)
class Difference:
    """On one part of one question, after one step; web_forms: what the other engine has there."""

    step: int
    path: str
    part: Part
    javarosa: object
    web_forms: object
    ours: object


@dataclass(frozen=True, slots=True)
class Moment:
    """answers: as `survey evaluate` takes them, each question of each item named.

    nodes: of JavaRosa; others: of Web Forms where they differ, None for no such question.
    """

    walk: Walk
    number: int = -1
    step: Found = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    nodes: Nodes = field(default_factory=dict)
    others: Mapping[str, Found | None] = field(default_factory=dict)

    @property
    def cleared(self) -> frozenset[str]:
        """What was answered and is no longer among the choices."""
        listed = self.step.get("cleared", [])
        return frozenset(listed if isinstance(listed, list) else [])

    def after(self, step: Found) -> "Moment":
        nodes = changed(self.nodes, mapping(step, "changed"))
        cleared = self.cleared
        answers = {
            path: self.answers[path]
            for path in self.answers
            if path in nodes and path not in cleared
        }
        if "answer" in step:
            answers[str(step["answer"])] = step["value"]
        answers |= mapping(step, "set")
        for path in nodes:
            if "/" in path:
                answers.setdefault(path, None)
        others = mapping(step, "web_forms")
        return Moment(self.walk, self.number + 1, step, answers, nodes, others)

    def document(self, known: frozenset[str]) -> Found:
        given = {path: self.answers[path] for path in self.answers if key_of(path) in known}
        return {"answers": given, "today": self.walk.today.isoformat()}

    def differences(self, skeleton: Skeleton) -> Iterator[Difference]:
        """Where ours is neither what JavaRosa nor what Web Forms decided."""
        document = self.document(skeleton.known)
        ours = evaluate(skeleton.questionnaire, document, today=self.walk.today)
        for path, node in self.nodes.items():
            other = self.others.get(path, node)
            for part in PARTS if node.get("relevant") else PARTS[:1]:
                if part == "value" and name_of(path) in self.walk.left_out:
                    continue
                mine, theirs = part_of(ours, path, part), expected(node, part)
                second = theirs if other is None else expected(other, part)
                is_either = is_alike(mine, theirs) or is_alike(mine, second)
                if not is_either and not self.is_dropped(path, part, mine, other):
                    yield Difference(self.number, path, part, theirs, second, mine)

    def is_dropped(self, path: str, part: Part, mine: object, other: Found | None) -> bool:
        """Of what is no longer among the choices, and taken away by an engine: ours says so."""
        engines = (self.nodes[path], other or {})
        given = text_of(self.answers.get(path, ""))
        is_changed = any(text_of(each.get("value", "")) != given for each in engines)
        return part == "violation" and mine == "choice" and is_changed


def walks_of(form: str) -> Iterator[Walk]:
    lines = (WALKS / f"{form}.jsonl").read_text(encoding="utf-8").splitlines()
    head = json.loads(lines[0])
    for line in lines[1:]:
        walk = json.loads(line)
        steps = (head["start"], *walk["steps"])
        today = date.fromisoformat(head["today"])
        yield Walk(head["form"], today, frozenset(head["left_out"]), walk["seed"], steps)


@cache
def skeleton_of(form: str) -> Skeleton:
    questionnaire = read_survey_file(WALKS / f"{form}.md").needed()
    outline = outline_of(questionnaire)
    return Skeleton(questionnaire, frozenset(known_keys(outline)) - outline.triggered.keys())


def changed(before: Nodes, changes: Mapping[str, object]) -> Nodes:
    """None: no longer there. Choices are told only when they are others."""
    after = {path: before[path] for path in before if changes.get(path, True) is not None}
    for path, node in changes.items():
        if isinstance(node, dict):
            kept = before.get(path, {}).get("choices") if node.get("relevant") else None
            after[path] = node if kept is None else {"choices": kept, **node}
    return after


def mapping(step: Found, key: str) -> Found:
    found = step.get(key, {})
    return found if isinstance(found, dict) else {}


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


def expected(node: Found, part: Part) -> object:
    missing: Mapping[Part, object] = {"value": "", "violation": None, "choices": ()}
    return node.get(part, missing.get(part, False))


def part_of(ours: Mapping[str, object], path: str, part: Part) -> object:
    if part == "violation":
        listed = ours["violations"]
        found = [each["code"] for each in listed if each["path"] == path]
        return found[0] if len(found) == 1 else found or None
    table = ours["values" if part == "value" else part]
    return table.get(path, {"value": "", "choices": ()}.get(part, False))


def is_alike(mine: object, theirs: object) -> bool:
    """JavaRosa writes a calculated yes or no as 1 or 0."""
    if isinstance(mine, bool) and theirs in ("0", "1"):
        return mine is (theirs == "1")
    one, other = text_of(mine), text_of(theirs)
    if one == other or is_same_moment(one, other):
        return True
    parts = one.split(), other.split()
    return len(parts[0]) == len(parts[1]) and all(map(is_same_number, *parts))


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def is_same_number(one: str, other: str) -> bool:
    """Places are several numbers."""
    try:
        return one == other or math.isclose(
            float(one.strip(";")), float(other.strip(";")), rel_tol=1e-9
        )
    except ValueError:
        return False


def is_same_moment(one: str, other: str) -> bool:
    """A time of day as a moment of some day."""
    first, second = (
        moment_of(each if "-" in each else f"1970-01-01T{each}") for each in (one, other)
    )
    return first is not None and first == second
