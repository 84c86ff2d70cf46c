"""The files and lists that rules look into: `pulldata('fruits', …)`, `instance('districts')`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app.formats.xlsform.choosing import ChoiceReader
from app.formats.xlsform.entries import Entry
from app.formats.xlsform.kinds import FILE_TABLES
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Call, Literal, walk
from app.questionnaire.model import Question

SUFFIX: Final = {"xml-external": ".xml", "csv-external": ".csv", "pulldata": ".csv"}
RULES: Final = (
    "show_if",
    "required_if",
    "read_only_if",
    "constraint",
    "calculate",
    "default_rule",
    "choice_filter",
    "count",
)


def read_lookups(
    entries: list[Entry], questions: Iterable[Question], choices: ChoiceReader
) -> None:
    """Adds to the lists and tables of choices what only rules use."""
    every = [each for top in entries for each in top.walk()]
    for entry in every:
        if entry.type.name in FILE_TABLES:
            choices.rows(f"{entry.name}{SUFFIX[entry.type.name]}", entry)
    for name, call in called(questions):
        if call == "pulldata" and every:
            choices.rows(f"{name.removesuffix('.csv')}.csv", every[0])
        elif call == "instance" and name in choices.lists and name not in choices.used:
            choices.used[name] = tuple(each.choice for each in choices.lists[name])


def called(questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    """The text that stands first in each call, and the function."""
    for question in questions:
        for name in RULES:
            rule: Rule | None = getattr(question, name)
            yield from calls_in(rule) if rule else ()
        yield from called(question.fields)


def calls_in(rule: Rule) -> Iterator[tuple[str, str]]:
    for each in walk(rule.tree):
        if isinstance(each, Call) and each.name in {"pulldata", "instance"}:
            first = each.arguments[0] if each.arguments else None
            if isinstance(first, Literal):
                yield Path(first.text).name, each.name
