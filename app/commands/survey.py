"""flask survey …: survey files checked, and the engine on given answers. Needs no store."""

import json
from pathlib import Path

import click

from app.commands.survey_evaluate import survey_evaluate
from app.commands.survey_expression import expression
from app.questionnaire.reading import Problem, check_files


@click.group()
def survey() -> None:
    """Check survey files; try expressions and answers."""


@survey.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def check(files: tuple[Path, ...], *, is_json: bool) -> None:
    """List every problem of FILES with its place and how to mend it; folders hold YAML files."""
    problems = check_files(files)
    if is_json:
        listed = [as_json(each) for each in problems]
        click.echo(json.dumps({"ok": not problems, "problems": listed}, indent=1))
    else:
        for each in problems:
            click.echo(str(each))
        click.echo(f"{len(problems)} problems." if problems else "No problems.")
    if problems:
        click.get_current_context().exit(1)


def as_json(problem: Problem) -> dict[str, str]:
    return {
        "where": problem.where,
        "code": problem.code,
        "message": problem.message,
        "mend": problem.mend,
    }


survey.add_command(survey_evaluate)
survey.add_command(expression)
