"""A made-up form: answers, the same answers as XML, and rules in the shapes that real forms have.

Every rule is plain XPath 1.0 and means the same there: nothing empty is asked whether it is true,
and there are no dates.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from app.questionnaire.expression.nodes import Items, Plain
from app.questionnaire.expression.structure import Part, PartKind, Structure

GROUPS, IN_A_GROUP, MEMBERS = 20, 12, 6
CODES = ("yes", "no", "farm", "shop", "care", "wood", "none", "other")
KINDS = ("one", "several", "number", "word")
FIELDS = ("age", "hours")
Naming = Callable[[str], str]
"""Code of a question to how a rule names it."""


@dataclass(frozen=True, slots=True)
class Form:
    """answers: by path. groups: code of each question outside the repeat to its group."""

    answers: dict[str, Plain]
    groups: dict[str, str]

    @property
    def items(self) -> Items:
        return {"member": tuple(str(place) for place in range(1, MEMBERS + 1))}

    @property
    def structure(self) -> Structure:
        groups = dict.fromkeys(self.groups.values())
        parts = [
            Part(
                group,
                PartKind.GROUP,
                tuple(Part(code) for code, around in self.groups.items() if around == group),
            )
            for group in groups
        ]
        fields = tuple(Part(code) for code in FIELDS)
        return Structure((*parts, Part("member", PartKind.REPEAT, fields)), root="data")

    def path(self, code: str) -> str:
        inside = "member" if code in FIELDS else self.groups.get(code)
        return f"/data/{code}" if inside is None else f"/data/{inside}/{code}"

    def xml(self) -> str:
        root = Element("data")
        inside = {group: SubElement(root, group) for group in self.groups.values()}
        for code, group in self.groups.items():
            SubElement(inside[group], code).text = written(self.answers[code])
        for item in self.items["member"]:
            member = SubElement(root, "member")
            for code in FIELDS:
                SubElement(member, code).text = written(self.answers[f"member[{item}]/{code}"])
        return tostring(root, encoding="unicode")


def written(answer: Plain) -> str:
    return " ".join(answer) if isinstance(answer, tuple) else str(answer)


def made_form(seed: int) -> Form:
    """Codes say what kind of answer is there: one12, number13."""
    chance = random.Random(seed)  # noqa: S311
    answers: dict[str, Plain] = {}
    groups: dict[str, str] = {}
    for place in range(GROUPS * IN_A_GROUP):
        kind = KINDS[place % len(KINDS)]
        groups[f"{kind}{place}"] = f"group{place // IN_A_GROUP}"
        answers[f"{kind}{place}"] = made_answer(kind, chance)
    for item in range(1, MEMBERS + 1):
        answers[f"member[{item}]/age"] = chance.randint(0, 90)
        answers[f"member[{item}]/hours"] = chance.randint(0, 50)
    return Form(answers, groups)


def made_answer(kind: str, chance: random.Random) -> Plain:
    match kind:
        case "one":
            return chance.choice(CODES)
        case "several":
            return tuple(chance.sample(CODES, chance.randint(1, 4)))
        case "number":
            return chance.randint(0, 100)
    return "".join(chance.choices("abcdefgh", k=chance.randint(1, 12)))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes rules; the same chance writes the same ones, whatever the naming."""

    form: Form
    named: Naming
    chance: random.Random

    def rule(self) -> str:
        shape = self.chance.choices(SHAPES, SHARES)[0]
        return shape(self)

    def one(self, kind: str) -> str:
        codes = [code for code in self.form.groups if code.startswith(kind)]
        return self.named(self.chance.choice(codes))

    def code(self) -> str:
        return f"'{self.chance.choice(CODES)}'"

    def number(self) -> int:
        return self.chance.randint(1, 90)

    def sign(self) -> str:
        return self.chance.choice(("<", "<=", ">", ">="))


def chosen(write: Writer) -> str:
    return f"{write.one('one')} {write.chance.choice(('=', '!='))} {write.code()}"


def among(write: Writer) -> str:
    """What selected() is in plain XPath."""
    return f"contains(concat(' ', {write.one('several')}, ' '), concat(' ', {write.code()}, ' '))"


def large(write: Writer) -> str:
    return f"{write.one('number')} {write.sign()} {write.number()}"


def both(write: Writer) -> str:
    joint = write.chance.choice(("and", "or"))
    simple = (chosen, among, large)
    parts = [write.chance.choice(simple)(write) for _ in range(write.chance.randint(2, 4))]
    return f" {joint} ".join(parts)


def otherwise(write: Writer) -> str:
    return f"not({chosen(write)}) and ({both(write)})"


def sum_of_some(write: Writer) -> str:
    numbers = [write.one("number") for _ in range(write.chance.randint(2, 5))]
    return f"{' + '.join(numbers)} {write.sign()} {write.number()}"


def reckoned(write: Writer) -> str:
    one, two, three = (write.one("number") for _ in range(3))
    return f"round(({one} * {write.number()} - {two}) div ({three} + 1))"


def sum_over(write: Writer) -> str:
    return f"sum({write.named('hours')}) {write.sign()} {write.number()}"


def count_of(write: Writer) -> str:
    return f"count({write.named('member')}[age {write.sign()} {write.number()}]) > 2"


def lengthy(write: Writer) -> str:
    return f"string-length({write.one('word')}) {write.sign()} {write.number() % 12}"


SHARES_OF_SHAPES: dict[Callable[[Writer], str], int] = {
    chosen: 25,
    among: 15,
    large: 12,
    both: 20,
    otherwise: 6,
    sum_of_some: 7,
    reckoned: 6,
    sum_over: 3,
    count_of: 3,
    lengthy: 3,
}
SHAPES, SHARES = list(SHARES_OF_SHAPES), list(SHARES_OF_SHAPES.values())


def made_rules(form: Form, size: int, seed: int, named: Naming) -> tuple[str, ...]:
    """So many different rules."""
    write = Writer(form, named, random.Random(seed))  # noqa: S311
    found: dict[str, None] = {}
    while len(found) < size:
        found.setdefault(write.rule())
    return tuple(found)
