"""What the rules of a form cost beside lxml: the same rules, on the same answers as XML.

A full pass asks every rule once. Compiling is text to closures, from nothing: what is kept of a
rule that was read before is left aside.
"""

import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import process_time
from timeit import timeit

from lxml import etree

from app.questionnaire.expression.evaluate import compiled
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.values import Value
from tests.speed.formulas import Form, Naming, made_form, made_rules

SIZE, SEED = 1_000, 20_261_123
PASSES = 10  # for each figure of a pass
MOST_TIMES_LXML, MOST_PASSES = 3.0, 10.0


@dataclass(frozen=True, slots=True)
class Round:
    """CPU seconds: of a full pass, of one by lxml, of compiling all."""

    own: float
    lxml: float
    compiling: float


@dataclass(frozen=True, slots=True)
class Speed:
    """naming: how the rules name answers."""

    naming: str
    rounds: tuple[Round, ...]

    @property
    def times(self) -> float:
        return statistics.median(each.own / each.lxml for each in self.rounds)

    @property
    def passes(self) -> float:
        return statistics.median(each.compiling / each.own for each in self.rounds)

    @property
    def is_kept(self) -> bool:
        return self.times <= MOST_TIMES_LXML and self.passes <= MOST_PASSES

    def __str__(self) -> str:
        own, lxml, compiling = (
            1000 * statistics.median(getattr(each, name) for each in self.rounds)
            for name in ("own", "lxml", "compiling")
        )
        return (
            f"{SIZE:,} expressions, {self.naming}: a full pass {self.times:.2f} times lxml"
            f" ({own:.2f} ms against {lxml:.2f} ms); compiling {self.passes:.1f} passes"
            f" ({compiling:.1f} ms)"
        )


class UnequalError(Exception):
    """A rule says something else than lxml does."""


def expressions(rounds: int) -> Iterator[Speed]:
    form = made_form(SEED)
    namings: dict[str, Naming] = {"as paths": form.path, "as ${code}": "${{{}}}".format}
    for naming, named in namings.items():
        yield measured(naming, form, named, rounds)


def measured(naming: str, form: Form, named: Naming, rounds: int) -> Speed:
    sources = made_rules(form, SIZE, SEED, named)
    plain = [etree.XPath(each) for each in made_rules(form, SIZE, SEED, form.path)]
    root = etree.fromstring(form.xml())
    scope = AnswerScope(form.answers, form.items, structure=form.structure)
    closures = all_compiled(sources)
    check_equal(sources, [each(scope) for each in closures], [each(root) for each in plain])
    found = [
        Round(
            seconds(lambda: [each(scope) for each in closures], PASSES),
            seconds(lambda: [each(root) for each in plain], PASSES),
            seconds(lambda: all_compiled(sources), 1),
        )
        for _round in range(rounds)
    ]
    return Speed(naming, tuple(found))


def all_compiled(sources: Sequence[str]) -> list[Closure]:
    return [compiled(parse(each)) for each in sources]


def seconds(work: Callable[[], object], times: int) -> float:
    """CPU time of one, without the collector of garbage that timeit holds back."""
    return timeit(work, timer=process_time, number=times) / times


def check_equal(sources: Sequence[str], own: Sequence[Value], others: Sequence[object]) -> None:
    """Raises UnequalError."""
    for source, one, other in zip(sources, own, others, strict=True):
        is_same = isinstance(one, bool) == isinstance(other, bool) and one == other
        if not is_same and not (is_nan(one) and is_nan(other)):
            raise UnequalError(f"{source}: {one!r}, by lxml {other!r}")


def is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)
