"""What the table of functions holds about one function."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

from app.questionnaire.expression.scope import Scope
from app.questionnaire.expression.tree import Tree
from app.questionnaire.expression.values import Value

Closure: TypeAlias = Callable[[Scope], Value]
"""A compiled tree: the value for what a scope sees."""
Build: TypeAlias = Callable[[Sequence[Tree], Sequence[Closure]], Closure]
"""For a function that reads how its arguments are written, or does not evaluate all of them."""


@dataclass(frozen=True, slots=True)
class Function:
    """takes: least and most arguments, None when there is no limit.

    Either `call`, given the scope and every argument's value, or `build`.
    is_pure: the same answers always give the same value.
    """

    signature: str
    says: str
    _: KW_ONLY
    takes: tuple[int, int | None]
    call: Callable[..., Value] | None = None
    build: Build | None = None
    is_pure: bool = True

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

    @property
    def arity(self) -> str:
        """In words: `1 argument`, `2 or 3 arguments`."""
        if self.most is None:
            return f"at least {counted(self.least)}"
        if self.most == self.least:
            return counted(self.least)
        joint = "or" if self.most == self.least + 1 else "to"
        return f"{self.least} {joint} {counted(self.most)}"


def counted(number: int) -> str:
    return "1 argument" if number == 1 else f"{number or 'no'} arguments"
