"""The mapping file: old codes to new ones, and what is dropped on purpose."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from app.questionnaire.changing.placed import Placed, found
from app.questionnaire.changing.recoding import Recoding
from app.questionnaire.reading.problems import UnreadableError
from app.questionnaire.reading.source_file import SourceFile

Scalar = tuple[str, yaml.Node]
"""A text, and where it stands."""
KEYS: Final = ("questions", "choices", "drop", "drop_choices")
SHAPES: Final[Mapping[type[yaml.Node], str]] = {
    yaml.MappingNode: 'a mapping: {"OLD": "NEW"}',
    yaml.SequenceNode: 'a list: ["F_OLD"]',
}


@dataclass(slots=True)
class MappingFile:
    """Read against the version before, the new one, and codes that went earlier."""

    source: SourceFile
    old: Mapping[str, Placed]
    new: Mapping[str, Placed]
    retired: Collection[str]
    questions: dict[str, str] = field(default_factory=dict)
    aims: dict[str, yaml.Node] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    dropped_choices: dict[str, frozenset[str]] = field(default_factory=dict)

    def read(self, root: yaml.Node) -> None:
        """Questions first: choices are looked up in what their question becomes."""
        sections = {name: (at, node) for name, at, node in self.items(root)}
        for name, (at, _) in sections.items():
            if name not in KEYS:
                message = f"{name!r} means nothing here."
                self.problem(at, "unknown-key", message, f"Use {', '.join(KEYS)}.")
        readers = (self.read_questions, self.read_choices, self.read_drop, self.read_dropped)
        for name, reader in zip(KEYS, readers, strict=True):
            if name in sections:
                reader(sections[name][1])
        self.refuse_taken()

    def read_questions(self, node: yaml.Node) -> None:
        for code, at, value in self.items(node):
            key = self.known(code, at, self.old, "the version before")
            for target, place in self.scalars([value]):
                aim = self.known(target, place, self.new, "the new version")
                if key is not None and aim is not None and self.is_free(key, aim, place):
                    self.questions[key] = aim
                    self.aims[aim] = place

    def is_free(self, key: str, aim: str, at: yaml.Node) -> bool:
        """Two questions cannot become one: their answers would overwrite each other."""
        if aim not in self.questions.values():
            return True
        first = next(each for each, target in self.questions.items() if target == aim)
        message = f"{key} and {first} would both become {aim}."
        self.problem(at, "two-in-one", message, "Let one go on, and drop the other.")
        return False

    def refuse_taken(self) -> None:
        """A question cannot become one that goes on from the version before as it is."""
        for aim, at in self.aims.items():
            if aim in self.old and aim not in self.questions and aim not in self.dropped:
                message = f"{aim} goes on as itself, and another question would become it too."
                mend = f'Name another question, or write drop: ["{aim}"] as well.'
                self.problem(at, "two-in-one", message, mend)

    def read_choices(self, node: yaml.Node) -> None:
        for code, at, codes in self.items(node):
            key = self.known(code, at, self.old, "the version before")
            if key is not None:
                self.choices[key] = dict(self.recoded(key, codes))

    def recoded(self, key: str, codes: yaml.Node) -> Iterator[tuple[str, str]]:
        """Old choice to new choice, of one question."""
        aim = self.new.get(self.questions.get(key, key))
        now = set() if aim is None else {each.code for each in aim.question.all_choices}
        for choice, place, value in self.items(codes):
            for target, there in self.scalars([value]):
                is_old = self.is_choice(key, choice, place)
                if is_old and self.is_one_of(target, there, now, f"{key} in the new version"):
                    yield choice, target

    def read_drop(self, node: yaml.Node) -> None:
        for code, at in self.listed(node):
            known = {**dict.fromkeys(self.retired), **dict.fromkeys(self.old)}
            key = next((each for each in (code, f"/{code}") if each in known), None)
            if key is None:
                message = f"No version before has {code}."
                self.problem(at, "unknown-question", message, "Check its spelling.")
            elif key in self.questions:
                message = f"{code} is dropped, and goes on as {self.questions[key]}."
                self.problem(at, "dropped-and-mapped", message, "Remove one of the two lines.")
            else:
                self.dropped.add(key)

    def read_dropped(self, node: yaml.Node) -> None:
        for code, at, codes in self.items(node):
            key = self.known(code, at, self.old, "the version before")
            if key is not None:
                gone = {
                    each for each, place in self.listed(codes) if self.is_choice(key, each, place)
                }
                self.dropped_choices[key] = frozenset(gone)

    def is_choice(self, key: str, code: str, at: yaml.Node) -> bool:
        known = {each.code for each in self.old[key].question.all_choices}
        return self.is_one_of(code, at, known, f"{key} in the version before")

    def is_one_of(self, code: str, at: yaml.Node, known: Collection[str], where: str) -> bool:
        if code not in known:
            message = f"{where} has no choice {code}."
            listed = ", ".join(sorted(known)[:20]) or "none"
            self.problem(at, "unknown-choice", message, f"Its choices: {listed}.")
        return code in known

    def known(
        self, code: str, at: yaml.Node, questions: Mapping[str, Placed], where: str
    ) -> str | None:
        key = found(code, questions)
        if key is None:
            message = f"{where} has no question {code}."
            mend = "Check its spelling; in a repeat it is REPEAT/code."
            self.problem(at, "unknown-question", message, mend)
        return key

    def items(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Key, where it stands, and value."""
        if self.is_a(node, yaml.MappingNode):
            for key, value in node.value:
                for text, at in self.scalars([key]):
                    yield text, at, value

    def listed(self, node: yaml.Node) -> Iterator[Scalar]:
        if self.is_a(node, yaml.SequenceNode):
            yield from self.scalars(node.value)

    def scalars(self, nodes: list[yaml.Node]) -> Iterator[Scalar]:
        for node in nodes:
            if isinstance(node, yaml.ScalarNode) and node.value:
                yield node.value, node
            else:
                self.problem(node, "no-code", "This is no code.", 'Write a code: "F_OLD".')

    def is_a(self, node: yaml.Node, kind: type[yaml.Node]) -> bool:
        if not isinstance(node, kind):
            self.problem(
                node, "wrong-shape", "Something else belongs here.", f"Write {SHAPES[kind]}."
            )
        return isinstance(node, kind)

    def problem(self, at: yaml.Node, code: str, message: str, mend: str) -> None:
        said = message[0].upper() + message[1:] if message.startswith("the ") else message
        self.source.problem(at, code, message=said, mend=mend)


def read_mapping(
    path: Path,
    old: Mapping[str, Placed],
    new: Mapping[str, Placed],
    retired: Collection[str],
) -> Recoding:
    """Raises UnreadableError with every problem of the file."""
    source = SourceFile(str(path))
    root = source.compose(path)
    file = MappingFile(source, old, new, retired)
    if root is not None:
        file.read(root)
    if source.problems:
        raise UnreadableError(source.problems)
    return Recoding(
        questions=file.questions,
        choices=file.choices,
        dropped=frozenset(file.dropped),
        dropped_choices=file.dropped_choices,
    )
