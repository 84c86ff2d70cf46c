"""What an expression can see of a response: its answers, from the place that a rule stands at."""

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import takewhile
from typing import TypedDict, Unpack

from app.questionnaire.expression.nodes import (
    Answers,
    Branch,
    Document,
    Items,
    Leaf,
    Node,
    NodeSet,
    Plain,
    children,
    known,
)
from app.questionnaire.expression.structure import (
    Part,
    PartKind,
    Structure,
    places,
    split,
    structure_of,
)
from app.questionnaire.expression.surroundings import (
    Labels,
    Surroundings,
    Texts,
    no_label,
    no_text,
)
from app.questionnaire.expression.tables import Tables
from app.questionnaire.expression.values import Value


class Places(TypedDict, total=False):
    """Where an AnswerScope stands."""

    names: Mapping[str, Plain]
    own: Plain
    path: str
    prefixes: tuple[str, ...]
    home: tuple[str, ...]
    focus: Node
    position: int
    size: int
    outer: "AnswerScope"


@dataclass(frozen=True)  # no slots: a copy of a dict is an order faster than of 20 slots
class AnswerScope:
    """Answers by path and the items of each repeat; both are read live, when a rule asks.

    own: the question's own value. Without it `.` is the item, or the whole of the answers.
    path: of the question, so that random() differs from one question to the next.
    is_all: the answers are all that is known, so their paths tell the structure.
    prefixes: of the item that the rule stands in, `R[1]/S[2]/`, then of those around it.
    home: the repeats that it stands in, the outermost first.
    """

    values: Mapping[str, Plain | None]
    items: Items = field(default_factory=dict)
    _: KW_ONLY
    today: date = date(1970, 1, 1)
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    language: str = "en"
    seed: int | None = None
    labels: Labels = no_label
    texts: Texts = no_text
    tables: Tables = field(default_factory=dict)
    structure: Structure | None = None
    is_all: bool = False
    last_saved: Mapping[str, Plain | None] = field(default_factory=dict)
    names: Mapping[str, Plain] = field(default_factory=dict)
    own: Plain | None = None
    path: str = ""
    prefixes: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    focus: Node | None = None
    position: int = 1
    size: int = 1
    outer: "AnswerScope | None" = None

    @staticmethod
    def of_answers(
        answers: Mapping[str, Plain | None], **surroundings: Unpack[Surroundings]
    ) -> "AnswerScope":
        """Items in the order in which paths `ROSTER[item]/field` first name them."""
        return AnswerScope(answers, items_of(answers), is_all=True, **surroundings)

    def changed(self, **places: Unpack[Places]) -> "AnswerScope":
        copy = object.__new__(AnswerScope)
        copy.__dict__.update(self.__dict__, **places)
        return copy

    def inside(self, roster: str, item: str) -> "AnswerScope":
        """For the rules of a repeat's field; of a repeat in a repeat, one after the other."""
        path = self.prefixes[0] + roster if self.prefixes else roster
        items = self.items.get(path, ())
        return self.changed(
            prefixes=(f"{path}[{item}]/", *self.prefixes),
            home=(*self.home, roster),
            position=items.index(item) + 1 if item in items else 1,
            size=len(items),
        )

    def at(self, own: Plain | None, path: str = "") -> "AnswerScope":
        """For the rules of a question that has this value, or of a group."""
        return self.changed(own="" if own is None else own, path=path, position=1, size=1)

    def at_path(self, path: str) -> "AnswerScope":
        """For the rules of the question `R[1]/S[2]/q`, in the items that its path names."""
        scope = self
        for code, item in places(path):
            scope = scope.inside(code, item)
        return scope.at(self.values.get(path), path)

    def with_names(self, names: Mapping[str, Plain]) -> "AnswerScope":
        return self.changed(names=names)

    def answer(self, code: str) -> Value:
        for prefix in self.prefixes:
            path = prefix + code
            if path in self.values:
                return known(self.values[path])
        found = self.values.get(code)
        return self.unanswered(code) if found is None else found

    def unanswered(self, code: str) -> Value:
        """The items of a repeat, or a field of another repeat; '' where there is neither."""
        structure = self.answers.structure
        if structure is not None and structure.is_near(code, self.home):
            return ""
        for prefix in (*self.prefixes, ""):
            if prefix + code in self.items:
                return NodeSet(self.answers.items_of(prefix, code, self.part(code)))
        home = structure.homes.get(code, ()) if structure else ()
        if home and home != self.home[: len(home)]:
            return NodeSet(tuple(self.away(code, home)))
        return NodeSet() if self.is_repeat(code) else ""

    def away(self, code: str, home: tuple[str, ...]) -> Iterator[Node]:
        """All of a code, from the innermost repeat that it and the rule both lie in."""
        pairs = zip(self.home, home, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        branches = [self.answers.branch(self.prefixes[-shared] if shared else "")]
        for repeat in home[shared:]:
            part = self.part(repeat)
            branches = [
                item
                for branch in branches
                for item in self.answers.items_of(branch.prefix, repeat, part)
            ]
        for branch in branches:
            yield from branch.coded(code)

    @property
    def prefix(self) -> str:
        return self.prefixes[0] if self.prefixes else ""

    def part(self, code: str) -> Part | None:
        structure = self.answers.structure
        return structure.part(code) if structure else None

    def is_repeat(self, code: str) -> bool:
        part = self.part(code)
        return part is not None and part.kind is PartKind.REPEAT

    def is_known(self, code: str) -> bool:
        return any(prefix + code in self.values for prefix in (*self.prefixes, "")) or (
            self.part(code) is not None
        )

    def name_of(self, code: str) -> str:
        part = self.part(code)
        return code if part is None and self.is_known(code) else part.name if part else ""

    @property
    def own_value(self) -> Value:
        return "" if self.own is None else self.own

    def named(self, name: str) -> Value:
        """A name that was given, as a choice's own is, comes before what lies around."""
        if self.focus is None and name in self.names:
            return self.names[name]
        node = self.surrounding() if self.focus is None else self.focus
        found = node.child(name)
        if found is not None:
            return NodeSet(tuple(found))
        return self.names[name] if name in self.names else NodeSet(tuple(children(node, name)))

    def here(self) -> Value:
        if self.focus is None and self.own is not None and not self.is_at_group:
            return self.own
        return NodeSet((self.standing(),))

    def standing(self) -> Node:
        if self.focus is not None:
            return self.focus
        if self.is_at_group:
            return Branch(self.answers, self.prefix, self.part(self.code))
        if self.own is not None:
            return Leaf(self.path or f"{self.prefix}.", self.own, self.answers)
        return self.answers.branch(self.prefix)

    @property
    def is_at_group(self) -> bool:
        if self.own or not self.path:
            return False
        part = self.part(self.code)
        return part is not None and part.kind is PartKind.GROUP

    def surrounding(self) -> Node:
        """The group, item or whole that the question lies in."""
        if not self.path:
            return self.answers.branch(self.prefix)
        return self.answers.around(self.prefix, self.code)

    @property
    def code(self) -> str:
        return split(self.path)[1]

    def document(self) -> Node:
        return Document(self.answers.root)

    def reached(self, names: tuple[str, ...]) -> NodeSet | None:
        answers = self.answers
        way = answers.structure.way(names) if answers.structure else None
        if way is None:
            return None
        code, home = way
        if not home:
            return NodeSet((answers.leaf(code),))
        if home != self.home[: len(home)]:
            return None
        return NodeSet((answers.leaf(self.prefixes[-len(home)] + code),))

    def is_here(self, node: Node) -> bool:
        return isinstance(node, Branch) and node.prefix in self.prefixes

    @cached_property
    def answers(self) -> Answers:
        structure = self.structure
        if structure is None and self.is_all:
            structure = structure_of((*self.values, *self.items))
        return Answers(self.values, self.items, structure)

    def label(self, question: str, choice: str) -> str:
        return self.labels(question, choice)

    def text(self, code: str) -> str:
        return self.texts(code)

    def focused(self, node: Node, position: int, size: int) -> "AnswerScope":
        return self.changed(focus=node, position=position, size=size, outer=self.outer or self)

    def origin(self) -> "AnswerScope":
        return self.outer or self


def items_of(answers: Mapping[str, Plain | None]) -> dict[str, tuple[str, ...]]:
    """The items of each repeat, in a repeat by the path of its item, as the paths name them."""
    found: dict[str, dict[str, None]] = {}
    for path in answers:
        outer = ""
        for code, item in places(path):
            found.setdefault(outer + code, {})[item] = None
            outer = f"{outer}{code}[{item}]/"
    return {repeat: tuple(items) for repeat, items in found.items()}
