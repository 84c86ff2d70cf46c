"""Small questionnaires written in a test: texts are the codes, rules are their sources."""

from datetime import date

from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import (
    Choice,
    Modules,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)
from app.questionnaire.setting import Place, Setting

SETTING = Setting(date(2026, 11, 23), "en", seed=7)
PLACES = (
    Place("31001", "Agassac", "hills", "The Hills"),
    Place("31002", "Aignes", "hills", "The Hills"),
    Place("09001", "Foix", "valley", "The Valley"),
)
RULES = (
    "show_if", "constraint", "calculate", "choice_filter", "first_if", "over", "count", "warning",
    "required_if", "read_only_if", "default_rule",
)  # fmt: skip


def text(words: str, **others: str) -> Text:
    return Text("en", {"en": words, **others})


def choice(code: str, **facts: object) -> Choice:
    return Choice(code=code, text=text(code.upper(), fr=f"{code} (fr)"), **facts)


def choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(choice(code) for code in codes)


def question(code: str, kind: str, **facts: object) -> Question:
    rules = {name: Rule.parse(str(facts.pop(name))) for name in RULES if name in facts}
    words = facts.pop("text", code)
    return Question(code=code, kind=QuestionKind(kind), text=text(str(words)), **rules, **facts)


def page(code: str, *questions: Question, show_if: str | None = None, **facts: object) -> Page:
    rule = None if show_if is None else Rule.parse(show_if)
    return Page(code=code, questions=questions, show_if=rule, **facts)


def questionnaire(*pages: Page, modules: Modules | None = None) -> Questionnaire:
    return Questionnaire(
        code="written",
        version="1.0",
        audience="firms",
        source_language="en",
        languages=("en", "fr"),
        title=text("A questionnaire"),
        intro=text("8 minutes."),
        privacy=text("Totals only."),
        pages=pages,
        modules=modules,
    )


def of_one_page(*questions: Question) -> Questionnaire:
    return questionnaire(page("p1", *questions))
