"""What the table of functions holds about one function."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import TypeAlias

from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tree import Tree
from app.questionnaire.expression.values import Value

Closure: TypeAlias = Callable[[Scope], Value]
"""A compiled tree: the value for what a scope sees."""
Build: TypeAlias = Callable[[Sequence[Tree], Sequence[Closure]], Closure]
"""For a function that reads how its arguments are written, or does not evaluate all of them."""


class Gives(StrEnum):
    """What a function's value is. ANY: what its arguments are."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "yes or no"
    DATE = "date"
    NODES = "nodes"
    ANY = "any"


class Engine(StrEnum):
    """Where a form is taken to: the app of ODK with its JavaRosa, and ODK Web Forms."""

    COLLECT = "Collect"
    WEB_FORMS = "Web Forms"


EVERYWHERE = frozenset(Engine)
ONLY_COLLECT = frozenset({Engine.COLLECT})
ONLY_WEB_FORMS = frozenset({Engine.WEB_FORMS})


@dataclass(frozen=True, slots=True)
class Function:
    """takes: least and most arguments, None when there is no limit.

    Either `call`, given the scope and every argument's value, or `build`.
    is_pure: the same answers always give the same value. is_drawn: `call` is given the place in
    the expression before the scope, so that two draws differ. by: their number past the least
    grows in steps of this. runs_in: the engines that know the function. is_in_browser: pages can
    preview rules with it.
    """

    signature: str
    says: str
    _: KW_ONLY
    takes: tuple[int, int | None]
    gives: Gives
    call: Callable[..., Value] | None = None
    build: Build | None = None
    is_pure: bool = True
    is_drawn: bool = False
    by: int = 1
    runs_in: frozenset[Engine] = EVERYWHERE
    is_in_browser: bool = True

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    @property
    def called(self) -> Callable[..., Value]:
        """For a function without `build`."""
        if self.call is None:
            raise TypeError(self.name)
        return self.call

    @property
    def least(self) -> int:
        return self.takes[0]

    @property
    def most(self) -> int | None:
        return self.takes[1]

    def accepts(self, given: int) -> bool:
        is_enough = given >= self.least and (self.most is None or given <= self.most)
        return is_enough and (given - self.least) % self.by == 0

    @property
    def arity(self) -> str:
        """In words: `1 argument`, `2 or 3 arguments`, `3, 5, 7, … arguments`."""
        if self.by > 1:
            numbers = ", ".join(str(self.least + self.by * n) for n in range(3))
            return f"{numbers}, … arguments"
        if self.most is None:
            return f"at least {counted(self.least)}"
        if self.most == self.least:
            return counted(self.least)
        joint = "or" if self.most == self.least + 1 else "to"
        return f"{self.least} {joint} {counted(self.most)}"


def counted(number: int) -> str:
    return "1 argument" if number == 1 else f"{number or 'no'} arguments"
