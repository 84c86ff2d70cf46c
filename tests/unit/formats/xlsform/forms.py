"""Small forms written as Markdown, and what reading them gives."""

import textwrap

from app.formats.imported import Imported
from app.formats.xlsform.form import read_xlsform
from app.questionnaire.model import Question, Questionnaire


def imported(markdown: str) -> Imported:
    return read_xlsform(textwrap.dedent(markdown).strip().encode(), "form.md")


def read(markdown: str) -> Questionnaire:
    found = imported(markdown)
    assert found.problems == ()
    return found.needed()


def one(markdown: str, code: str) -> Question:
    question = read(markdown).question(code)
    assert question is not None
    return question


def faults(markdown: str) -> list[tuple[str, str]]:
    """Cell and code of every problem."""
    found = imported(markdown)
    assert (found.questionnaire is None) == bool(found.problems)
    return [(each.where.removeprefix("form.md:"), each.code) for each in found.problems]


def survey(*rows: str, header: str = "type | name | label") -> str:
    """A survey sheet with one column for the name of the sheet in front: type stands in B."""
    return "\n".join(["| survey |", f"| | {header} |", *(f"| | {row} |" for row in rows)])


YES_NO = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
