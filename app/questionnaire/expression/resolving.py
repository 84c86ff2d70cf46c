"""Where paths lead in a structure, told from the rule alone: for what a rule reads, and for paths
that match nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from app.questionnaire.expression.structure import Part, PartKind, Structure
from app.questionnaire.expression.tree import (
    LAST_SAVED,
    Call,
    Filtered,
    Path,
    Reference,
    Step,
    Top,
    Tree,
    children,
)

Parts: TypeAlias = tuple[Part, ...] | None
"""What a path leads to; None: it cannot be told, as in tables."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A path or reference and what it leads to. lost: the first step that leads nowhere."""

    tree: Tree
    parts: Parts
    lost: Step | None = None


@dataclass(frozen=True, slots=True)
class Resolver:
    """at: the code of the part that the rule stands at, '' where that is not known.

    focus: inside a condition in brackets, the parts that it is asked of.
    """

    structure: Structure
    at: str = ""
    focus: Parts = None
    is_focused: bool = False

    def all_reached(self, tree: Tree) -> Iterator[Reached]:
        """Of every path and reference in the tree."""
        match tree:
            case Reference(code):
                yield Reached(tree, self.named(code))
            case Path():
                yield from self.path_reached(tree)
            case Filtered(filtered, predicates):
                yield from self.all_reached(filtered)
                inside = self.focused(self.parts_of(filtered))
                for each in predicates:
                    yield from inside.all_reached(each)
            case _:
                for each in children(tree):
                    yield from self.all_reached(each)

    def path_reached(self, path: Path) -> Iterator[Reached]:
        if path.start is not None:
            yield from self.all_reached(path.start)
        parts, lost = self.started(path), None
        for place, step in enumerate(path.steps):
            is_first = place == 0 and path.start is None
            parts = parts if is_first else self.stepped(parts, step)
            inside = self.focused(parts)
            for each in step.predicates:
                yield from inside.all_reached(each)
            if parts == () and lost is None:
                lost = step
        yield Reached(path, parts, lost)

    def focused(self, parts: Parts) -> "Resolver":
        return replace(self, focus=parts, is_focused=True)

    def parts_of(self, tree: Tree) -> Parts:
        match tree:
            case Reference(code):
                return self.named(code)
            case Top():
                return (DOCUMENT,)
            case Filtered(filtered):
                return self.parts_of(filtered)
            case Path():
                *_, last = self.path_reached(tree)
                return last.parts
            case Call("current"):
                return self.own
        return None

    def named(self, code: str) -> Parts:
        """What `${code}` stands for; () where nothing has this code."""
        if code.startswith(LAST_SAVED):
            return None
        part = self.structure.part(code)
        return () if part is None else (part,)

    @property
    def own(self) -> Parts:
        part = self.structure.part(self.at) if self.at else None
        return None if part is None else (part,)

    def started(self, path: Path) -> Parts:
        """Before the first step; after it, where the path starts with a step."""
        if path.start is not None:
            return self.parts_of(path.start)
        step = path.steps[0]
        here = self.focus if self.is_focused else self.own
        if here is None or self.is_focused or step.name in {".", ".."}:
            return self.stepped(here, step)
        return self.stepped(self.around(here), step)

    def around(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(self.structure.around(part.code) for part in parts)

    def stepped(self, parts: Parts, step: Step) -> Parts:
        if parts is None:
            return None
        if step.is_deep:
            parts = tuple(each for part in parts for each in self.below(part))
        if step.name == ".":
            return parts
        if step.name == "..":
            inner = tuple(part for part in parts if part is not self.structure.top)
            return unique(self.around(tuple(part for part in inner if part is not DOCUMENT)))
        return unique(tuple(each for part in parts for each in self.inside(part, step.name)))

    def inside(self, part: Part, name: str) -> tuple[Part, ...]:
        if part is DOCUMENT:
            return (self.structure.top,) if self.structure.is_root(name) else ()
        return part.parts if name == "*" else part.named.get(name, ())

    def below(self, part: Part) -> Iterator[Part]:
        yield part
        for each in self.inside(part, "*"):
            yield from self.below(each)


DOCUMENT = Part("", PartKind.GROUP)


def unique(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple({id(part): part for part in parts}.values())
