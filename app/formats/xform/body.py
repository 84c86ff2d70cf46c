"""The body of an XForm: which control asks for which node, and in which order."""

from dataclasses import dataclass, field
from typing import Final

from app.formats.xform.instance import Instance, Node
from app.formats.xml_tree import Element

CONTROLS: Final = frozenset(
    {"input", "secret", "textarea", "select1", "select", "odk:rank", "range", "upload", "trigger"}
)


@dataclass(slots=True)
class Body:
    """controls, groups, repeats: by path of the node. places: path to place in the body.

    unbound: groups that stand for no node; what they say cannot be carried.
    """

    instance: Instance
    binds: dict[str, str]
    controls: dict[str, Element] = field(default_factory=dict)
    groups: dict[str, Element] = field(default_factory=dict)
    repeats: dict[str, Element] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    unbound: list[Element] = field(default_factory=list)
    unknown: list[Element] = field(default_factory=list)

    def take(self, element: Element, context: Node) -> None:
        for each in element.elements:
            if each.name in CONTROLS:
                self.control(each, context)
            elif each.name == "group":
                self.group(each, context)
            elif each.name == "repeat":
                self.repeat(each, context)

    def node_of(self, element: Element, context: Node) -> Node | None:
        bound = self.binds.get(element.get("bind"), "")
        path = element.get("ref") or element.get("nodeset") or bound
        return self.instance.resolved(path, context) if path else None

    def control(self, element: Element, context: Node) -> None:
        node = self.node_of(element, context)
        if node is None:
            self.unknown.append(element)
            return
        self.controls.setdefault(node.path, element)
        self.places.setdefault(node.path, len(self.places))

    def group(self, element: Element, context: Node) -> None:
        node = self.node_of(element, context)
        repeat = element.first("repeat")
        if node is None and repeat is not None:
            node = self.node_of(repeat, context)
        if node is None:
            self.unbound.append(element)
        else:
            self.groups.setdefault(node.path, element)
            self.places.setdefault(node.path, len(self.places))
        self.take(element, node or context)

    def repeat(self, element: Element, context: Node) -> None:
        node = self.node_of(element, context)
        if node is None:
            self.unknown.append(element)
            return
        self.repeats[node.path] = element
        self.places.setdefault(node.path, len(self.places))
        self.take(element, node)


def repeat_paths(body: Element) -> frozenset[str]:
    """As written: repeats name their node from the root."""
    return frozenset(each.get("nodeset") for each in body.walk() if each.name == "repeat")
