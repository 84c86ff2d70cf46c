"""flask survey …: survey files checked, the engine on given answers, into and out of the store."""

import click

from app.commands.survey_check import survey_check
from app.commands.survey_codebook import survey_codebook
from app.commands.survey_evaluate import survey_evaluate
from app.commands.survey_export import survey_export
from app.commands.survey_expression import expression
from app.commands.survey_import import survey_import


@click.group()
def survey() -> None:
    """Check survey files; try expressions and answers; import and export questionnaires."""


survey.add_command(survey_check)
survey.add_command(survey_evaluate)
survey.add_command(expression)
survey.add_command(survey_import)
survey.add_command(survey_export)
survey.add_command(survey_codebook)
