"""Questionnaires that hypothesis makes up: every kind of question, rules over earlier answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from app.questionnaire.model import Choice, Modules, Page, Question, QuestionKind, Questionnaire
from tests.unit.questionnaire.written import choice, choices, page, question, questionnaire

CODES = ("c0", "c1", "c2", "c3")
MANY = tuple(f"c{number}" for number in range(14))
YES_NO = choices("yes", "no")
LAST = (
    choice("dk", is_missing=True),
    choice("none", is_exclusive=True),
    choice("other", is_open=True),
)
KINDS = (
    "consent", "municipality", "single", "scale", "multiple", "multiple", "multiple", "multiple",
    "integer", "decimal", "text", "calculate", "roster", "roster", "roster", "contact", "note",
    "date", "ranking", "rating", "yes_no", "acknowledge", "hidden", "group", "group",
    "repeat", "repeat",
)  # fmt: skip
UNREAD = ("note", "contact", "group", "repeat")
MODULES = Modules(names=("A", "B"), drawn="MODULE", offer="OFFER")
Draw = Callable[[st.SearchStrategy[object]], object]


@dataclass
class Sketch:
    """What a questionnaire asks so far: codes by kind, for rules to read."""

    draw: Draw
    codes: list[tuple[str, str]] = field(default_factory=list)

    def pick(self, *options: object) -> object:
        return self.draw(st.sampled_from(options))

    def happens(self, one_in: int) -> bool:
        return self.draw(st.integers(0, one_in - 1)) == one_in - 1

    def earlier(self, *kinds: str) -> list[str]:
        return [code for code, kind in self.codes if kind in kinds]

    def condition(self) -> str | None:
        """Something that an earlier answer decides; two of them at times."""
        if not self.codes:
            return None
        found = [self.clause(*self.pick(*self.codes)) for _ in range(1 + self.happens(3))]
        joined = f" {self.pick('and', 'or')} ".join(found)
        return f"not({joined})" if self.happens(4) else joined

    def clause(self, code: str, kind: str) -> str:
        if kind == "roster":
            return f"count(${{{code}}}[f0 = 'c1']) > 0"
        if kind == "multiple":
            return str(
                self.pick(f"selected(${{{code}}}, 'c1')", f"count-selected(${{{code}}}) > 1")
            )
        if kind in {"single", "scale"}:
            return f"${{{code}}} = '{self.pick(*CODES)}'"
        if kind in {"integer", "decimal", "calculate", "rating", "hidden"}:
            return f"${{{code}}} > {self.pick(0, 2, 5)}"
        return f"${{{code}}} != ''"


def made_question(sketch: Sketch, number: int) -> Question:
    kind = str(sketch.pick(*KINDS))
    if kind == "roster" and not sketch.earlier("multiple"):
        kind = "multiple"
    code = f"Q{number}"
    facts: dict[str, object] = {}
    condition = sketch.condition() if sketch.happens(3) else None
    if condition is not None:
        facts["show_if"] = condition
    if kind not in {"calculate", "roster", "hidden", *UNREAD} and sketch.happens(3):
        facts["is_required"] = True
    facts |= MAKERS[kind](sketch, facts) if kind in MAKERS else {}
    if kind == "group":
        inside = [made_question(sketch, 100 * number + place) for place in (1, 2)]
        return question(code, kind, fields=tuple(inside), **facts)
    if kind not in UNREAD:
        sketch.codes.append((code, kind))
    return question(code, kind, **facts)


def of_one(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    listed = MANY if sketch.happens(4) else CODES
    last = (LAST[0], LAST[2]) if sketch.happens(2) else ()
    return {"choices": (*choices(*listed), *last), "is_shuffled": sketch.happens(2)}


def of_several(sketch: Sketch, facts: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {
        "choices": (*choices(*(MANY if sketch.happens(4) else CODES)), *LAST),
        "is_shuffled": sketch.happens(2),
        "max_selected": sketch.pick(None, 2, 3),
    }
    lists = sketch.earlier("multiple")
    if lists and sketch.happens(2) and not facts.get("is_required"):
        found["choice_filter"] = f"not(selected(${{{sketch.pick(*lists)}}}, name))"
    elif sketch.happens(3):
        found["min_selected"] = 1
    if lists and sketch.happens(3):
        found["first_if"] = f"selected(${{{sketch.pick(*lists)}}}, name)"
    return found


def of_number(sketch: Sketch, facts: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {"minimum": 0, "maximum": 9}
    earlier = sketch.earlier("integer", "decimal")
    if not facts.get("is_required") and sketch.happens(2):
        found["constraint"] = f". <= ${{{sketch.pick(*earlier)}}}" if earlier else ". != 7"
    return found


def of_others(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    earlier = sketch.earlier("integer", "decimal", "calculate")
    if not earlier:
        return {"calculate": "count-selected('c1 c2')"}
    code = sketch.pick(*earlier)
    return {"calculate": f"if(${{{code}}} = '', '', ${{{code}}} * 2 div 3)"}


def of_items(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    fields = [question("f0", "single", choices=choices(*CODES), is_required=sketch.happens(3))]
    if sketch.happens(2):
        fields.append(question("f1", "integer", minimum=0, text="${item}"))
    if sketch.happens(2):
        fields.append(question("f2", "text", show_if="${f0} = 'c1'"))
    over = f"${{{sketch.pick(*sketch.earlier('multiple'))}}}"
    return {"over": over, "fields": tuple(fields), "max_items": sketch.pick(None, 2)}


def of_repeats(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    """Counted or open, with a group, a repeat in it, and a field that reads one below it."""
    inner = question(
        "s",
        "repeat",
        fields=(
            question("k", "integer", minimum=0),
            question("t", "calculate", calculate="${k} + ${n}"),
        ),
        count="${n}",
        max_items=2,
    )
    fields = [
        question("twice", "calculate", calculate="${n} * 2"),
        question("n", "integer", minimum=0, maximum=9),
        question("g", "group", show_if="${n} > 1", fields=(question("why", "text"),)),
    ]
    facts: dict[str, object] = {"max_items": 2, "min_items": 0}
    if sketch.happens(2):
        fields.append(inner)
    numbers = sketch.earlier("integer", "rating")
    if numbers and sketch.happens(2):
        facts["count"] = f"${{{sketch.pick(*numbers)}}}"
    return {"fields": tuple(fields), **facts}


def of_marks(_sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    return {"minimum": 1, "maximum": 5}


def of_yes_or_no(_sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    return {"choices": YES_NO}


def of_ranks(_sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    return {"choices": choices(*CODES)}


def of_known(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    return {"default": sketch.pick(None, "c1", 3)}


def of_places(sketch: Sketch, _facts: dict[str, object]) -> dict[str, object]:
    outside: Choice | None = choice("left") if sketch.happens(2) else None
    return {"outside": outside, "is_multiple": sketch.happens(2)}


MAKERS = {
    "single": of_one,
    "scale": of_one,
    "multiple": of_several,
    "integer": of_number,
    "decimal": of_number,
    "calculate": of_others,
    "roster": of_items,
    "municipality": of_places,
    "repeat": of_repeats,
    "rating": of_marks,
    "yes_no": of_yes_or_no,
    "ranking": of_ranks,
    "hidden": of_known,
}


def with_rule_ahead(sketch: Sketch, asked: list[Question]) -> list[Question]:
    """A calculation before the questions of its page that reads the last of them."""
    numbers = [
        each.code for each in asked if each.kind in {QuestionKind.INTEGER, QuestionKind.RATING}
    ]
    if not numbers or not sketch.happens(2):
        return asked
    ahead = question(f"{numbers[-1]}_AHEAD", "calculate", calculate=f"${{{numbers[-1]}}} + 1")
    return [ahead, *asked]


def made_page(sketch: Sketch, number: int, module: str | None = None) -> Page:
    condition = sketch.condition() if sketch.happens(3) else None
    asked = [
        made_question(sketch, 10 * number + place)
        for place in range(int(str(sketch.pick(1, 2, 3, 4))))
    ]
    is_core = module is None and sketch.happens(2)
    asked = with_rule_ahead(sketch, asked)
    return page(f"p{number}", *asked, show_if=condition, is_core=is_core, module=module)


@st.composite
def questionnaires(draw: Draw) -> Questionnaire:
    """Sound ones: a rule reads earlier answers only, and what is required can be answered."""
    sketch = Sketch(draw)
    pages = [made_page(sketch, number) for number in range(1, 1 + int(str(sketch.pick(1, 2, 3))))]
    has_modules = sketch.happens(2)
    if has_modules:
        before = list(sketch.codes)
        for number, module in enumerate(MODULES.names, start=5):
            sketch.codes = list(before)  # the order of modules is drawn: none reads another
            pages.append(made_page(sketch, number, module))
        sketch.codes = before
        pages.append(page("offer", question("OFFER", "single", choices=YES_NO)))
    pages.append(made_page(sketch, 7))
    return questionnaire(*pages, modules=MODULES if has_modules else None)
