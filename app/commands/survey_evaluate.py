"""flask survey evaluate: the logic of a questionnaire on a file of answers."""

import json
from datetime import date
from pathlib import Path

import click

from app.errors import ForeterreError, InvalidError
from app.formats.survey_files import read_survey_file
from app.questionnaire.evaluation import Evaluated, evaluate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("file", type=FILE)
@click.argument("answers", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def survey_evaluate(file: Path, answers: Path, *, as_json: bool) -> None:
    """What FILE, a questionnaire in any format, decides for the answers in ANSWERS, a JSON file."""
    try:
        # The day where the command runs; a file that must not depend on it holds `today`.
        day = date.today()  # noqa: DTZ011
        found = evaluate(read_survey_file(file).needed(), document_in(answers), today=day)
    except ForeterreError as error:
        raise click.ClickException(error.message) from error
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else told(found))


def document_in(path: Path) -> dict[str, object]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidError(f"{path}: not UTF-8; save it as UTF-8.") from error
    except ValueError as error:
        raise InvalidError(f"{path}: not JSON ({error}); mend it there.") from error
    if not isinstance(document, dict):
        raise InvalidError(f'{path}: not an object; write {{"answers": {{path: value}}}}.')
    return document


def told(found: Evaluated) -> str:
    """The same for people: a line a path, then what is wrong, then the next page."""
    relevant, values = found["relevant"], found["values"]
    lines = []
    if isinstance(relevant, dict) and isinstance(values, dict):
        paths = dict.fromkeys((*values, *relevant))
        lines = [f"{path}: {in_words(path, relevant, values)}" for path in paths]
    wrong = found["violations"]
    if isinstance(wrong, list):
        lines += [f"Violation: {each['path']}: {each['code']}" for each in wrong]
    return "\n".join([*lines, f"Next page: {found['next'] or 'the review'}"])


def in_words(path: str, relevant: dict[str, bool], values: dict[str, object]) -> str:
    if not relevant.get(path, True):
        return "not asked"
    value = values.get(path)
    if isinstance(value, list):
        return ", ".join(value)
    return "not answered" if value is None else str(value)
