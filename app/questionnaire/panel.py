"""A panel of experts: statements asked in rounds, and the rules fixed before the first one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.questionnaire.model import (
    Choice,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)

EXPERTISE, CHANCE_2030, CHANCE_2035 = "E_EXP", "E_P30", "E_P35"
IMPACT, WISH, LEVER, GROUP = "E_IMP", "E_WISH", "E_LEVER", "E_GROUP"
ROUND, REVERSIBLE, OUTSIDE = "ST_ROUND", "ST_REVERSIBLE", "ST_OUTSIDE"
SYSTEM = (ROUND, REVERSIBLE, OUTSIDE)
"""Known beside the answers to a statement; whoever asks fills them in."""
STATEMENT_PAGE = "statement"
STATEMENTS_PAGE = "statements"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRule:
    """Of one question, whose answers as numbers lie on a scale from low to high in steps.

    iqr: at most; end_share: at least, in the two highest or the two lowest levels; None: does not
    count. Stable: the median moves by median_change at most, and Wilcoxon's p lies above p or the
    weighted kappa is kappa at least.
    """

    question: str
    low: float
    high: float
    step: float
    iqr: float
    end_share: float | None = None
    median_change: float
    p: float
    kappa: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """over, item: the list of the vocabulary and the code in it that a statement is about."""

    code: str
    domain: str
    text: Text
    is_reversible: bool = False
    over: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """The items that lead by some number of a release, most of them at most."""

    by: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A statement for each picked item of a list; its text holds ${name}."""

    code: str
    over: str
    domain: str
    text: Text
    picks: tuple[Pick, ...]

    def statement(self, item: Choice) -> Statement:
        return Statement(
            code=f"{self.code}_{item.code}",
            domain=self.domain,
            text=_named(self.text, item.text),
            over=self.over,
            item=item.code,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is fixed before the first round and never changes. least_answers: behind any figure."""

    least_rounds: int
    most_rounds: int
    least_answers: int
    rules: tuple[PanelRule, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A file of a panel. questionnaire: who one is, and what is asked of every statement."""

    questionnaire: Questionnaire
    plan: Plan
    templates: tuple[Template, ...]
    lists: Mapping[str, tuple[Choice, ...]]

    def planned(self, picked: Mapping[str, tuple[str, ...]]) -> Plan:
        """The plan with the statements of the picked items; picked: code of a template to them.

        Raises KeyError for an item that its list does not hold.
        """
        made = []
        for template in self.templates:
            items = {each.code: each for each in self.lists[template.over]}
            made += [template.statement(items[code]) for code in picked.get(template.code, ())]
        return replace(self.plan, statements=(*self.plan.statements, *made))

    def asked(self, plan: Plan) -> Questionnaire:
        """The questionnaire with the statements of a plan as notes: numbers name them."""
        notes = tuple(
            Question(code=each.code, kind=QuestionKind.NOTE, text=each.text)
            for each in plan.statements
        )
        page = Page(code=STATEMENTS_PAGE, questions=notes)
        return replace(self.questionnaire, pages=(*self.questionnaire.pages, page))


def system_questions(language: str) -> tuple[Question, ...]:
    """What rules may use beside the answers of an expert."""
    nothing = Text(language, {language: ""})
    return tuple(
        Question(code=code, kind=QuestionKind.HIDDEN, text=nothing, is_read_only=True)
        for code in SYSTEM
    )


def _named(text: Text, name: Text) -> Text:
    return Text(
        text.source,
        {
            language: said.replace("${name}", name.in_language(language))
            for language, said in text.texts.items()
            if said
        },
    )
