"""flask survey expression …: what an expression gives for given answers. Needs no store."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import NoReturn

import click

from app.errors import InvalidError
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.nodes import NodeSet, Plain
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tables import Row, Tables
from app.questionnaire.expression.values import Value, number_text, string

TABLES_MEND = 'Write {"name": [{"column": "text"}]}.'
CONTEXT_MEND = "Write {path: value}, or {answers: {path: value}, language, today, seed, path}."
UNKNOWN_OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?")
READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(context_settings={"ignore_unknown_options": True})  # `-1 + 2` is no option
@click.argument("expr", required=False)
@click.option("--context", type=READABLE, help="Answers as JSON: {path: value}.")
@click.option("--file", "listed", type=READABLE, help='A line each: {"expr": …, "context": …}.')
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def expression(
    expr: str | None, context: Path | None, listed: Path | None, *, is_json: bool
) -> None:
    """Compute EXPR: `survey expression '1 + 1'`. With --file, print a JSON array of all lines."""
    if (expr is None) == (listed is None) or (listed and context):
        raise click.UsageError("Give either EXPR, with --context if it needs answers, or --file.")
    if expr is not None and UNKNOWN_OPTION.fullmatch(expr):
        raise click.NoSuchOption(expr)
    if listed is not None:
        click.echo(json.dumps(results_of_lines(listed), indent=1))
    elif expr is not None:
        show(expr, context, is_json=is_json)


def show(expr: str, context: Path | None, *, is_json: bool) -> None:
    try:
        given = Given() if context is None else read_given(loaded(read_text(context)))
        value = Rule.parse(expr).value(given.scope())
    except InvalidError as error:
        if is_json:
            click.echo(json.dumps(fault(error)))
            click.get_current_context().exit(1)
        raise click.ClickException(str(error)) from error
    kind = type_of(value)
    if is_json:
        click.echo(json.dumps({"value": json_value(value), "type": kind}))
    else:
        click.echo(f"{' '.join(texts_of(value))} ({kind})")


def results_of_lines(listed: Path) -> list[dict[str, object]]:
    lines = read_text(listed).splitlines()
    return [result_of_line(line) for line in lines if line.strip()]


def result_of_line(line: str) -> dict[str, object]:
    try:
        found = loaded(line)
        if not isinstance(found, dict) or not isinstance(found.get("expr"), str):
            refuse("The line has no expr.", 'Write {"expr": "1 + 1", "context": {}}.')
        scope = read_given(found.get("context") or {}).scope()
        value = Rule.parse(found["expr"]).value(scope)
    except InvalidError as error:
        return fault(error)
    return {"value": json_value(value), "type": type_of(value)}


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        refuse(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.")


def loaded(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        refuse(f"This is not JSON: {error}.", "Correct it.")
    return found


def refuse(message: str, mend: str) -> NoReturn:
    raise InvalidError(f"{message} {mend}")


def fault(error: InvalidError) -> dict[str, object]:
    if isinstance(error, ExpressionError):
        return {"error": str(error), "position": error.position, "mend": error.mend}
    return {"error": str(error)}


def type_of(value: Value) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "nodeset"


def json_value(value: Value) -> object:
    """NaN and infinities as texts: JSON has no number for them."""
    if isinstance(value, float) and string(value) in {"NaN", "Infinity", "-Infinity"}:
        return number_text(value)
    return texts_of(value) if isinstance(value, tuple | NodeSet) else value


def texts_of(value: Value) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    return (
        [string(each) for each in value.values] if isinstance(value, NodeSet) else [string(value)]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an expression is computed with. path: the question it stands at, for `.`"""

    answers: Mapping[str, Plain | None] = field(default_factory=dict)
    language: str = "en"
    today: date | None = None
    seed: int | None = None
    path: str = ""
    last_saved: Mapping[str, Plain | None] = field(default_factory=dict)
    tables: Tables = field(default_factory=dict)

    def scope(self) -> AnswerScope:
        now = datetime.now().astimezone()
        if self.today is not None:
            now = datetime.combine(self.today, time(), now.tzinfo)
        scope = AnswerScope.of_answers(
            self.answers,
            today=now.date(),
            now=now,
            language=self.language,
            seed=self.seed,
            last_saved=self.last_saved,
            tables=self.tables,
        )
        return scope.at_path(self.path) if self.path else scope


def read_given(found: object) -> Given:
    """Flat {path: value}, or answers beside language, today and the like. Raises InvalidError."""
    if not isinstance(found, dict):
        refuse("The context is not an object.", CONTEXT_MEND)
    if not isinstance(found.get("answers"), dict):
        return Given(answers=read_answers(found))
    day, seed = found.get("today"), found.get("seed")
    if seed is not None and (not isinstance(seed, int) or isinstance(seed, bool)):
        refuse("seed is not a whole number.", "Write 42, or leave it out.")
    known = read_part(found, "prefill")
    return Given(
        answers=known | read_answers(found["answers"]),
        language=str(found.get("language") or "en"),
        today=None if day is None else read_day(day),
        seed=seed,
        path=str(found.get("path") or ""),
        last_saved=read_part(found, "last_saved"),
        tables=read_tables(found.get("tables") or {}),
    )


def read_part(found: Mapping[str, object], name: str) -> dict[str, Plain | None]:
    part = found.get(name) or {}
    if not isinstance(part, dict):
        refuse(f"{name} is not an object.", "Write {path: value}, or leave it out.")
    return read_answers(part)


def read_tables(found: object) -> dict[str, tuple[Row, ...]]:
    if not isinstance(found, dict):
        refuse("tables is not an object.", TABLES_MEND)
    return {str(name): tuple(map(read_row, read_rows(name, rows))) for name, rows in found.items()}


def read_rows(name: str, rows: object) -> list[object]:
    if not isinstance(rows, list):
        refuse(f"The table {name} is not a list of rows.", TABLES_MEND)
    return rows


def read_row(row: object) -> Row:
    if not isinstance(row, dict) or not all(isinstance(cell, str) for cell in row.values()):
        refuse("A row of a table is no object of texts.", TABLES_MEND)
    return row


def read_day(day: object) -> date:
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        refuse(f"today is not a date: {day}.", "Write 2026-11-23.")


def read_answers(found: Mapping[str, object]) -> dict[str, Plain | None]:
    return {path: read_answer(path, value) for path, value in found.items()}


def read_answer(path: str, value: object) -> Plain | None:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    refuse(f"{path} is no answer.", "Write a text, a number, true, false, or a list of codes.")
