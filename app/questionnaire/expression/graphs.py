"""What waits for what: an order in which everything comes after what it needs, and the circles."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, Collection[str]]
"""Each name to the names that it needs; names that are no keys need nothing."""
Way: TypeAlias = tuple[str, ...]


def ordered(graph: Graph) -> tuple[str, ...]:
    """Each after all that it needs, else as given; what lies on or behind a circle comes last."""
    waiting = {name: {each for each in needs if each in graph} for name, needs in graph.items()}
    found: list[str] = []
    while waiting:
        ready = [name for name, needs in waiting.items() if not needs]
        if not ready:
            return (*found, *waiting)
        for name in ready:
            del waiting[name]
        for needs in waiting.values():
            needs.difference_update(ready)
        found.extend(ready)
    return tuple(found)


def circles(graph: Graph) -> tuple[Way, ...]:
    """Each circle once, the shortest, from its first name round to it again: A, B, A."""
    tied = still_tied(graph)
    found: list[Way] = []
    covered: set[str] = set()
    for name in graph:
        way = way_back(tied, name) if name in tied and name not in covered else ()
        if way:
            found.append(way)
            covered.update(way)
    return tuple(found)


def still_tied(graph: Graph) -> Graph:
    """Without what no circle goes through: neither needs nor is needed by any that is left."""
    left = {name: {each for each in needs if each in graph} for name, needs in graph.items()}
    while True:
        needed = {each for needs in left.values() for each in needs}
        loose = {name for name, needs in left.items() if not needs or name not in needed}
        if not loose:
            return {name: tuple(n for n in graph[name] if n in left) for name in left}
        left = {name: needs - loose for name, needs in left.items() if name not in loose}


def way_back(graph: Graph, start: str) -> Way:
    """The shortest way from a name to itself, () where there is none."""
    ways: list[Way] = [(start,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked
        for name in graph.get(way[-1], ()):
            if name == start:
                return (*way, name)
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
