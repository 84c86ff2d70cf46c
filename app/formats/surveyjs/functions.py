"""The functions of SurveyJS expressions that have an equal here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.formats.foreign.making import Sort, call, compared, counted, is_empty, joined
from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.known import Known
from app.formats.surveyjs.meaning import Meant
from app.questionnaire.expression.tree import Literal, Number, Path, Reference, Step, Tree

Build: TypeAlias = Callable[[Sequence[Meant]], Meant]
ANY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Function:
    """least and most: how many values it takes."""

    build: Build
    least: int = 0
    most: int = ANY


def build_if(values: Sequence[Meant]) -> Meant:
    condition, then, otherwise = values
    sort = then.sort if then.sort is otherwise.sort else Sort.TEXT
    return Meant(call("if", condition.truth, then.tree, otherwise.tree), sort)


def of_numbers(name: str) -> Build:
    return lambda values: Meant(call(name, *(each.tree for each in values)), Sort.NUMBER)


def average(values: Sequence[Meant]) -> Meant:
    """Of what is answered; 0 of nothing."""
    count = counted([each.answered for each in values])
    total = call("sum", *(each.tree for each in values))
    share = compared("div", total, count)
    return Meant(call("if", compared("=", count, Number(0.0)), Number(0.0), share), Sort.NUMBER)


def rounded(values: Sequence[Meant]) -> Meant:
    return Meant(call("round", *(each.tree for each in values)), Sort.NUMBER)


def cut(values: Sequence[Meant]) -> Meant:
    if len(values) > 1:
        raise NoEqualError("trunc() to a number of decimals has no equal here.", "Write round().")
    return Meant(call("int", values[0].tree), Sort.NUMBER)


def today(values: Sequence[Meant]) -> Meant:
    if not values:
        return Meant(call("today"), Sort.TEXT)
    days = call("decimal-date-time", call("today"))
    return Meant(call("date", joined("+", (days, values[0].tree))), Sort.TEXT)


def part_of_date(pattern: str) -> Build:
    """Of a date, or of today; nothing of no date."""

    def build(values: Sequence[Meant]) -> Meant:
        if not values:
            return Meant(part(call("today"), pattern), Sort.NUMBER)
        tree = values[0].tree
        return Meant(call("if", is_empty(tree), Literal(""), part(tree, pattern)), Sort.NUMBER)

    return build


def part(date: Tree, pattern: str) -> Tree:
    return call("number", call("format-date", date, Literal(pattern)))


def age(values: Sequence[Meant]) -> Meant:
    """Whole years since a day; nothing of no day."""
    born, now = values[0].tree, call("today")
    years = joined("-", (part(now, "%Y"), part(born, "%Y")))
    before = compared("<", part(now, "%m%d"), part(born, "%m%d"))
    tree = joined("-", (years, call("if", before, Number(1.0), Number(0.0))))
    return Meant(call("if", is_empty(born), Literal(""), tree), Sort.NUMBER)


def days_between(values: Sequence[Meant]) -> Meant:
    unit = values[2].literal if len(values) > 2 else "days"
    if unit not in {"days", "day"}:
        raise NoEqualError(f"dateDiff() in {unit} has no equal here.", "Count days.")
    first, second = (call("decimal-date-time", each.tree) for each in values[:2])
    return Meant(joined("-", (second, first)), Sort.NUMBER)


def in_items(name: str) -> Build:
    """A function over one field of every item of a repeat."""

    def build(values: Sequence[Meant]) -> Meant:
        repeat, wanted = values[0], values[1].literal
        known = repeat.known
        if known is None or not known.is_repeat or not isinstance(wanted, str):
            raise NoEqualError(f"{name} needs a repeat and the name of a field.")
        field = known.fields.get(wanted.lower())
        if field is None:
            raise NoEqualError(f"No field of {known.code} is called {wanted!r}.")
        nodes = field_of(known, field)
        if name != "avg":
            return Meant(call(name, nodes), Sort.NUMBER)
        count = call("count-non-empty", nodes)
        share = compared("div", call("sum", nodes), count)
        nothing = compared("=", count, Number(0.0))
        return Meant(call("if", nothing, Number(0.0), share), Sort.NUMBER)

    return build


def field_of(repeat: Known, field: Known) -> Tree:
    return Path(Reference(repeat.code), (Step(field.code),))


def shown(values: Sequence[Meant]) -> Meant:
    known = values[0].known
    if known is None:
        raise NoEqualError("displayValue() needs the name of a question.")
    tree = call("jr:choice-name", Reference(known.code), Literal(f"${{{known.code}}}"))
    has_words = bool(known.choices or known.yes)
    return Meant(tree if has_words else Reference(known.code), Sort.TEXT)


FUNCTIONS: Final[Mapping[str, Function]] = {
    "iif": Function(build_if, 3, 3),
    "if": Function(build_if, 3, 3),
    "sum": Function(of_numbers("sum"), 1),
    "min": Function(of_numbers("min"), 1),
    "max": Function(of_numbers("max"), 1),
    "avg": Function(average, 1),
    "round": Function(rounded, 1, 2),
    "trunc": Function(cut, 1, 2),
    "today": Function(today, 0, 1),
    "currentdate": Function(today, 0, 0),
    "currentyear": Function(part_of_date("%Y"), 0, 0),
    "getyear": Function(part_of_date("%Y"), 0, 1),
    "year": Function(part_of_date("%Y"), 0, 1),
    "month": Function(part_of_date("%m"), 0, 1),
    "day": Function(part_of_date("%d"), 0, 1),
    "age": Function(age, 1, 1),
    "datediff": Function(days_between, 2, 3),
    "diffdays": Function(days_between, 2, 2),
    "suminarray": Function(in_items("sum"), 2, 2),
    "countinarray": Function(in_items("count-non-empty"), 2, 2),
    "mininarray": Function(in_items("min"), 2, 2),
    "maxinarray": Function(in_items("max"), 2, 2),
    "avginarray": Function(in_items("avg"), 2, 2),
    "displayvalue": Function(shown, 1, 1),
}
"""By small name."""
NAMED: Final = frozenset(
    {"displayvalue", "suminarray", "countinarray", "mininarray", "maxinarray", "avginarray"}
)
"""Their first value is a question, by name in quotes or in braces."""
