"""flask survey import: a questionnaire file, with its translations, into the store."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from app.commands.problems import as_document, print_problems
from app.commands.stating import as_json, on_the_store
from app.commands.survey_changes import Judged, judged
from app.commands.whole_files import demand_new, written_whole
from app.errors import ConflictError, NotFoundError
from app.formats.imported import Imported
from app.formats.media_files import MediaFile, media_beside, media_folder
from app.formats.survey_files import check_survey_file
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import Problem, UnreadableError, read_questionnaire
from app.questionnaire.reading.codes import LOWER
from app.reference.audiences import Audience
from app.store import changes, media, questionnaires
from app.store.database import one_moment, transaction

FILE = click.Path(path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OFFER = "Nothing was imported. --propose-mapping OUT writes a mapping to start from."


@dataclass(frozen=True, slots=True)
class Coming:
    """A questionnaire on its way into the store, with the files that it shows."""

    questionnaire: Questionnaire
    file: Path
    media: tuple[MediaFile, ...]


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
@click.argument("file", type=FILE)
@click.option("--code", type=Code(), help="Store it under this code, not the one of the file.")
@click.option(
    "--audience", type=click.Choice([each.value for each in Audience]), help="Whom it asks."
)
@click.option("--mapping", type=FILE, help="Where codes with answers go on that FILE lacks.")
@click.option("--propose-mapping", "out", type=FILE, help="Write a mapping there; import nothing.")
@click.option("--media", "folder", type=FOLDER, help="Pictures and sounds; else FILE's -media.")
@as_json
@on_the_store
def survey_import(
    file: Path,
    *,
    mapping: Path | None,
    out: Path | None,
    folder: Path | None,
    is_json: bool,
    **renamed: str | None,
) -> None:
    """Take the questionnaire of FILE into the store, in every language it is translated to.

    YAML: the catalogues in translations/ beside the folder of FILE are folded in. XLSForm,
    XForm, LimeSurvey and SurveyJS: what cannot be carried is listed. Every problem is printed,
    and then nothing is imported. The same content again is the same version. Pictures, sounds and
    films come from the folder FILE-media (FILE without its ending); a missing one is told.

    A new version is told in words beside the newest one in the store. What would lose an answer,
    or read it as another, is refused unless MAPPING says where it goes on or that it is dropped.
    """
    checked = _checked(file)
    if checked.problems:
        print_problems(checked.problems, is_json=is_json, notes=checked.notes)
    try:
        read = checked.questionnaire or read_questionnaire(file)
        beside = media_beside(checked, read, file, folder or media_folder(file))
        checked = beside.told(checked)
        if checked.problems:
            raise UnreadableError(checked.problems)
        new = replace(
            read,
            code=renamed["code"] or read.code,
            audience=renamed["audience"] or read.audience,
            media_files={each.name: each.sha256 for each in beside.files.values()},
        )
        coming = Coming(new, file, tuple(beside.files.values()))
        found, said = _proposed(coming, mapping, out) if out else _imported(coming, mapping)
    except UnreadableError as error:
        print_problems(error.problems, is_json=is_json, notes=checked.notes)
    else:
        _print(found, said, checked.notes, is_json=is_json)


def _checked(file: Path) -> Imported:
    if file.is_dir():
        message, mend = "This is a folder.", "Name one questionnaire file."
        problem = Problem(file=str(file), code="not-a-survey", message=message, mend=mend)
        return Imported(None, (problem,))
    return check_survey_file(file)


def _imported(coming: Coming, mapping: Path | None) -> tuple[Judged, str]:
    """Saved with its mapping, or not at all where something would be lost.

    Answers are read before the transaction, so that nobody who answers waits; an answer that comes
    later to a version before keeps its column all the same.
    """
    new = coming.questionnaire
    spoken = ", ".join(new.languages)
    name = f"Questionnaire {new.code} {new.version}, in {spoken}"
    with one_moment():
        is_known = questionnaires.find(new) is not None
        found = Judged() if is_known else judged(new, str(coming.file), mapping)
    if found.problems:
        return found, OFFER
    held = _written(coming.media)
    with transaction():
        if not is_known:
            changes.wait_for_others(new.code)
            if changes.numbers(new.code) != found.numbers:
                raise ConflictError(f"Another version of {new.code} came meanwhile: import again.")
            changes.keep(questionnaires.save(new), found.recoding)
        media.add(held)
    return found, f"{name}, is {'in the store already' if is_known else 'imported'}."


def _written(files: Iterable[MediaFile]) -> tuple[media.Held, ...]:
    """On the disk, also where the version is known: what was lost from there comes back."""
    found = []
    for each in files:
        media.write(each.sha256, each.path)
        held = media.Held(sha256=each.sha256, media_type=each.media_type, size=each.size)
        found.append(held)
    return tuple(found)


def _proposed(coming: Coming, mapping: Path | None, out: Path) -> tuple[Judged, str]:
    demand_new(out)
    with one_moment():
        found = judged(coming.questionnaire, str(coming.file), mapping)
    if not found.before:
        raise NotFoundError("The store has no version of this questionnaire: import it as it is.")
    with written_whole(out) as draft:
        draft.write(found.proposed.encode())
    said = f"Nothing was imported. The mapping is in {out}: check it, then give it with --mapping."
    return replace(found, problems=()), said


def _print(found: Judged, said: str, notes: tuple[Problem, ...], *, is_json: bool) -> None:
    if is_json:
        told = [
            {
                "kind": each.kind.value,
                "code": each.code,
                "choice": each.choice,
                "sentence": each.sentence,
            }
            for each in found.differences
        ]
        document = as_document(found.problems, notes, ())
        click.echo(json.dumps(document | ({"changes": told} if found.before else {}), indent=1))
    else:
        _print_words(found, said, notes)
    if found.problems:
        click.get_current_context().exit(1)


def _print_words(found: Judged, said: str, notes: tuple[Problem, ...]) -> None:
    for note in notes:
        click.echo(f"Note: {note}")
    if found.before:
        click.echo(f"Changes since version {found.before}:")
        for each in found.differences:
            click.echo(f"- {each.sentence}")
    for problem in found.problems:
        click.echo(str(problem))
    click.echo(said)
