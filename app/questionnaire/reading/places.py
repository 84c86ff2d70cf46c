"""Where in a file a value stands, down to the character of a rule inside its quotes."""

import re
from dataclasses import dataclass

import yaml

from app.questionnaire.reading.problems import Position

ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\n[ \t]*|.)", re.DOTALL)
FOLD = re.compile(r"[ \t]*(?:\r?\n[ \t]*)+")
QUOTED = ("'", '"')
BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a YAML file. `source` is the whole text of the file."""

    node: yaml.Node
    source: str

    @property
    def start(self) -> Position:
        mark = self.node.start_mark
        return Position(mark.line + 1, mark.column + 1)

    def inside(self, offset: int) -> Position:
        """The position of one character of the text, 0-based, whatever quotes it stands in."""
        if not isinstance(self.node, yaml.ScalarNode):
            return self.start
        if self.node.style in BLOCKS:
            return self.inside_block(offset)
        return self.at(self.index_inside(offset))

    def index_inside(self, offset: int) -> int:
        """Index in the file of a character of a flow scalar; escapes and folds are longer."""
        index, last = self.node.start_mark.index, self.node.end_mark.index
        style = self.node.style if isinstance(self.node, yaml.ScalarNode) else None
        if style in QUOTED:
            index, last = index + 1, last - 1
        while offset > 0 and index < last:
            written, read = self.width(index, style)
            index, offset = index + written, offset - read
        return min(index, last)

    def width(self, index: int, style: str | None) -> tuple[int, int]:
        """How many characters are written at an index, and how many are read for them."""
        fold = FOLD.match(self.source, index)
        if fold:
            return fold.end() - index, max(1, fold[0].count("\n") - 1)
        escape = ESCAPE.match(self.source, index)
        if style == '"' and escape:
            return escape.end() - index, 0 if escape[0].startswith("\\\n") else 1
        if style == "'" and self.source.startswith("''", index):
            return 2, 1
        return 1, 1

    def inside_block(self, offset: int) -> Position:
        """A block keeps its lines when literal; of a folded one only the first line is known."""
        assert isinstance(self.node, yaml.ScalarNode)  # noqa: S101 asked by inside
        before = self.node.value[:offset].split("\n")
        if self.node.style == ">":
            before = [self.node.value[:offset]]
        lines = self.source.splitlines()
        line = self.node.start_mark.line + len(before)
        text = lines[line] if line < len(lines) else ""
        indent = len(text) - len(text.lstrip(" "))
        return Position(line + 1, indent + len(before[-1]) + 1)

    def at(self, index: int) -> Position:
        line = self.source.count("\n", 0, index) + 1
        return Position(line, index - self.source.rfind("\n", 0, index))
