"""An XForm as the rows of sheets that say the same; each row knows its line in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from app.formats.xform.actions import SetValue
from app.formats.xform.body import Body
from app.formats.xform.instance import Node
from app.formats.xform.itext import Itext, Words
from app.formats.xform.lists import Lists
from app.formats.xform.rewriting import Rewriter
from app.formats.xform.types import type_of
from app.formats.xlsform.rules import CALCULATED
from app.formats.xml_tree import Element
from app.questionnaire.media import MEDIA
from app.questionnaire.reading.problems import Position

Cells: TypeAlias = dict[str, str]
RULES: Final[Mapping[str, str]] = {
    "relevant": "relevant",
    "constraint": "constraint",
    "calculate": "calculation",
    "required": "required",
    "readonly": "read_only",
}
NOT_SAID: Final = frozenset({"required", "read_only"})
"""Where they are false() nothing is said."""
MESSAGES: Final[Mapping[str, str]] = {
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
}


@dataclass(frozen=True, slots=True)
class MadeRow:
    cells: Cells
    position: Position


@dataclass(slots=True)
class RowWriter:
    """binds: by path of the node. actions: what sets the value of a node, by its path."""

    body: Body
    binds: Mapping[str, Element]
    itext: Itext
    lists: Lists
    rewriter: Rewriter
    actions: Mapping[str, list[SetValue]]
    rows: list[MadeRow] = field(default_factory=list)

    def write(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if node.path in self.body.repeats:
                self.structure(node, "repeat")
            elif not node.is_leaf:
                self.structure(node, "group")
            else:
                self.leaf(node)

    def structure(self, node: Node, kind: str) -> None:
        group, repeat = self.body.groups.get(node.path), self.body.repeats.get(node.path)
        shown = group if group is not None else repeat
        element = shown if shown is not None else node.element
        cells = {"type": f"begin_{kind}", "name": node.name, **self.rules(node)}
        if shown is not None:
            cells |= self.labels(shown, node)
        looks = (each.get("appearance") for each in (group, repeat) if each is not None)
        cells["appearance"] = " ".join(dict.fromkeys(filter(None, looks)))
        if repeat is not None and repeat.get("jr:count"):
            cells["repeat_count"] = self.rewriter.rule(repeat.get("jr:count"), node)
        self.rows.append(MadeRow(cells, element.position))
        self.write(node.inside)
        self.rows.append(MadeRow({"type": f"end_{kind}"}, element.position))

    def leaf(self, node: Node) -> None:
        control, bind = self.body.controls.get(node.path), self.binds.get(node.path)
        cells = {"type": "", "name": node.name, **self.rules(node), **self.default(node)}
        has_value = "calculation" in cells or "default" in cells
        cells["type"] = type_of(control, bind, has_value=has_value)
        if cells["type"] == "note":
            cells.pop("read_only", None)
        if control is not None:
            cells |= self.labels(control, node)
            cells["appearance"] = control.get("appearance")
            cells |= self.choices(control, node, cells["type"])
        if cells["type"] == "range" and control is not None:
            cells["parameters"] = " ".join(
                f"{key}={control.get(key)}" for key in ("start", "end", "step")
            )
        element = control if control is not None else (bind if bind is not None else node.element)
        self.rows.append(
            MadeRow({key: text for key, text in cells.items() if text}, element.position)
        )

    def rules(self, node: Node) -> Cells:
        bind = self.binds.get(node.path)
        if bind is None:
            return {}
        cells = {
            key: self.rewriter.rule(bind.get(attribute), node)
            for attribute, key in RULES.items()
            if bind.get(attribute) and not (key in NOT_SAID and bind.get(attribute) == "false()")
        }
        for attribute, key in MESSAGES.items():
            message = self.itext.message(bind.get(attribute), self.shown_at(node))
            cells |= {header(key, language): text for language, text in message.items()}
        return cells

    def default(self, node: Node) -> Cells:
        """What stands in the instance, or what an action puts there."""
        text = node.element.text.strip()
        cells = {"default": as_static(text)} if text else {}
        for action in self.actions.get(node.path, ()):
            source = self.rewriter.rule(action.source, node)
            value = source or as_static(action.text)
            if action.trigger is None:
                cells["default"] = value if CALCULATED.search(value) else forced(source, value)
            else:
                cells["calculation"] = source or quoted(action.text)
                cells["trigger"] = self.rewriter.reference(action.trigger, node) or ""
        return cells

    def labels(self, element: Element, node: Node) -> Cells:
        shown = self.shown_at(node)
        label = self.itext.words_of(element.first("label"), shown)
        hint = self.itext.words_of(element.first("hint"), shown)
        cells = dict(titled("label", label.of("label")))
        cells |= titled("hint", hint.of("label"))
        cells |= titled("guidance_hint", hint.of("guidance_hint") or label.of("guidance_hint"))
        return cells | dict(media_cells(label))

    def choices(self, control: Element, node: Node, kind: str) -> Cells:
        """The type with the name of its list, the filter and the order."""
        itemset = control.first("itemset")
        if itemset is None and not control.all("item"):
            return {}
        if itemset is None:
            name = node.path.strip("/").replace("/", "_")
            self.lists.written_inside(name, control)
            return {"type": f"{kind} {name}"}
        found = self.lists.itemset(itemset)
        if found is None:
            return {"type": f"{kind} {self.rewriter.rule(itemset.get('nodeset'), node)}"}
        cells = {"type": f"{kind} {found.name}"}
        file = self.lists.files.get(found.name)
        if file is not None:
            cells["type"] = f"{kind}_from_file {Path(file).name}"
            cells["parameters"] = f"value={found.value} label={found.label}"
        if found.filter:
            cells["choice_filter"] = self.rewriter.rule(f"[{found.filter}]", node)[1:-1]
        if found.is_shuffled:
            seed = f" seed={self.rewriter.rule(found.seed, node)}" if found.seed else ""
            cells["parameters"] = f"{cells.get('parameters', '')} randomize=true{seed}".strip()
        return cells

    def shown_at(self, node: Node) -> "Shower":
        return Shower(self.rewriter, node)


@dataclass(frozen=True, slots=True)
class Shower:
    """What an <output> in a text becomes."""

    rewriter: Rewriter
    node: Node

    def __call__(self, output: Element) -> str:
        if output.name != "output":
            return output.text
        return self.rewriter.rule(output.get("value") or output.get("ref"), self.node)


def header(key: str, language: str) -> str:
    return f"{key}::{language}" if language and language != "default" else key


def titled(key: str, texts: Mapping[str, str]) -> Cells:
    return {header(key, language): text for language, text in texts.items()}


def media_cells(words: Words) -> Iterator[tuple[str, str]]:
    for kind in MEDIA:
        for language, file in words.of(kind).items():
            yield header(f"media::{kind}", language), file


def as_static(text: str) -> str:
    """A value that looks like a rule, as a rule that gives just this value."""
    return f"concat({quoted(text)})" if CALCULATED.search(text) else text


def forced(source: str, value: str) -> str:
    """A rule of an action, even where it looks like a plain value."""
    return f"coalesce({source}, '')" if source else value


def quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"
