"""Answers as a person might give them who reads a form and then does as they please."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.oracles.xforms import Node, XForm

Given = str | int | float | list[str]
NUMBER = re.compile(r"(?<![\w'.-])\d{1,6}(?:\.\d+)?(?![\w'-])")
LITERAL = re.compile(r"'([^'$/]{1,40})'")
WORDS = ("Anna", "x", "été", "a b", "0612345678", "AB-12", "12", "yes")
FIRST_DAY = date(1990, 1, 1)
ANSWERED = {"input", "select", "select1", "rank", "range", "trigger"}
TAKEN_BACK = 0.08
CHOSEN = 0.4
RULES = ("relevant", "constraint", "required", "calculate")


@dataclass(frozen=True, slots=True)
class Guesser:
    """nodes: by name; numbers and words: those that the form's rules compare with."""

    nodes: Mapping[str, Node]
    numbers: tuple[float, ...]
    words: tuple[str, ...]

    @staticmethod
    def of(form: XForm) -> "Guesser":
        nodes = {node.name: node for node in every_node(form.root)}
        rules = " ".join(node.bind.get(rule, "") for node in nodes.values() for rule in RULES)
        return Guesser(
            nodes,
            tuple(sorted({float(each) for each in NUMBER.findall(rules)})),
            tuple(sorted(set(LITERAL.findall(rules)))),
        )

    def is_answered(self, name: str) -> bool:
        node = self.nodes[name]
        return node.control in ANSWERED and "calculate" not in node.bind

    def guess(self, name: str, choices: Sequence[str], chance: Random) -> Given:
        """'' now and then: an answer taken back."""
        node = self.nodes[name]
        if chance.random() < TAKEN_BACK:
            return [] if node.control in {"select", "rank"} else ""
        picked: Mapping[str, Callable[[], Given]] = {
            "select1": lambda: chance.choice(choices) if choices else "",
            "select": lambda: [code for code in choices if chance.random() < CHOSEN],
            "rank": lambda: chance.sample(list(choices), len(choices)),
            "trigger": lambda: "OK",
            "range": lambda: on_scale(node, chance),
        }
        if node.control in picked:
            return picked[node.control]()
        return self.written(node.bind.get("type", "string").rpartition(":")[2], chance)

    def written(self, kind: str, chance: Random) -> Given:
        day = FIRST_DAY + timedelta(days=chance.randrange(14_000))
        point = f"{chance.randrange(-80, 80)}.5 {chance.randrange(-170, 170)}.25 0 0"
        made: Mapping[str, Given] = {
            "int": int(self.number(chance)),
            "decimal": self.number(chance) + chance.choice((0, 0.5, 0.25)),
            "date": day.isoformat(),
            "time": f"{chance.randrange(24):02}:{chance.randrange(60):02}:00.000",
            "dateTime": f"{day.isoformat()}T{chance.randrange(24):02}:15:00.000Z",
            "geopoint": point,
            "geotrace": f"{point}; 1.5 2.5 0 0",
            "geoshape": f"{point}; 1.5 2.5 0 0; 3.5 4.5 0 0; {point}",
        }
        return made.get(kind, chance.choice((*WORDS, *self.words)))

    def number(self, chance: Random) -> float:
        near = [edge + step for edge in self.numbers for step in (-1, 0, 1)]
        return chance.choice((*near, chance.randrange(0, 100), chance.randrange(0, 6)))


def on_scale(node: Node, chance: Random) -> Given:
    start, end, step = (float(node.attributes[key]) for key in ("start", "end", "step"))
    value = start + step * chance.randrange(int((end - start) / step) + 1)
    return int(value) if value.is_integer() else round(value, 6)


def every_node(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from every_node(child)


def text_of(given: Given) -> str:
    return " ".join(given) if isinstance(given, list) else str(given)
