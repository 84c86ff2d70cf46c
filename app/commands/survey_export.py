"""flask survey export: a questionnaire out of the store, into a format of others."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Final

import click

from app.commands.stating import on_the_store
from app.errors import NotFoundError
from app.formats.media_files import media_folder
from app.formats.xform.export import to_xform
from app.formats.xlsform.export import exported
from app.formats.xlsform.saving import to_bytes
from app.formats.yaml_form.writing import to_yaml
from app.questionnaire.model import Questionnaire
from app.store import media, questionnaires

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


def write_media(questionnaire: Questionnaire, folder: Path) -> Iterator[str]:
    """Each under the name that the form calls it by."""
    for name, sha256 in questionnaire.media_files.items():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            copyfile(media.read(sha256).path, folder / name)
        except NotFoundError:
            yield f"{name}: its file is gone from the store; import the form again"


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
    no place for is listed by name. Pictures, sounds and films go into the folder beside: OUT-media
    without the ending of OUT.
    """
    version = questionnaires.latest(code)
    questionnaire = questionnaires.compiled(version.id)
    lacking = WRITERS[wanted](questionnaire, out)
    for what in (*lacking, *write_media(questionnaire, media_folder(out))):
        click.echo(f"Not carried: {what}.")
    click.echo(f"Questionnaire {code} {version.version} is written to {out}.")
    if questionnaire.media_files:
        click.echo(f"Its pictures, sounds and films are in {media_folder(out)}.")
