"""flask survey export: a questionnaire out of the store, into a format of others."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click

from app.commands.stating import on_the_store
from app.formats.xform.export import to_xform
from app.formats.xlsform.export import exported
from app.formats.xlsform.saving import to_bytes
from app.formats.yaml_form.writing import to_yaml
from app.questionnaire.model import Questionnaire
from app.store import questionnaires

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


def write_xlsform(questionnaire: Questionnaire, out: Path) -> tuple[str, ...]:
    found = exported(questionnaire)
    out.write_bytes(to_bytes(found.workbook, out.suffix))
    return found.lacking


def write_yaml(questionnaire: Questionnaire, out: Path) -> tuple[str, ...]:
    out.write_text(to_yaml(questionnaire), encoding="utf-8")
    return ()


def write_xform(questionnaire: Questionnaire, out: Path) -> tuple[str, ...]:
    content, lacking = to_xform(questionnaire)
    out.write_bytes(content)
    return lacking


WRITERS: Final[Mapping[str, Callable[[Questionnaire, Path], tuple[str, ...]]]] = {
    "xform": write_xform,
    "xlsform": write_xlsform,
    "yaml": write_yaml,
}
"""Each writes the file and tells what its format has no place for."""


@click.command("export")
@click.argument("code")
@click.option("--to", "wanted", required=True, type=click.Choice(sorted(WRITERS)))
@click.argument("out", type=OUT)
@on_the_store
def survey_export(code: str, wanted: str, out: Path) -> None:
    """Write the newest version of the questionnaire CODE to the file OUT.

    yaml: with every language inside. xlsform: OUT ends in .xlsx, .md or .csv; what the format has
    no place for is listed by name.
    """
    version = questionnaires.latest(code)
    for what in WRITERS[wanted](questionnaires.compiled(version.id), out):
        click.echo(f"Not carried: {what}.")
    click.echo(f"Questionnaire {code} {version.version} is written to {out}.")
