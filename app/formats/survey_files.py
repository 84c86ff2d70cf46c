"""A survey file in any format: what it is is told by its content, and each goes to its reader."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from app.formats.imported import Imported
from app.formats.limesurvey.form import is_lss, read_lss, read_tsv
from app.formats.limesurvey.tsv import is_tsv
from app.formats.surveyjs.form import is_surveyjs, read_surveyjs
from app.formats.xform.form import is_xform, read_xform
from app.formats.xlsform.faults import of_file
from app.formats.xlsform.form import read_xlsform
from app.formats.xlsform.opening import kind_of
from app.questionnaire.reading import UnreadableError, check_files, notes_on, read_questionnaire

Reader: TypeAlias = Callable[[bytes, str, Path | None], Imported]
YAML: Final = frozenset({".yaml", ".yml"})
IN_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".md", ".csv"})
MAX_BYTES: Final = 50_000_000
READERS: Final[Mapping[str, Reader]] = {
    "xlsform": read_xlsform,
    "xform": read_xform,
    "limesurvey": lambda content, file, _: read_lss(content, file),
    "limesurvey-tsv": lambda content, file, _: read_tsv(content, file),
    "surveyjs": lambda content, file, _: read_surveyjs(content, file),
}
SNIFFED: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "limesurvey": is_lss,
    "limesurvey-tsv": is_tsv,
    "xform": is_xform,
    "surveyjs": is_surveyjs,
}
"""The first that says yes; sheets are asked last."""


def format_of(path: Path, content: bytes) -> str | None:
    """The key of READERS; None: a survey file of our own, or of nobody."""
    if path.suffix.lower() in YAML:
        return None
    found = next((name for name, is_one in SNIFFED.items() if is_one(content)), None)
    if found is not None:
        return found
    if kind_of(content) is not None or path.suffix.lower() in IN_SHEETS:
        return "xlsform"
    return None


def read_survey_file(path: Path) -> Imported:
    """The questionnaire with its notes, or every problem. Files it names are looked for beside."""
    if not path.is_file():
        return Imported(None, check_files([path]))
    if path.stat().st_size > MAX_BYTES:
        message = f"The file is over {MAX_BYTES // 1_000_000} MB."
        mend = "Check that it is the form; keep long lists of choices in a file of their own."
        return Imported(None, (of_file(str(path), "too-big", message, mend),))
    content = path.read_bytes()
    found = format_of(path, content)
    if found is not None:
        return READERS[found](content, str(path), path.parent)
    try:
        return Imported(read_questionnaire(path))
    except UnreadableError as error:
        return Imported(None, error.problems)


def check_survey_file(path: Path) -> Imported:
    """As read_survey_file; of our own formats also what cannot be asked well, and whole folders.

    notes: also which rules would run otherwise in the programs of others.
    """
    if path.is_file() and path.stat().st_size <= MAX_BYTES:
        content = path.read_bytes()
        found = format_of(path, content)
        if found is not None:
            return READERS[found](content, str(path), path.parent)
    problems = check_files([path])
    return Imported(None, problems, () if problems else notes_on(path))
