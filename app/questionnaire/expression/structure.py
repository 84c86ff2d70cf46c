"""What answers belong to, as a path walks it: questions in groups and repeats, nested to any depth.

Paths of answers name repeats and their items, never groups: `R[1]/S[2]/q`. Where two groups have
a question of one name its code is `G/q`. The paths that forms bring along name every step:
`/data/group/R/S/q`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cached_property
from typing import TypeAlias

ANY_ROOT = ""
Way: TypeAlias = tuple[str, tuple[str, ...]]
"""Code of a question, and of the repeats that it lies in."""


class PartKind(StrEnum):
    QUESTION = auto()
    GROUP = auto()
    REPEAT = auto()


@dataclass(frozen=True)
class Part:
    """step: how a path names it, where that is not its code."""

    code: str
    kind: PartKind = PartKind.QUESTION
    parts: tuple["Part", ...] = ()
    step: str = ""

    @property
    def name(self) -> str:
        return self.step or self.code

    @cached_property
    def named(self) -> Mapping[str, tuple["Part", ...]]:
        """The parts directly inside, by the name of their step."""
        found: dict[str, tuple[Part, ...]] = {}
        for part in self.parts:
            found[part.name] = (*found.get(part.name, ()), part)
        return found


@dataclass(frozen=True)
class Structure:
    """root: the name of the step that all absolute paths begin with; ANY_ROOT lets each through."""

    parts: tuple[Part, ...]
    root: str = ANY_ROOT
    ways: dict[tuple[str, ...], Way | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def top(self) -> Part:
        return Part(self.root, PartKind.GROUP, self.parts)

    @cached_property
    def lines(self) -> Mapping[str, tuple[Part, ...]]:
        """Code of each part to what it lies in, from the top down to itself."""
        found: dict[str, tuple[Part, ...]] = {}
        waiting: list[tuple[Part, ...]] = [(part,) for part in reversed(self.parts)]
        while waiting:
            line = waiting.pop()
            found.setdefault(line[-1].code, line)
            waiting.extend((*line, each) for each in reversed(line[-1].parts))
        return found

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, ...]]:
        """Code of each part to the repeats that it lies in, the outermost first."""
        return {
            code: tuple(each.code for each in line[:-1] if each.kind is PartKind.REPEAT)
            for code, line in self.lines.items()
        }

    @cached_property
    def placed(self) -> frozenset[Way]:
        """Code of each question with the repeats that it lies in: several may have one code."""
        found: set[Way] = set()
        waiting: list[tuple[tuple[str, ...], Part]] = [((), part) for part in self.parts]
        while waiting:
            home, part = waiting.pop()
            inside = (*home, part.code) if part.kind is PartKind.REPEAT else home
            waiting.extend((inside, each) for each in part.parts)
            if part.kind is PartKind.QUESTION:
                found.add((part.code, home))
        return frozenset(found)

    def is_near(self, code: str, home: tuple[str, ...]) -> bool:
        """Whether a question has the code in these repeats or around them."""
        return any((code, home[:depth]) in self.placed for depth in range(len(home), -1, -1))

    def around(self, code: str) -> Part:
        """The group or repeat that a part lies in; the whole where it lies in none."""
        line = self.lines.get(code, ())
        return line[-2] if len(line) > 1 else self.top

    def part(self, code: str) -> Part | None:
        line = self.lines.get(code)
        return line[-1] if line else None

    def way(self, names: tuple[str, ...]) -> Way | None:
        """The question that `/a/b/c` leads to; None where it is none, or not one alone."""
        try:
            return self.ways[names]
        except KeyError:
            return self.ways.setdefault(names, self.found(names))

    def found(self, names: tuple[str, ...]) -> Way | None:
        if not self.is_root(names[0]):
            return None
        part = self.top
        home: tuple[str, ...] = ()
        for name in names[1:]:
            parts = part.named.get(name, ())
            if len(parts) != 1:
                return None
            home = (*home, part.code) if part.kind is PartKind.REPEAT else home
            part = parts[0]
        return (part.code, home) if part.kind is PartKind.QUESTION else None

    def is_root(self, name: str) -> bool:
        return self.root in {ANY_ROOT, name} or name == "*"


def split(path: str) -> tuple[str, str]:
    """R[1]/S[2]/q: the prefix of the item that it lies in, R[1]/S[2]/, and the code."""
    outer, end, code = path.rpartition("]/")
    return outer + end, code


def split_item(prefix: str) -> tuple[str, str, str]:
    """R[1]/S[2]/: the prefix around it, R[1]/, the code of the repeat, S, and the item, 2."""
    outer, last = split(prefix.removesuffix("]/"))
    code, _, item = last.partition("[")
    return outer, code, item


def places(path: str) -> list[tuple[str, str]]:
    """R[1]/S[2]/q: the repeats and items that it lies in, (R, 1) and (S, 2)."""
    steps = (step.partition("[") for step in path.split("]/")[:-1])
    return [(code, item) for code, _, item in steps]


Codes: TypeAlias = dict[str, "Codes"]


def structure_of(paths: Iterable[str]) -> Structure:
    """As far as the paths of answers show it: repeats and their fields, in order of appearance."""
    tree: Codes = {}
    for path in paths:
        inside = tree
        for code, _ in places(path):
            inside = inside.setdefault(code, {})
        inside.setdefault(split(path)[1], {})
    return Structure(parts_of(tree))


def parts_of(tree: Codes) -> tuple[Part, ...]:
    return tuple(
        Part(code, PartKind.REPEAT, parts_of(inside)) if inside else Part(code)
        for code, inside in tree.items()
    )
