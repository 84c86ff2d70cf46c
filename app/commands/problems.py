"""How commands print the problems of files."""

import json
from collections.abc import Iterable

import click

from app.formats.xlsform.repairs import Repair
from app.questionnaire.reading import Problem


def print_problems(
    problems: Iterable[Problem],
    *,
    is_json: bool,
    notes: Iterable[Problem] = (),
    repairs: Iterable[Repair] = (),
) -> None:
    """Every problem with its place and how to mend it; with any, the command ends with 1.

    notes: what is no fault, but not carried either; repairs: what was mended already.
    """
    found, noted, mended = tuple(problems), tuple(notes), tuple(repairs)
    if is_json:
        click.echo(json.dumps(as_document(found, noted, mended), indent=1))
    else:
        for repair in mended:
            click.echo(f"{repair.place}: {repair.what} [{repair.code}]")
        for note in noted:
            click.echo(f"Note: {note}")
        for each in found:
            click.echo(str(each))
        click.echo(counted(len(found)))
    if found:
        click.get_current_context().exit(1)


def as_document(
    problems: tuple[Problem, ...], notes: tuple[Problem, ...], repairs: tuple[Repair, ...]
) -> dict[str, object]:
    """notes and repairs only where there are some."""
    document: dict[str, object] = {
        "ok": not problems,
        "problems": [as_dict(each) for each in problems],
    }
    if notes:
        document["notes"] = [as_dict(each) for each in notes]
    if repairs:
        document["repairs"] = [
            {"where": each.place, "code": each.code, "what": each.what} for each in repairs
        ]
    return document


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
