"""A YAML file as a tree of nodes, each with its line and column. No object is ever constructed."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.composer import Composer

from app.questionnaire.reading.places import Place
from app.questionnaire.reading.problems import Position, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 24


class RefusedError(yaml.MarkedYAMLError):
    """A part of YAML that survey files do without: the mend says what to write."""

    def __init__(self, code: str, message: str, *, mend: str, at: Position) -> None:
        super().__init__(problem=message)
        self.at = at
        self.code = code
        self.mend = mend


class Refusing(Composer):
    """Composes nodes only; refuses anchors, aliases, tags and endless nesting while it goes."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.refuse(self.peek_event())  # type: ignore[attr-defined]  # stubs lack it
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode):
            node.style = node.style or None  # libyaml writes "" for a plain one
        return node

    def refuse(self, event: yaml.Event) -> None:
        message, mend = "", ""
        code = "alias"
        if getattr(event, "anchor", None) is not None:
            message, mend = "Anchors (&) and aliases (*) are not used.", "Write the value out."
        elif getattr(event, "tag", None) is not None:
            code = "tag"
            message, mend = "Tags (!) are not used.", "Write the value in quotes, without a tag."
        elif self.depth >= MAX_DEPTH:
            code = "too-deep"
            message, mend = f"More than {MAX_DEPTH} levels of nesting.", "Remove the brackets."
        if message:
            raise RefusedError(code, message, mend=mend, at=start_of(event))


class NodeLoader(Refusing, yaml.SafeLoader):
    """Says exactly what is wrong with a file."""


class QuickLoader(Refusing, yaml.CSafeLoader):
    """The same nodes at the same places, four times as fast: libyaml's."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


def nodes(text: str) -> yaml.Node | None:
    """The root. Raises yaml.YAMLError, in the words of the loader that says more."""
    try:
        return QuickLoader(text).get_single_node()
    except yaml.YAMLError:
        return NodeLoader(text).get_single_node()


def start_of(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position()


@dataclass(slots=True)
class SourceFile:
    """One file while it is read: its text, and every problem found in it."""

    name: str
    text: str = ""
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: yaml.Node) -> Place:
        return Place(node, self.text)

    def problem(self, at: yaml.Node | Position, code: str, *, message: str, mend: str) -> None:
        position = at if isinstance(at, Position) else self.place(at).start
        self.problems.append(
            Problem(file=self.name, position=position, code=code, message=message, mend=mend)
        )

    def compose(self, path: Path) -> yaml.Node | None:
        """The root of the file, or None with a problem."""
        text = self.read(path)
        if text is None:
            return None
        self.text = text
        if not text.strip():
            self.problem(
                Position(),
                "empty-file",
                message="The file is empty.",
                mend='Start with format: "…".',
            )
            return None
        return None if self.has_tabs() else self.composed()

    def read(self, path: Path) -> str | None:
        """The text in UTF-8, or None with a problem."""
        try:
            if path.stat().st_size > MAX_BYTES:
                self.problem(
                    Position(), "too-big", message="The file is over 2 MB.", mend="Split it."
                )
                return None
            return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            mend = "Save it as UTF-8."
            self.problem(Position(line), "not-utf-8", message="The file is not UTF-8.", mend=mend)
        except OSError as error:
            message = f"The file cannot be read ({error.strerror})."
            self.problem(Position(), "no-file", message=message, mend="Check its name and folder.")
        return None

    def has_tabs(self) -> bool:
        found = False
        for number, line in enumerate(self.text.split("\n"), start=1):
            indent = line[: len(line) - len(line.lstrip())]
            if "\t" in indent and line.strip():
                found = True
                at = Position(number, indent.index("\t") + 1)
                message = "A tab in the indentation."
                self.problem(at, "tab", message=message, mend="Indent with spaces.")
        return found

    def composed(self) -> yaml.Node | None:
        try:
            node = nodes(self.text)
        except yaml.reader.ReaderError as error:
            at = Position(self.text.count("\n", 0, error.position) + 1)
            message = f"The character U+{ord(self.text[error.position]):04X} is not allowed."
            self.problem(at, "broken-yaml", message=message, mend="Remove it.")
        except yaml.MarkedYAMLError as error:
            self.broken(error)
        else:
            if node is not None:
                return node
            message = "The file holds nothing but comments."
            self.problem(Position(), "empty-file", message=message, mend='Start with format: "…".')
        return None

    def broken(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        at = Position(mark.line + 1, mark.column + 1) if mark else Position()
        if isinstance(error, RefusedError):
            self.problem(error.at, error.code, message=str(error.problem), mend=error.mend)
            return
        said = ", ".join(each for each in (error.context, error.problem) if each)
        mend = "Close quotes and brackets, indent with spaces, and put texts in quotes."
        self.problem(at, "broken-yaml", message=f"Broken YAML: {said}.", mend=mend)
