"""Walks through a form in both engines at once: a random answer, then what each decides."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from tests.oracles.engines import Engine
from tests.oracles.guessing import Given, Guesser, every_node, text_of
from tests.oracles.xforms import Node, read_xform

Found: TypeAlias = dict[str, object]
State: TypeAlias = Mapping[str, Found]
SHOWN = ("relevant", "required", "readonly", "value", "violation", "choices")
UNSTABLE = re.compile(r"\b(now|random|uuid)\(")
INDEX = re.compile(r"\[\d+\]")
AS_NUMBER = {"true": "1", "false": "0"}
ADD_AN_ITEM = 0.15
ANYWHERE = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    """What one engine decides: of each leaf, and how many items each repeat has."""

    nodes: State
    items: Mapping[str, int]

    def __sub__(self, before: "Seen") -> Found:
        """What is new or other than before, choices only where they are; None where a leaf is no
        more."""
        changed: Found = {}
        for path, node in self.nodes.items():
            old = before.nodes.get(path, {})
            if old != node or path not in before.nodes:
                is_offered = "choices" in old and old["choices"] == node.get("choices")
                changed[path] = without(node, "choices") if is_offered else node
        return changed | dict.fromkeys(before.nodes.keys() - self.nodes.keys())


def without(node: Found, *keys: str) -> Found:
    return {each: node[each] for each in node if each not in keys}


def told(node: Found) -> Found:
    """Of what is not asked only that it is not; no word of what is as ever."""
    if not node["relevant"]:
        return {"relevant": False}
    return {key: node[key] for key in SHOWN if node.get(key) not in (None, False, "")}


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


@dataclass(slots=True)
class Walker:
    """A form in both engines. given: what stands in it and is no calculation."""

    form: str
    java_rosa: Engine
    web_forms: Engine
    guesser: Guesser = field(init=False)
    unstable: frozenset[str] = field(init=False)
    open_repeats: frozenset[str] = field(init=False)
    now: tuple[Seen, Seen] = field(init=False)
    given: dict[str, Given] = field(default_factory=dict)

    def __post_init__(self) -> None:
        form = read_xform(self.form)
        self.guesser = Guesser.of(form)
        nodes = tuple(every_node(form.root))
        self.unstable = unstable_of(nodes)
        self.open_repeats = frozenset(
            node.name for node in nodes if node.is_repeat and not node.attributes.get("count")
        )

    def walk(self, seed: int, length: int) -> Iterator[Found]:
        """The start first; then a step each answer."""
        self.given = {}
        nothing = Seen({}, {})
        self.now = nothing, nothing
        yield self.step({}, self.asked("load", form=self.form))
        chance = Random(seed)  # noqa: S311 nothing is kept secret
        for _ in range(length):
            did = self.one(chance)
            if did is None:
                return
            yield did

    def one(self, chance: Random) -> Found | None:
        """None when nothing is asked."""
        repeats = [path for path in self.now[0].items if name_of(path) in self.open_repeats]
        shown = [path for path in repeats if self.is_shown(path)]
        if shown and chance.random() < ADD_AN_ITEM:
            path = chance.choice(shown)
            return self.step({"add": path}, self.asked("add", path=path))
        asked = list(self.questions())
        if not asked:
            return None
        unanswered = [path for path in asked if path not in self.given]
        is_anywhere = not unanswered or chance.random() < ANYWHERE
        path = chance.choice(asked) if is_anywhere else unanswered[0]
        choices = self.now[0].nodes[path].get("choices", [])
        value = self.guesser.guess(name_of(path), list_of(choices), chance)
        self.given[path] = value
        return self.step(
            {"answer": path, "value": value},
            self.asked("answer", path=path, value=text_of(value)),
        )

    def is_shown(self, repeat: str) -> bool:
        """A person is asked for one more only where the items above are relevant."""
        return self.now[0].items[repeat] > 0

    def questions(self) -> Iterator[str]:
        both = self.now[0].nodes.keys() & self.now[1].nodes.keys()
        for path, node in self.now[0].nodes.items():
            is_open = path in both and node.get("relevant") and not node.get("readonly")
            if is_open and self.guesser.is_answered(name_of(path)):
                yield path

    def asked(self, do: str, **request: object) -> tuple[Seen, Seen]:
        engines = (self.java_rosa, self.web_forms)
        first, second = (self.seen(each.ask(do, **request)) for each in engines)
        return first, second

    def seen(self, found: object) -> Seen:
        """What the clock or chance says is left out."""
        if not isinstance(found, dict):
            raise TypeError(found)
        nodes = {path: told(node) for path, node in found["nodes"].items()}
        for path, node in nodes.items():
            if name_of(path) in self.unstable:
                node.pop("value", None)
        return Seen(nodes, found["items"])

    def step(self, did: Found, after: tuple[Seen, Seen]) -> Found:
        """What was done, what the form itself set or cleared, and what changed."""
        found = {**did, **self.moved(after[0])}
        found["changed"] = after[0] - self.now[0]
        if after[0].items != self.now[0].items:
            found["items"] = after[0].items
        differences = self.different(*after)
        if differences:
            found["web_forms"] = differences
        self.now = after
        return found

    def moved(self, after: Seen) -> Found:
        """Values that no person gave: of defaults and actions; and those that were taken away."""
        were_set: Found = {}
        cleared: list[str] = []
        for path, node in after.nodes.items():
            if not node.get("relevant") or "calculate" in self.node(path).bind:
                continue
            value, given = str(node.get("value", "")), text_of(self.given.get(path, ""))
            if value and not given:
                were_set[path] = self.given[path] = typed(self.node(path), value)
            elif given and not value and name_of(path) not in self.unstable:
                cleared.append(path)
                self.given[path] = ""
        for path in [path for path in self.given if path not in after.nodes]:
            del self.given[path]
        return {key: value for key, value in (("set", were_set), ("cleared", cleared)) if value}

    def different(self, first: Seen, second: Seen) -> Found:
        """Of the second engine, what it decides otherwise; None: it has no such leaf."""
        found: Found = {}
        for path in sorted(first.nodes.keys() | second.nodes.keys()):
            one, other = first.nodes.get(path), second.nodes.get(path)
            if not is_alike(one, other, is_ranked=self.node(path).control == "rank"):
                found[path] = other
        return found

    def node(self, path: str) -> Node:
        return self.guesser.nodes[name_of(path)]


def typed(node: Node, text: str) -> Given:
    """As a person would have given it."""
    if node.control in {"select", "rank"}:
        return text.split()
    kind = node.bind.get("type", "string").rpartition(":")[2]
    if node.control == "range" or kind in {"int", "decimal"}:
        number = float(text)
        return int(number) if number.is_integer() else number
    return text


def unstable_of(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Names of what the device, the clock or chance fills in, and of what rests on them."""
    found = {node.name for node in nodes if "preload" in node.bind}
    found |= {node.name for node in nodes if UNSTABLE.search(node.bind.get("calculate", ""))}
    grows = True
    while grows:
        rests = {
            node.name for node in nodes if found & set(names_in(node.bind.get("calculate", "")))
        }
        grows = not rests <= found
        found |= rests
    return frozenset(found)


def names_in(rule: str) -> list[str]:
    return re.findall(r"/([\w.-]+)", rule)


def is_alike(first: Found | None, second: Found | None, *, is_ranked: bool) -> bool:
    """What is ranked is offered in no order."""
    if first is None or second is None:
        return first is second
    one, other = list_of(first.get("choices")), list_of(second.get("choices"))
    if one != other and not (is_ranked and sorted(one) == sorted(other)):
        return False
    plain_one, plain_other = (without(node, "value", "choices") for node in (first, second))
    is_same = is_same_text(first.get("value", ""), second.get("value", ""))
    return is_same and plain_one == plain_other


def is_same_text(one: object, other: object) -> bool:
    """64 and 64.0 are one number, 08:30:00.000 and 08:30:00.000Z one time; JavaRosa writes yes or
    no as 1 or 0."""
    one, other = (AS_NUMBER.get(str(each), str(each)) for each in (one, other))
    if one.removesuffix("Z") == other.removesuffix("Z"):
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def list_of(found: object) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list) else []
