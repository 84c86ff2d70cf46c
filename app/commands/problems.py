"""How commands print the problems of files."""

import json
from collections.abc import Iterable

import click

from app.questionnaire.reading import Problem


def print_problems(problems: Iterable[Problem], *, is_json: bool) -> None:
    """Every problem with its place and how to mend it; with any, the command ends with 1."""
    found = tuple(problems)
    if is_json:
        listed = [as_dict(each) for each in found]
        click.echo(json.dumps({"ok": not found, "problems": listed}, indent=1))
    else:
        for each in found:
            click.echo(str(each))
        click.echo(counted(len(found)))
    if found:
        click.get_current_context().exit(1)


def counted(number: int) -> str:
    if number == 0:
        return "No problems."
    return "1 problem." if number == 1 else f"{number} problems."


def as_dict(problem: Problem) -> dict[str, str]:
    return {
        "where": problem.where,
        "code": problem.code,
        "message": problem.message,
        "mend": problem.mend,
    }
