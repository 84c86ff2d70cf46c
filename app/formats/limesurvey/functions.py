"""The functions of LimeSurvey's expressions that have an equal here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.formats.foreign.making import (
    UPPER,
    Sort,
    call,
    compared,
    counted,
    either,
    joined,
    negated,
    number,
)
from app.formats.foreign.patterns import searches
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.meaning import Meant, truth_meant
from app.formats.limesurvey.operators import compared_as
from app.questionnaire.expression.tree import Literal, Negative, Number, Tree

Build: TypeAlias = Callable[[Sequence[Meant]], Meant]
ANY: Final = 10_000
MOST_UNIQUE: Final = 12
SIGNS: Final = {
    "==": "=",
    "eq": "=",
    "!=": "!=",
    "ne": "!=",
    "<": "<",
    "lt": "<",
    "<=": "<=",
    "le": "<=",
    ">": ">",
    "gt": ">",
    ">=": ">=",
    "ge": ">=",
}
NUMBER_PATTERN: Final = r"[+\-]?([0-9]+\.?[0-9]*|\.[0-9]+)"
DATES: Final = {"Y-m-d": "%Y-%m-%d", "Y": "%Y", "m": "%m", "d": "%d", "n": "%n", "j": "%e"}
EMPTIES: Final = "LimeSurvey takes an empty answer for the least of all; here it is left aside."
DRAWN: Final = "LimeSurvey draws anew each time; here the number is drawn once for a response."


@dataclass(frozen=True, slots=True)
class Function:
    """least and most: how many values it takes. remark: what differs from the original."""

    build: Build
    least: int
    most: int = ANY
    remark: str = ""


def trees(values: Sequence[Meant]) -> list[Tree]:
    return [each.value for each in values]


def plain(name: str, sort: Sort = Sort.NUMBER) -> Build:
    """A function that is called the same way here."""
    return lambda values: Meant(call(name, *trees(values)), sort)


def build_if(values: Sequence[Meant]) -> Meant:
    then, otherwise = values[1], values[2] if len(values) > 2 else None
    tree = call(
        "if", values[0].truth, then.value, Literal("") if otherwise is None else otherwise.value
    )
    sorts = {each.sort for each in (then, otherwise) if each is not None and each.literal != ""}
    is_number = sorts <= {Sort.NUMBER, Sort.TRUTH}
    return Meant(tree, Sort.NUMBER if is_number else Sort.TEXT)


def is_empty(values: Sequence[Meant]) -> Meant:
    return truth_meant(values[0].empty)


def count(values: Sequence[Meant]) -> Meant:
    return Meant(counted([each.answered for each in values]), Sort.NUMBER, is_certain=True)


def total(values: Sequence[Meant]) -> Meant:
    return Meant(call("sum", *trees(values)), Sort.NUMBER, is_certain=True)


def count_if(values: Sequence[Meant]) -> Meant:
    wanted, *others = values
    return count_where("=", wanted, others)


def count_where(sign: str, wanted: Meant, others: Sequence[Meant]) -> Meant:
    truths = [held(sign, each, wanted) for each in others]
    return Meant(counted(truths), Sort.NUMBER, is_certain=True)


def held(sign: str, value: Meant, wanted: Meant) -> Tree:
    if sign == "RX":
        return searches(value.value, written(wanted))
    return compared_as(sign, value, wanted, []).tree


def sign_of(meant: Meant) -> str:
    name = written(meant)
    if name != "RX" and name not in SIGNS:
        raise NoEqualError(f"{name!r} is no comparison.", f"Write one of {', '.join(SIGNS)}, RX.")
    return SIGNS.get(name, name)


def count_if_op(values: Sequence[Meant]) -> Meant:
    sign, wanted, *others = values
    return count_where(sign_of(sign), wanted, others)


def sum_if_op(values: Sequence[Meant]) -> Meant:
    sign, wanted, *others = values
    parts = [
        call("if", held(sign_of(sign), each, wanted), each.value, Number(0.0)) for each in others
    ]
    return Meant(call("sum", *parts) if parts else Number(0.0), Sort.NUMBER, is_certain=True)


def unique(values: Sequence[Meant]) -> Meant:
    if len(values) > MOST_UNIQUE:
        raise NoEqualError(f"unique() of over {MOST_UNIQUE} values is too long a rule here.")
    pairs = [(one, other) for at, one in enumerate(values) for other in values[at + 1 :]]
    differ = [either([one.empty, compared("!=", one.value, other.value)]) for one, other in pairs]
    return truth_meant(joined("and", differ) if differ else call("true"))


def written(meant: Meant) -> str:
    if not isinstance(meant.literal, str):
        raise NoEqualError("A text in quotes is needed here, not a value that is worked out.")
    return meant.literal


def regex_match(values: Sequence[Meant]) -> Meant:
    return truth_meant(searches(values[1].value, written(values[0])))


def is_numeric(values: Sequence[Meant]) -> Meant:
    return truth_meant(call("regex", values[0].value, Literal(NUMBER_PATTERN)))


def is_whole(values: Sequence[Meant]) -> Meant:
    return truth_meant(call("regex", values[0].value, Literal("-?[0-9]+")))


def is_no_number(values: Sequence[Meant]) -> Meant:
    as_number = call("number", values[0].value)
    return truth_meant(negated(compared("=", as_number, as_number)))


def rounded(values: Sequence[Meant]) -> Meant:
    """A half goes away from zero, where ours goes up."""
    value, *places = trees(values)
    below = Negative(call("round", Negative(value), *places))
    is_negative = compared("<", value, Number(0.0))
    tree = call("if", is_negative, below, call("round", value, *places))
    return Meant(tree, Sort.NUMBER)


def joined_by(values: Sequence[Meant]) -> Meant:
    separator, *parts = trees(values)
    first, *others = parts
    pieces = [first]
    for each in others:
        pieces += [separator, each]
    return Meant(call("concat", *pieces), Sort.TEXT)


def substring(values: Sequence[Meant]) -> Meant:
    start = values[1].literal
    length = values[2].literal if len(values) > 2 else None
    is_known = isinstance(start, float) and start >= 0
    if not is_known or (len(values) > 2 and not (isinstance(length, float) and length >= 0)):
        raise NoEqualError("substr() is carried only with numbers of 0 or more as its place.")
    first = float(start or 0.0)
    ends = [number(first + length)] if isinstance(length, float) else []
    return Meant(call("substr", values[0].value, number(first), *ends), Sort.TEXT)


def lower(values: Sequence[Meant]) -> Meant:
    tree = call("translate", values[0].value, Literal(UPPER), Literal(UPPER.lower()))
    return Meant(tree, Sort.TEXT)


def upper(values: Sequence[Meant]) -> Meant:
    tree = call("translate", values[0].value, Literal(UPPER.lower()), Literal(UPPER))
    return Meant(tree, Sort.TEXT)


def logarithm(values: Sequence[Meant]) -> Meant:
    parts = [call("log", each) for each in trees(values)]
    return Meant(joined("div", parts), Sort.NUMBER)


def today(values: Sequence[Meant]) -> Meant:
    pattern = written(values[0])
    if pattern not in DATES:
        raise NoEqualError(
            f"date() with {pattern!r} has no equal here.", f"Use one of {', '.join(DATES)}."
        )
    if pattern == "Y-m-d":
        return Meant(call("string", call("today")), Sort.TEXT)
    return Meant(call("format-date", call("today"), Literal(DATES[pattern])), Sort.NUMBER)


def drawn(values: Sequence[Meant]) -> Meant:
    """A whole number from the first to the second, both included."""
    if not values:
        raise NoEqualError("rand() without bounds has no equal here.", "Write rand(least, most).")
    low, high = trees(values)
    width = joined("+", [joined("-", [high, low]), Number(1.0)])
    return Meant(joined("+", [call("int", joined("*", [call("random"), width])), low]), Sort.NUMBER)


FUNCTIONS: Final[Mapping[str, Function]] = {
    "is_empty": Function(is_empty, 1, 1),
    "if": Function(build_if, 2, 3),
    "iff": Function(build_if, 2, 3),
    "count": Function(count, 0),
    "sum": Function(total, 1),
    "countif": Function(count_if, 1),
    "countifop": Function(count_if_op, 2),
    "sumifop": Function(sum_if_op, 2),
    "unique": Function(unique, 0),
    "min": Function(plain("min"), 1, ANY, EMPTIES),
    "max": Function(plain("max"), 1, ANY, EMPTIES),
    "implode": Function(joined_by, 2),
    "join": Function(plain("concat", Sort.TEXT), 1),
    "strlen": Function(plain("string-length"), 1, 1),
    "substr": Function(substring, 2, 3),
    "strtolower": Function(lower, 1, 1),
    "strtoupper": Function(upper, 1, 1),
    "regexMatch": Function(regex_match, 2, 2),
    "is_numeric": Function(is_numeric, 1, 1),
    "is_int": Function(is_whole, 1, 1),
    "is_nan": Function(is_no_number, 1, 1),
    "abs": Function(plain("abs"), 1, 1),
    "ceil": Function(plain("ceiling"), 1, 1),
    "floor": Function(plain("floor"), 1, 1),
    "round": Function(rounded, 1, 2),
    "intval": Function(plain("int"), 1, 1),
    "sqrt": Function(plain("sqrt"), 1, 1),
    "pow": Function(plain("pow"), 2, 2),
    "exp": Function(plain("exp"), 1, 1),
    "log": Function(logarithm, 1, 2),
    "pi": Function(plain("pi"), 0, 0),
    "sin": Function(plain("sin"), 1, 1),
    "cos": Function(plain("cos"), 1, 1),
    "tan": Function(plain("tan"), 1, 1),
    "asin": Function(plain("asin"), 1, 1),
    "acos": Function(plain("acos"), 1, 1),
    "atan": Function(plain("atan"), 1, 1),
    "atan2": Function(plain("atan2"), 2, 2),
    "date": Function(today, 1, 1),
    "rand": Function(drawn, 0, 2, DRAWN),
    "mt_rand": Function(drawn, 0, 2, DRAWN),
}
"""By name, whose case counts."""
