"""The primary instance of an XForm: what is stored, as a tree with the path of each node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.formats.xml_tree import Element


@dataclass(slots=True)
class Node:
    """path: absolute, /data/group/age. repeats: paths of the repeats around, outmost first.

    times: how often it stands in the file: a repeat may begin with several items.
    """

    name: str
    path: str
    element: Element
    parent: "Node | None" = None
    inside: list["Node"] = field(default_factory=list)
    repeats: tuple[str, ...] = ()
    times: int = 1

    def walk(self) -> Iterator["Node"]:
        yield self
        for each in self.inside:
            yield from each.walk()

    @property
    def is_leaf(self) -> bool:
        return not self.inside


@dataclass(frozen=True, slots=True)
class Instance:
    root: Node
    by_path: Mapping[str, Node]

    def resolved(self, written: str, context: Node | None = None) -> Node | None:
        """The node that a path names: absolute, or from where it stands."""
        path = written.strip()
        if path.startswith("/"):
            return self.by_path.get(path.rstrip("/"))
        node = context
        for step in path.split("/"):
            if step == ".." and node is not None:
                node = node.parent
            elif step not in {".", "current()"} and node is not None:
                node = self.by_path.get(f"{node.path}/{step}")
        return node


def instance_of(root: Element, repeats: frozenset[str]) -> Instance:
    """repeats: absolute paths of nodes that repeat. Metadata of the form itself is left out."""
    top = Node(root.name, f"/{root.name}", root)
    fill(top, repeats)
    return Instance(top, {each.path: each for each in top.walk()})


def fill(node: Node, repeats: frozenset[str]) -> None:
    around = (*node.repeats, node.path) if node.path in repeats else node.repeats
    known: dict[str, Node] = {}
    for element in node.element.elements:
        if element.name in {"meta", "orx:meta"}:
            continue
        path = f"{node.path}/{element.name}"
        if element.name in known:
            known[element.name].times += "jr:template" not in element.attributes
            continue
        times = int("jr:template" not in element.attributes)
        child = Node(element.name, path, element, node, [], around, times)
        known[element.name] = child
        node.inside.append(child)
        fill(child, repeats)


def in_order_of(node: Node, places: Mapping[str, int]) -> None:
    """Sorts what lies in a node as the body shows it; what is not shown stays where it is."""
    last = -1
    keys: dict[str, int] = {}
    for child in node.inside:
        found = [places[each.path] for each in child.walk() if each.path in places]
        last = min(found) if found else last
        keys[child.path] = last
        in_order_of(child, places)
    node.inside.sort(key=lambda each: keys[each.path])
