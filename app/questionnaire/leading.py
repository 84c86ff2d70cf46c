"""What a rule reads where its paths lead: `/a/b/age` is the age in b, not whatever is called so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.questionnaire.dependence import decided_by, read_by, read_in
from app.questionnaire.expression.dependencies import questions_in
from app.questionnaire.expression.resolving import Resolver
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.structure import Part, PartKind, Structure
from app.questionnaire.expression.tree import LAST_SAVED, Path, Reference, Tree, walk
from app.questionnaire.model import Question


@dataclass(frozen=True)
class Leading:
    """Codes as read_by() and decided_by() give them, but that paths count for what they lead to.

    A path that cannot be followed, as from a question whose code stands in two repeats, counts for
    the names of its steps.
    """

    structure: Structure

    def read_by(self, question: Question) -> frozenset[str]:
        return read_by(question, lambda rule: self.read_in(rule, question.code))

    def decided_by(self, question: Question) -> frozenset[str]:
        return decided_by(question, lambda rule: self.read_in(rule, question.code))

    def read_in(self, rule: Rule, at: str) -> frozenset[str]:
        if not any(isinstance(each, Path) for each in walk(rule.tree)):
            return read_in(rule)
        found = None if at in self.unsure else self.followed(rule.tree, at)
        return read_in(rule) if found is None else found

    def followed(self, tree: Tree, at: str) -> frozenset[str] | None:
        """None where a path leads out of sight."""
        codes: set[str] = set()
        for each in Resolver(self.structure, at).all_reached(tree):
            if isinstance(each.tree, Reference):
                codes.update(() if each.tree.code.startswith(LAST_SAVED) else (each.tree.code,))
            elif each.parts is None:
                return None
            else:
                codes.update(self.codes_of(each.parts, at))
        return None if codes & self.unsure else frozenset(codes)

    def codes_of(self, parts: Iterable[Part], at: str) -> Iterable[str]:
        """With the repeats around; a group stands for all that is in it, but the one that the rule
        stands in for nothing."""
        for part in parts:
            inside = tuple(questions_in(part))
            for code in () if part.kind is PartKind.GROUP and at in inside else inside:
                yield from self.structure.homes.get(code, ())
                yield code

    @cached_property
    def unsure(self) -> frozenset[str]:
        """Codes of several questions."""
        times = Counter(code for code, _home in self.structure.placed)
        return frozenset(code for code, count in times.items() if count > 1)
