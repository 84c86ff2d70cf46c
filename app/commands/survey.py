"""flask survey …: survey files checked, the engine on given answers, questionnaires imported."""

from pathlib import Path

import click

from app.commands.problems import print_problems
from app.commands.stating import as_json
from app.commands.survey_evaluate import survey_evaluate
from app.commands.survey_expression import expression
from app.commands.survey_import import survey_import
from app.questionnaire.reading import check_files


@click.group()
def survey() -> None:
    """Check survey files; try expressions and answers; import questionnaires."""


@survey.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def check(files: tuple[Path, ...], *, is_json: bool) -> None:
    """List every problem of FILES with its place and how to mend it; folders hold YAML files.

    Needs no store.
    """
    print_problems(check_files(files), is_json=is_json)


survey.add_command(survey_evaluate)
survey.add_command(expression)
survey.add_command(survey_import)
