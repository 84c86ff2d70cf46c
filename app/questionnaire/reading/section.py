"""One mapping of a YAML file, read strictly: every value has its type, every key is known."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.rule import Rule
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.places import BLOCKS, QUOTED, Place
from app.questionnaire.reading.source_file import SourceFile

Nodes: TypeAlias = dict[str, yaml.Node]
Answer: TypeAlias = "str | int | float | bool | tuple[str, ...] | None"
WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
FLAGS = {"true": True, "false": False}


def kind_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, yaml.SequenceNode) else "one value"


@dataclass(slots=True)
class Section:
    """`what` names the section in messages: question F_EMP."""

    node: yaml.Node
    source: SourceFile
    what: str
    values: Nodes = field(default_factory=dict)
    keys: Nodes = field(default_factory=dict)

    @classmethod
    def of(
        cls, node: yaml.Node, source: SourceFile, *, known: Collection[str], what: str
    ) -> "Section":
        """Reports what is no mapping, repeated keys and unknown keys; keeps the rest."""
        section = cls(node, source, what)
        if not isinstance(node, yaml.MappingNode):
            section.wrong_type(node, "keys and values", example='code: "F_EMP"')
            return section
        for key, value in node.value:
            section.add(key, value, known)
        return section

    def add(self, key: yaml.Node, value: yaml.Node, known: Collection[str]) -> None:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        if name is None:
            self.wrong_type(key, "one word as a key", example='code: "F_EMP"')
        elif name in self.values:
            line = self.keys[name].start_mark.line + 1
            message = f"The key {name} stands twice in {self.what}, first in line {line}."
            self.source.problem(key, "repeated-key", message=message, mend="Remove one.")
        else:
            self.keys[name], self.values[name] = key, value
            if name not in known:
                message = f"{self.what} has no key {name}."
                self.source.problem(key, "unknown-key", message=message, mend=nearest(name, known))

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def place(self, key: str) -> Place:
        return self.source.place(self.values.get(key, self.node))

    def problem(self, key: str, code: str, *, message: str, mend: str) -> None:
        """A problem at the value of a key, or at the section where the key is missing."""
        at = self.values.get(key, self.node)
        self.source.problem(at, code, message=message, mend=mend)

    def wrong_type(self, node: yaml.Node, expected: str, *, example: str) -> None:
        message = f"{self.what}: expected {expected}, found {kind_of(node)}."
        self.source.problem(node, "wrong-type", message=message, mend=f"Write {example}.")

    def missing(self, key: str) -> None:
        message = f"{self.what} has no {key}."
        mend = f"Add the key {key}."
        self.source.problem(self.node, "missing-key", message=message, mend=mend)

    def text(self, key: str, *, is_required: bool = False) -> str | None:
        """A text in quotes; the line end that a block leaves is not part of it."""
        node = self.values.get(key)
        if node is None:
            if is_required and isinstance(self.node, yaml.MappingNode):
                self.missing(key)
            return None
        return self.quoted(node, key)

    def quoted(self, node: yaml.Node, key: str) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self.wrong_type(node, f"a text in quotes for {key}", example=f'{key}: "…"')
            return None
        if node.style not in (*QUOTED, *BLOCKS):
            message = f"{self.what}: {key} is not in quotes, so YAML may read it as something else."
            mend = f'Write it in quotes: "{node.value}".'
            self.source.problem(node, "unquoted", message=message, mend=mend)
            return None
        text = str(node.value).rstrip("\n")
        if not text.strip():
            message = f"{self.what}: {key} is empty."
            self.source.problem(node, "empty", message=message, mend="Write it, or remove the key.")
            return None
        return text

    def flag(self, key: str) -> bool:
        node = self.values.get(key)
        if node is None:
            return False
        plain = self.plain(node)
        if plain not in FLAGS:
            self.wrong_value(node, f"true or false for {key}", example=f"{key}: true")
            return False
        return FLAGS[plain]

    def flag_or_rule(self, key: str) -> tuple[bool, Rule | None]:
        """true or false without quotes, or a rule in quotes that decides."""
        node = self.values.get(key)
        if isinstance(node, yaml.ScalarNode) and node.style in (*QUOTED, *BLOCKS):
            return False, self.rule(key)
        return self.flag(key), None

    def answer(self, key: str) -> Answer:
        """What a question can be answered with: a text in quotes, a number, true, or a list."""
        node = self.values.get(key)
        if isinstance(node, yaml.SequenceNode):
            return tuple(filter(None, (self.quoted(each, key) for each in node.value)))
        if node is None or not isinstance(node, yaml.ScalarNode) or node.style is not None:
            return self.text(key)
        return self.flag(key) if node.value in FLAGS else self.number(key)

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(filter(None, (self.quoted(node, key) for node in self.nodes(key))))

    def words_by_word(self, key: str) -> dict[str, str]:
        """Any words to texts in quotes: attributes, settings."""
        node = self.values.get(key)
        if node is None:
            return {}
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        known = {name.value for name, _ in pairs if isinstance(name, yaml.ScalarNode)}
        inside = Section.of(node, self.source, known=known, what=f"{self.what}, {key}")
        return {name: inside.text(name) or "" for name in inside.values}

    def whole(self, key: str) -> int | None:
        node = self.values.get(key)
        if node is None:
            return None
        if WHOLE.fullmatch(self.plain(node)):
            return int(self.plain(node))
        self.wrong_value(node, f"a whole number for {key}", example=f"{key}: 3")
        return None

    def number(self, key: str) -> float | None:
        node = self.values.get(key)
        if node is None:
            return None
        plain = self.plain(node)
        if WHOLE.fullmatch(plain):
            return int(plain)
        if NUMBER.fullmatch(plain):
            return float(plain)
        self.wrong_value(node, f"a number for {key}", example=f"{key}: 0.5")
        return None

    def plain(self, node: yaml.Node) -> str:
        """The text of a value without quotes, else ''."""
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            return str(node.value)
        return ""

    def wrong_value(self, node: yaml.Node, expected: str, *, example: str) -> None:
        found = repr(node.value) if isinstance(node, yaml.ScalarNode) else kind_of(node)
        message = f"{self.what}: expected {expected}, found {found}."
        mend = f"Write {example}, without quotes."
        if isinstance(node, yaml.ScalarNode) and node.style and NUMBER.fullmatch(node.value):
            mend = f"Write {node.value} without quotes."
        self.source.problem(node, "wrong-type", message=message, mend=mend)

    def rule(self, key: str, *, is_required: bool = False) -> Rule | None:
        source = self.text(key, is_required=is_required)
        if source is None:
            return None
        try:
            return Rule.parse(source)
        except ExpressionError as error:
            at = self.place(key).inside(error.position)
            message = f"{self.what}: {key} cannot be read. {error.message}"
            self.source.problem(at, "expression", message=message, mend=error.mend)
            return None

    def nodes(self, key: str, *, is_required: bool = False) -> list[yaml.Node]:
        """The items of a list, which may not be empty."""
        node = self.values.get(key)
        if node is None:
            if is_required and isinstance(self.node, yaml.MappingNode):
                self.missing(key)
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong_type(node, f"a list for {key}", example=f"{key} as a list, one - a line")
            return []
        if not node.value:
            message = f"{self.what}: {key} is empty."
            self.source.problem(node, "empty", message=message, mend="Fill the list.")
        return list(node.value)
