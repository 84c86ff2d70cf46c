"""flask survey check: every problem of survey files, and what can be mended by itself."""

from pathlib import Path

import click

from app.commands.problems import print_problems
from app.commands.stating import as_json, stated
from app.errors import InvalidError
from app.formats.imported import Imported
from app.formats.media_files import media_beside, media_folder
from app.formats.survey_files import check_survey_file
from app.formats.xlsform.form import form_of
from app.formats.xlsform.opening import is_mislabelled, kind_of, read_workbook
from app.formats.xlsform.repairs import Repair, repaired
from app.formats.xlsform.saving import to_bytes
from app.questionnaire.reading.problems import in_order

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--repair", type=OUT, help="Write FILE there with its mechanical faults mended.")
@as_json
@stated
def survey_check(files: tuple[Path, ...], repair: Path | None, *, is_json: bool) -> None:
    """List every problem of FILES with its place and how to mend it; folders hold YAML files.

    YAML, XLSForm (.xlsx, .xls, .md, .csv), XForm (.xml), LimeSurvey (.lss, .tsv) and SurveyJS
    (.json): a file is what its content says. What is not carried is listed too.
    Needs no store.
    """
    if repair is None:
        show([checked(each) for each in files], (), is_json=is_json)
    elif len(files) == 1:
        found, repairs = repaired_file(files[0], repair)
        show([found], repairs, is_json=is_json)
    else:
        raise click.UsageError("--repair takes one FILE.")


def checked(file: Path) -> Imported:
    """With the pictures, sounds and films that it names, of a format of others."""
    found = check_survey_file(file)
    if found.questionnaire is None:
        return found
    return media_beside(found, found.questionnaire, file, media_folder(file)).told(found)


def show(found: list[Imported], repairs: tuple[Repair, ...], *, is_json: bool) -> None:
    problems = in_order(problem for each in found for problem in each.problems)
    notes = in_order(note for each in found for note in each.notes)
    print_problems(problems, is_json=is_json, notes=notes, repairs=repairs)


def repaired_file(path: Path, out: Path) -> tuple[Imported, tuple[Repair, ...]]:
    """What is still at fault in the repaired form, and what was done."""
    content = path.read_bytes() if path.is_file() else b""
    kind = kind_of(content)
    if kind is None:
        message = f"{path}: only forms in sheets are repaired: .xlsx, .xls, .md and .csv."
        raise InvalidError(message)
    found = repaired(read_workbook(content, str(path)))
    out.write_bytes(to_bytes(found.workbook, out.suffix))
    repairs = found.repairs
    if is_mislabelled(path, kind):
        what = f"The file was {kind} under the name of another; {out.name} is what it says."
        repairs = (Repair(str(path), "mislabelled", what), *repairs)
    return form_of(found.workbook, str(out), path.parent), repairs
