"""Actions of an XForm that set a value, as defaults and as calculations with triggers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.formats.xform.body import Body
from app.formats.xform.instance import Node
from app.formats.xml_tree import Element

AT_START: Final = frozenset(
    {
        "odk-instance-first-load",
        "odk-instance-load",
        "odk-new-repeat-insert",
        "xforms-ready",
        "jr-insert",
    }
)
WHEN_CHANGED: Final = "xforms-value-changed"
OTHERS: Final = frozenset({"odk:setgeopoint", "odk:recordaudio"})


@dataclass(frozen=True, slots=True)
class SetValue:
    """target: the node that gets the value. source: a rule; text: a value as it is.

    trigger: the node whose change sets it; None: it is set at the start.
    """

    target: Node
    source: str
    text: str
    trigger: Node | None
    element: Element


def set_values(model: Element, body: Element, found: Body) -> Iterator[SetValue]:
    root = found.instance.root
    for element in model.all("setvalue"):
        yield from read(element, None, found, context=root)
    for path, control in {**found.groups, **found.repeats, **found.controls}.items():
        node = found.instance.by_path[path]
        for element in control.all("setvalue"):
            yield from read(element, node, found, context=node)
    for element in body.all("setvalue"):
        yield from read(element, None, found, context=root)


def read(
    element: Element, control: Node | None, found: Body, *, context: Node
) -> Iterator[SetValue]:
    bound = found.binds.get(element.get("bind"), "")
    target = found.instance.resolved(element.get("ref") or bound, context)
    if target is None:
        return
    events = set((element.get("event") or element.get("ev:event")).split())
    source, text = element.get("value"), element.text.strip()
    if events & AT_START:
        yield SetValue(target, source, text, None, element)
    if WHEN_CHANGED in events and control is not None:
        yield SetValue(target, source, text, control, element)
