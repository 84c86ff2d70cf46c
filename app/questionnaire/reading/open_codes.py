"""The codebook of open answers: codes that people made, with terms in each language."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from app.errors import InvalidError
from app.questionnaire.reading.formats import OPEN_CODES
from app.questionnaire.reading.problems import Problem
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.reference.open_codes import OpenCodes, from_document

KEYS = frozenset({"format", "codes"})


def read_open_codes(path: Path) -> OpenCodes:
    """Raises InvalidError naming the code at fault, or what keeps the file from being read."""
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidError(f"{path} cannot be read ({error}): give a codebook in YAML.") from error
    if not isinstance(written, dict) or written.get("format") != OPEN_CODES:
        raise InvalidError(f'{path} is no codebook: its first line is format: "{OPEN_CODES}".')
    return from_document(written.get("codes"), path.name)


def check_open_codes(path: Path, _: Path) -> Iterable[Problem]:
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return source.problems
    Section.of(root, source, known=KEYS, what="The codebook")
    if not source.problems:
        try:
            read_open_codes(path)
        except InvalidError as error:
            said, _colon, mend = error.message.partition("; ")
            source.problem(root, "open-codes", message=said, mend=mend or "Mend this code.")
    return source.problems
