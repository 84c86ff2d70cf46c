"""Paths of an XForm's rules as `${name}`, where a name says the same.

What names cannot say, because two groups hold the same name, stays a path: it is understood too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.formats.xform.instance import Instance, Node

TOKEN: Final = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*")
    |(?P<current>current\(\)(?:/(?:\.\.|\.|[^\W\d][\w.\-]*))+)
    |(?P<path>(?:/[^\W\d][\w.\-]*)+)
    |(?P<up>\.\.(?:/(?:\.\.|[^\W\d][\w.\-]*))+)
    |(?P<own>\./(?:[^\W\d][\w.\-]*/)*[^\W\d][\w.\-]*)
    |(?P<word>(?:jr:|odk:)?[^\W\d][\w.\-]*)
    |(?P<open>\[)|(?P<close>\])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
SAVED: Final = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)/(?:[\w.\-]+/)+([\w.\-]+)")
GOES_ON: Final = re.compile(r"[\w\])}.*]$")
"""A slash behind one of these is a step of a path, not the beginning of one."""


@dataclass(frozen=True, slots=True)
class Rewriter:
    """saved: names of instances that hold the response before this one."""

    instance: Instance
    counts: Counter[str]
    saved: frozenset[str] = frozenset()

    @staticmethod
    def of(instance: Instance, saved: frozenset[str]) -> "Rewriter":
        return Rewriter(instance, Counter(each.name for each in instance.root.walk()), saved)

    def rule(self, source: str, context: Node | None) -> str:
        """The rule of a node. Inside [ ] only what begins at the root or at current() is known."""
        plain = SAVED.sub(self.last_saved, source.strip())
        return "".join(self.parts(plain, context)).strip()

    def last_saved(self, found: re.Match[str]) -> str:
        return f"${{last-saved#{found[2]}}}" if found[1] in self.saved else found[0]

    def parts(self, source: str, context: Node | None) -> Iterator[str]:
        depth, written = 0, ""
        for found in TOKEN.finditer(source):
            kind, text = found.lastgroup, found[0]
            depth += (kind == "open") - (kind == "close")
            is_step = kind == "path" and GOES_ON.search(written) is not None
            if not is_step and (
                kind in {"path", "current"} or (kind in {"up", "own"} and not depth)
            ):
                text = self.named(text, context) or text
            written = text
            yield text

    def named(self, path: str, context: Node | None) -> str | None:
        """`${name}` for a path, with what follows it where only its beginning is known."""
        node = self.instance.resolved(path, context)
        if node is None or (not path.startswith("/") and is_elsewhere(node, context, path)):
            return None
        return self.reference(node, context)

    def reference(self, node: Node, context: Node | None) -> str | None:
        if node.parent is None:
            return None
        if self.counts[node.name] == 1 or self.is_nearest(node, context):
            return f"${{{node.name}}}"
        return node.path

    def is_nearest(self, node: Node, context: Node | None) -> bool:
        """Whether the name, seen from the context, means this node and none of its namesakes."""
        if context is None:
            return False
        around = {*context.repeats, context.path}
        same = [each for each in self.instance.root.walk() if each.name == node.name]
        near = [each for each in same if each.repeats and set(each.repeats) <= around]
        return len(near) == 1 and near[0] is node


def is_elsewhere(node: Node, context: Node | None, path: str) -> bool:
    """Whether a relative path means other items than the name would: it goes up to the item that
    the context lies in, or out of a repeat and into all of its items again."""
    if context is None:
        return False
    if context.path.startswith(f"{node.path}/"):
        return True
    top = context
    for _ in range(path.split("/").count("..")):
        top = top.parent or top
    shared = set(context.repeats) & set(node.repeats)
    return any(repeat.startswith(f"{top.path}/") for repeat in shared)
