"""The table of functions as Markdown, for docs/expressions.md."""

from collections.abc import Sequence

from app.questionnaire.expression.function import Engine, Function
from app.questionnaire.expression.functions import SUBJECTS

HEAD = "| function | gives | does | elsewhere |\n|---|---|---|---|"


def functions_table() -> str:
    """By subject; the last column says where a function does not run, and what chance decides."""
    return "\n\n".join(f"### {subject}\n{table(rows)}" for subject, rows in SUBJECTS.items())


def table(rows: Sequence[Function]) -> str:
    return "\n".join((HEAD, *map(line, rows)))


def line(function: Function) -> str:
    cells = (f"`{function.signature}`", str(function.gives), function.says, notes(function))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def notes(function: Function) -> str:
    missing = [f"not in {engine}" for engine in Engine if engine not in function.runs_in]
    chance = [] if function.is_pure else ["changes with the clock or with chance"]
    return "; ".join(missing + chance)
