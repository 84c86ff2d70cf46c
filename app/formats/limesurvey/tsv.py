"""LimeSurvey's tab-separated form of a survey: a row for each part in each language."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.limesurvey.survey import Answer, Asked, Group, Part, Survey
from app.questionnaire.reading.problems import Position

HEADER: Final = b"class\ttype/scale\tname"
OWN: Final = frozenset(
    [
        *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
        *("mandatory", "other", "default", "same_default", "id", "related_id", "same_script"),
    ]
)
"""Every other column is an attribute of a question."""


def is_tsv(content: bytes) -> bool:
    start = content.removeprefix(b"\xef\xbb\xbf")[:200].replace(b'"', b"")
    return start.startswith((HEADER, b"id\trelated_id\tclass"))


@dataclass(frozen=True, slots=True)
class Row:
    cells: Mapping[str, str]
    position: Position

    def get(self, name: str) -> str:
        return (self.cells.get(name) or "").strip()

    @property
    def scale(self) -> int:
        written = self.get("type/scale")
        return int(written) if written.isdigit() else 0


def survey_of_tsv(content: bytes) -> Survey:
    reader = TsvReader()
    for row in rows_of(content):
        reader.take(row)
    return reader.survey()


def rows_of(content: bytes) -> Iterator[Row]:
    text = io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")
    for line, cells in enumerate(csv.DictReader(text, delimiter="\t"), start=2):
        named = {key: value or "" for key, value in cells.items() if isinstance(key, str)}
        yield Row(named, Position(line))


@dataclass(slots=True)
class TsvReader:
    """seen: how many groups each language had so far, for those without a number."""

    settings: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    questions: dict[str, Asked] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    group: Group | None = None
    question: Asked | None = None

    def take(self, row: Row) -> None:
        kind = row.get("class")
        if kind == "S":
            self.settings.setdefault(row.get("name"), row.get("text"))
        elif kind == "SL":
            self.texts.setdefault(row.get("language"), {})[row.get("name")] = row.get("text")
        elif kind == "G":
            self.take_group(row)
        elif kind == "Q":
            self.take_question(row)
        elif kind in {"SQ", "A"} and self.question is not None:
            take_part(self.question, row, kind)
        elif kind:
            self.left[kind] = self.left.get(kind, 0) + 1

    def take_group(self, row: Row) -> None:
        language = row.get("language")
        self.seen[language] = self.seen.get(language, 0) + 1
        key = row.get("type/scale") or str(self.seen[language])
        group = self.groups.setdefault(key, Group(key, len(self.groups), row.position))
        group.relevance = group.relevance or row.get("relevance")
        group.random_group = group.random_group or row.get("random_group")
        group.titles[language] = row.get("name")
        if row.get("text") != row.get("name"):
            group.descriptions[language] = row.get("text")
        self.group = group

    def take_question(self, row: Row) -> None:
        if self.group is None:
            self.group = self.groups.setdefault("1", Group("1", 0, row.position))
        title = row.get("name")
        if title not in self.questions:
            self.questions[title] = asked_of(row, self.group.id, len(self.questions))
        self.question = self.questions[title]
        language = row.get("language")
        self.question.texts[language] = row.get("text")
        self.question.help[language] = row.get("help")
        for name, value in row.cells.items():
            if name not in OWN and value.strip():
                self.question.attributes.setdefault(name, {})[language] = value.strip()

    def survey(self) -> Survey:
        base = self.settings.get("language") or next(iter(self.texts), "en")
        others = self.settings.get("additional_languages", "").split()
        return Survey(
            id="0",
            languages=tuple(dict.fromkeys([base, *others, *self.texts])),
            groups=list(self.groups.values()),
            questions=list(self.questions.values()),
            settings=self.settings,
            texts=self.texts,
            left=self.left,
        )


def asked_of(row: Row, group: str, order: int) -> Asked:
    found = Asked(
        id=str(order + 1),
        type=row.get("type/scale"),
        title=row.get("name"),
        order=order,
        group=group,
        position=row.position,
        has_other=row.get("other") == "Y",
        mandatory=row.get("mandatory") or "N",
        pattern=row.get("validation"),
        relevance=row.get("relevance"),
    )
    if row.get("default"):
        found.defaults[""] = row.get("default")
    return found


def take_part(question: Asked, row: Row, kind: str) -> None:
    code, language = row.get("name"), row.get("language")
    if kind == "A":
        answers = question.answers.setdefault(row.scale, [])
        answer = next((each for each in answers if each.code == code), None)
        if answer is None:
            answer = Answer(code, len(answers), score=row.get("assessment_value"))
            answers.append(answer)
        answer.texts[language] = row.get("text")
        return
    parts = question.parts.setdefault(row.scale, [])
    part = next((each for each in parts if each.code == code), None)
    if part is None:
        part = Part(
            code, len(parts), f"{question.id}_{code}", {}, row.get("relevance"), row.position
        )
        parts.append(part)
        if row.get("default"):
            question.defaults[part.id] = row.get("default")
    part.texts[language] = row.get("text")
