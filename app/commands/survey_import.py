"""flask survey import: a questionnaire file, with its translations, into the store."""

from dataclasses import replace
from pathlib import Path

import click

from app.commands.problems import print_problems
from app.commands.stating import as_json, on_the_store
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import Problem, UnreadableError, check_files, read_questionnaire
from app.questionnaire.reading.codes import LOWER
from app.store import questionnaires
from app.store.database import transaction

SUFFIXES = (".yaml", ".yml")


class Code(click.ParamType[str]):
    """What a campaign will call the questionnaire."""

    name = "CODE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        code = str(value)
        if LOWER.fullmatch(code) is None:
            self.fail(f"{code!r} is no code: write a-z, 0-9 and _, 40 at most.", param, ctx)
        return code


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", type=Code(), help="Store it under this code, not the one of the file.")
@as_json
@on_the_store
def survey_import(file: Path, *, code: str | None, is_json: bool) -> None:
    """Take the questionnaire of FILE (YAML) into the store, in every language it is translated to.

    The catalogues in translations/ beside the folder of FILE are folded in. Every problem is
    printed, and then nothing is imported. The same content again is the same version.
    """
    problems = _problems(file)
    if not problems:
        try:
            said = _imported(read_questionnaire(file), code)
        except UnreadableError as error:
            problems = error.problems
    print_problems(problems, is_json=is_json) if problems or is_json else click.echo(said)


def _problems(file: Path) -> tuple[Problem, ...]:
    if file.is_dir():
        message, mend = "This is a folder.", "Name one questionnaire file."
        return (Problem(file=str(file), code="not-a-survey", message=message, mend=mend),)
    return check_files([file])


def _imported(read: Questionnaire, code: str | None) -> str:
    questionnaire = read if code is None else replace(read, code=code)
    with transaction():
        is_new = questionnaires.find(questionnaire) is None
        questionnaires.save(questionnaire)
    spoken = ", ".join(questionnaire.languages)
    name = f"Questionnaire {questionnaire.code} {questionnaire.version}, in {spoken}"
    return f"{name}, is {'imported' if is_new else 'in the store already'}."
