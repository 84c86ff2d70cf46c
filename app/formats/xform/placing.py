"""Where each entry of a form stands in the data of an XForm, and paths from one to another."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.xlsform.entries import Entry

ROOT: Final = "data"
REFERENCE: Final = re.compile(r"\$\{\s*(last-saved#)?([^{}\s]+)\s*\}")
PARTS: Final = re.compile(
    r"(?P<text>'[^']*'|\"[^\"]*\")|(?P<open>\[)|(?P<close>\])|\$\{[^}]*\}|.", re.S
)


@dataclass(frozen=True, slots=True)
class Placed:
    """steps: names from the root down. repeats: how many steps lead to each repeat around."""

    entry: Entry
    steps: tuple[str, ...]
    repeats: tuple[int, ...] = ()

    @property
    def path(self) -> str:
        return "/" + "/".join((ROOT, *self.steps))


def placed(entries: Iterable[Entry], around: Placed | None = None) -> Iterator[Placed]:
    for entry in entries:
        steps = (*(around.steps if around else ()), entry.name)
        repeats = around.repeats if around else ()
        own = (*repeats, len(steps)) if entry.of == "repeat" else repeats
        found = Placed(entry, steps, own)
        yield found
        yield from placed(entry.inside, found)


@dataclass(frozen=True, slots=True)
class Paths:
    """by_name: every entry of a name; the nearest one is meant."""

    by_name: Mapping[str, list[Placed]]

    @staticmethod
    def of(every: Iterable[Placed]) -> "Paths":
        found: dict[str, list[Placed]] = {}
        for each in every:
            found.setdefault(each.entry.name, []).append(each)
        return Paths(found)

    def rule(self, source: str, context: Placed, *, is_filter: bool = False) -> str:
        """`${name}` as paths. Inside [ ], and in a filter, they begin at current()."""
        depth, parts = int(is_filter), []
        for found in PARTS.finditer(source):
            depth += (found.lastgroup == "open") - (found.lastgroup == "close")
            path = self.replacer(context, is_inside=depth > 0)
            parts.append(REFERENCE.sub(path, found[0]))
        return "".join(parts)

    def further(self, source: str | None, context: Placed) -> str:
        """A rule as one more argument of a call, where there is one."""
        return f", {self.rule(source, context)}" if source else ""

    def replacer(self, context: Placed, *, is_inside: bool) -> "Replacer":
        return Replacer(self, context, "current()/" if is_inside else "")

    def nearest(self, name: str, context: Placed) -> Placed | None:
        """The one that shares most of the way with the context."""
        found = self.by_name.get(name, [])
        return max(found, key=lambda each: shared(each.steps, context.steps), default=None)


@dataclass(frozen=True, slots=True)
class Replacer:
    paths: Paths
    context: Placed
    before: str

    def __call__(self, found: re.Match[str]) -> str:
        target = self.paths.nearest(found[2], self.context)
        if target is None:
            return found[0]
        if found[1]:
            return f"instance('__last-saved'){target.path}"
        return self.path_to(target)

    def path_to(self, target: Placed) -> str:
        """Within one repeat from where the rule stands, so that it is the same item."""
        inside = target.repeats[:-1] if target.entry.of == "repeat" else target.repeats
        together = shared(target.steps, self.context.steps)
        if not inside or inside[-1] > together:
            return target.path
        up = [".."] * (len(self.context.steps) - together) or ["."]
        return self.before + "/".join([*up, *target.steps[together:]])


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(one, other, strict=False)
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count
