"""What each rule reads: a graph of codes, an order to evaluate them in, and circles by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.questionnaire.expression.graphs import Graph, Way, circles, ordered
from app.questionnaire.expression.resolving import Reached, Resolver
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.structure import Part, PartKind, Structure
from app.questionnaire.expression.tree import LAST_SAVED, Path, Reference, Tree, walk

MOVES = frozenset({".", "..", "*"})


@dataclass(frozen=True, slots=True)
class Dependencies:
    """graph: code to the codes that its rules read. circles: A, B, A."""

    graph: Graph
    order: tuple[str, ...]
    circles: tuple[Way, ...]


def dependencies(
    rules: Mapping[str, Iterable[Rule]], structure: Structure | None = None
) -> Dependencies:
    """rules: code of a question, group or repeat to the rules that stand at it, in the order of
    the questionnaire. Without a structure the steps of paths count as codes."""
    graph = {
        code: tuple(sorted(frozenset().union(*(needs(rule, structure, code) for rule in found))))
        for code, found in rules.items()
    }
    return Dependencies(graph, ordered(graph), circles(graph))


def needs(rule: Rule, structure: Structure | None, code: str) -> frozenset[str]:
    """Its own `.` is no circle, its own code is one."""
    found = reads(rule.tree, structure, code)
    return found if code in rule.names else found - {code}


def reads(tree: Tree, structure: Structure | None = None, at: str = "") -> frozenset[str]:
    """The codes of what a rule reads, with the repeats that they lie in."""
    if structure is None:
        return frozenset(words(tree))
    resolver = Resolver(structure, at)
    return frozenset(
        code for each in resolver.all_reached(tree) for code in codes_of(each, structure, at)
    )


def words(tree: Tree) -> Iterator[str]:
    for each in walk(tree):
        if isinstance(each, Reference) and not each.code.startswith(LAST_SAVED):
            yield each.code
        elif isinstance(each, Path):
            yield from (step.name for step in each.steps if step.name not in MOVES)


def codes_of(reached: Reached, structure: Structure, at: str) -> Iterator[str]:
    """A path into a table reads no answer; a group stands for all that is in it, but the one that
    the rule stands in for nothing: position(..) asks where it is."""
    for part in reached.parts or ():
        if part.kind is PartKind.GROUP and at in questions_in(part):
            continue
        yield from structure.homes.get(part.code, ())
        yield from questions_in(part)


def questions_in(part: Part) -> Iterator[str]:
    if part.kind is not PartKind.GROUP:
        yield part.code
    else:
        for each in part.parts:
            yield from questions_in(each)
