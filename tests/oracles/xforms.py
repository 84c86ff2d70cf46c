"""An XForm taken apart: the nodes of its instance, each with its bind, control and list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

Columns = Mapping[str, str]
ITEMSET = re.compile(
    r"^(?P<random>randomize\()?\s*instance\('(?P<list>[^']+)'\)/root/item"
    r"(?:\[(?P<filter>.*)\])?\s*(?:,\s*(?P<seed>[^)]+))?\)?\s*$",
    re.DOTALL,
)
TEXTS = {"label", "hint", "itemset", "item", "value", "output", "setvalue"}
PLACED = {"ref", "nodeset", "bind"}
TEMPLATE = "template"
FIRST_LOAD = {"odk-instance-first-load", "xforms-ready", "odk-new-repeat"}
VALUE_CHANGED = "xforms-value-changed"


class CannotCarryError(Exception):
    """The form holds what a plain sheet cannot say; the message names it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a select offers: the name of its list, or the items written inside it."""

    name: str
    rows: tuple[Columns, ...] = ()
    filter: str = ""
    parameters: str = ""
    code: str = "name"


@dataclass(frozen=True, slots=True)
class Node:
    """path: from the root, with groups. control: the tag in the body, '' for none."""

    path: str
    bind: Mapping[str, str]
    control: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    choices: Choices | None = None
    children: "tuple[Node, ...]" = ()
    is_repeat: bool = False
    text: str = ""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class SetValue:
    """An action: `target` becomes `value`, at the start or when `trigger` changes."""

    target: str
    value: str
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class XForm:
    root: Node
    lists: Mapping[str, tuple[Columns, ...]]
    actions: tuple[SetValue, ...]


def read_xform(text: str) -> XForm:
    """Raises CannotCarryError."""
    html = ElementTree.fromstring(text)
    model = next(each for each in html.iter() if tag(each) == "model")
    body = next(each for each in html.iter() if tag(each) == "body")
    instances = [each for each in model if tag(each) == "instance"]
    top = instances[0][0]
    binds = binds_of(model, f"/{tag(top)}")
    by_id = {bind["id"]: path for path, bind in binds.items() if "id" in bind}
    controls = dict(controls_in(body, f"/{tag(top)}", by_id))
    lists = {each.get("id", ""): rows_of(each) for each in instances[1:] if not each.get("src")}
    root = node_of(top, f"/{tag(top)}", controls, binds)
    return XForm(root, lists, tuple(actions_of(html)))


def tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def is_bind(element: Element) -> bool:
    return tag(element) == "bind"


def plain(element: Element) -> dict[str, str]:
    return {name.rpartition("}")[2]: value.strip() for name, value in element.attrib.items()}


def absolute(path: str, place: str) -> str:
    path = path.strip()
    return path if path.startswith("/") else f"{place}/{path}" if path else place


def binds_of(model: Element, top: str) -> dict[str, dict[str, str]]:
    """By path; a form may say it in several binds."""
    found: dict[str, dict[str, str]] = {}
    for each in model.iter():
        if is_bind(each):
            found.setdefault(absolute(each.get("nodeset", ""), top), {}).update(plain(each))
    return found


def controls_in(
    parent: Element, place: str, by_id: Mapping[str, str]
) -> Iterator[tuple[str, Element]]:
    """place: the path that a relative one starts from."""
    for element in parent:
        if tag(element) in TEXTS:
            continue
        written = element.get("ref") or element.get("nodeset") or ""
        path = by_id.get(element.get("bind", "")) or absolute(written, place)
        if PLACED & element.attrib.keys() and tag(element) != "group":
            yield path, element
        yield from controls_in(element, path, by_id)


def node_of(
    element: Element, path: str, controls: Mapping[str, Element], binds: Mapping[str, Columns]
) -> Node:
    control = controls.get(path)
    bind = binds.get(path, {})
    kind = "" if control is None else tag(control)
    is_repeat = kind == "repeat"
    children = tuple(
        node_of(child, f"{path}/{tag(child)}", controls, binds) for child in distinct(element)
    )
    return Node(
        path,
        bind,
        kind,
        {} if control is None else plain(control),
        choices_of(control, path) if kind in {"select", "select1", "rank"} else None,
        children,
        is_repeat,
        (element.text or "").strip() if not children else "",
    )


def distinct(element: Element) -> Iterator[Element]:
    """Each name once: the template of a repeat and its first item are the same questions."""
    seen: dict[str, int] = {}
    for child in element:
        is_template = any(name.endswith(TEMPLATE) for name in child.attrib)
        if tag(child) not in seen and tag(child) != "meta":
            yield child
        seen[tag(child)] = seen.get(tag(child), 0) + (not is_template)
        if seen[tag(child)] > 1:
            raise CannotCarryError(f"{tag(child)} starts with several items")


def choices_of(control: Element, path: str) -> Choices:
    itemset = next((each for each in control if tag(each) == "itemset"), None)
    if itemset is None:
        items = [each for each in control if tag(each) == "item"]
        codes = ("".join(child_text(item, "value")) for item in items)
        return Choices(path.rpartition("/")[2], tuple({"name": code} for code in codes))
    nodeset = itemset.get("nodeset", "")
    match = ITEMSET.match(nodeset)
    if match is None:
        raise CannotCarryError(f"choices from {nodeset}")
    code = next(each.get("ref", "") for each in itemset if tag(each) == "value")
    seed = f" seed={match['seed'].strip()}" if match["seed"] else ""
    parameters = f"randomize=true{seed}" if match["random"] else ""
    return Choices(match["list"], (), match["filter"] or "", parameters, code)


def child_text(element: Element, name: str) -> str:
    return next((each.text or "" for each in element if tag(each) == name), "").strip()


def rows_of(instance: Element) -> tuple[Columns, ...]:
    texts = {"label", "itextId", "image", "audio", "video"}
    return tuple(
        {tag(cell): (cell.text or "").strip() for cell in item if tag(cell) not in texts}
        for item in instance.iter()
        if tag(item) == "item"
    )


def actions_of(html: Element) -> Iterator[SetValue]:
    for parent in html.iter():
        for element in parent:
            if tag(element) != "setvalue":
                continue
            events = set(element.get("event", "").split())
            value = element.get("value") or f"'{element.text or ''}'"
            if VALUE_CHANGED in events:
                yield SetValue(element.get("ref", ""), value, parent.get("ref", ""))
            elif events & FIRST_LOAD:
                yield SetValue(element.get("ref", ""), value)
            else:
                raise CannotCarryError(f"an action on {events}")
