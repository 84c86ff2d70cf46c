"""Everything that can be said about survey files before they are used."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import yaml

from app.questionnaire.nearest import nearest
from app.questionnaire.reading.catalogues import translations_beside
from app.questionnaire.reading.formats import (
    FORMATS,
    INDICATORS,
    NETWORK,
    OPEN_CODES,
    PANEL,
    PRACTICES,
    QUESTIONNAIRE,
    VOCABULARY,
)
from app.questionnaire.reading.indicators import check_indicators
from app.questionnaire.reading.open_codes import check_open_codes
from app.questionnaire.reading.panels import check_panel
from app.questionnaire.reading.practices import check_practices
from app.questionnaire.reading.problems import Problem, in_order
from app.questionnaire.reading.questionnaires import Reading, reading_of
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.vocabulary import vocabulary_of
from app.questionnaire.soundness import Fault, address_faults, elsewhere
from app.questionnaire.soundness import problems as soundness_problems

SUFFIXES = frozenset({".yaml", ".yml"})
NOT_YET = frozenset({".xlsx", ".xls", ".md", ".csv", ".xml", ".lss", ".json"})


def check_files(paths: Iterable[Path], translations: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of files and folders; of a folder, each of its YAML files."""
    found: list[Problem] = []
    for path in paths:
        files = yaml_files(path) if path.is_dir() else [path]
        if not files:
            found.append(
                of_file(path, "no-file", "The folder holds no YAML file.", "Name another.")
            )
        for file in files:
            found.extend(check_file(file, translations or translations_beside(file)))
    return in_order(found)


def yaml_files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.suffix in SUFFIXES)


def of_file(path: Path, code: str, message: str, mend: str) -> Problem:
    return Problem(file=str(path), code=code, message=message, mend=mend)


def check_file(path: Path, translations: Path) -> Iterable[Problem]:
    if not path.exists():
        mend = "Check its name and folder."
        return [of_file(path, "no-file", "There is no such file.", mend)]
    if path.suffix in NOT_YET:
        message = f"{path.suffix} files cannot be read yet."
        return [of_file(path, "not-yet", message, "Write the survey as YAML.")]
    if path.suffix not in SUFFIXES:
        return [of_file(path, "not-a-survey", "A survey file ends in .yaml.", "Rename it.")]
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return source.problems
    return CHECKS[format_of(root)](path, translations)


def format_of(root: object) -> str:
    """The format that the file names; '' when none is known."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = [value.value for key, value in pairs if key.value == "format"]
    return found[0] if found and found[0] in FORMATS else ""


def check_questionnaire(path: Path, translations: Path) -> Iterable[Problem]:
    reading = reading_of(path, translations)
    if reading.questionnaire is None:
        return reading.problems
    every = address_faults if reading.is_imported else soundness_problems
    faults = every(reading.questionnaire)
    return [*reading.problems, *(problem_of(each, reading) for each in faults)]


def problem_of(fault: Fault, reading: Reading) -> Problem:
    return Problem(
        file=reading.file,
        position=reading.position(fault.at, fault.offset),
        code=fault.code,
        message=fault.message,
        mend=fault.mend,
    )


def notes_on(path: Path) -> tuple[Problem, ...]:
    """What a questionnaire without problems holds that would not run the same elsewhere."""
    found: list[Problem] = []
    for file in yaml_files(path) if path.is_dir() else [path]:
        if is_questionnaire(file):
            reading = reading_of(file)
            noted = () if reading.questionnaire is None else elsewhere(reading.questionnaire)
            found.extend(problem_of(each, reading) for each in noted)
    return in_order(found)


def is_questionnaire(file: Path) -> bool:
    root = SourceFile(str(file)).compose(file) if file.suffix in SUFFIXES else None
    return root is not None and format_of(root) == QUESTIONNAIRE


def check_vocabulary(path: Path, translations: Path) -> Iterable[Problem]:
    return vocabulary_of(path, translations)[1]


def check_plain(path: Path, _: Path) -> Iterable[Problem]:
    """A file of which only the YAML is checked here."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is not None:
        check_keys(root, source)
    return source.problems


def check_keys(node: yaml.Node, source: SourceFile) -> None:
    """Each key once in its mapping, however deep."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            check_keys(each, source)
    if isinstance(node, yaml.MappingNode):
        known = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        Section.of(node, source, known=known, what="The mapping")
        for _, value in node.value:
            check_keys(value, source)


def check_unknown(path: Path, _: Path) -> Iterable[Problem]:
    """Says which formats there are, at the key format."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is not None:
        section = Section.of(root, source, known={"format"}, what="The file")
        found = section.text("format", is_required=True)
        source.problems = [each for each in source.problems if each.code != "unknown-key"]
        if found is not None:
            message = f"No format is called {found!r}."
            mend = nearest(found, FORMATS)
            section.problem("format", "unknown-format", message=message, mend=mend)
    return source.problems


CHECKS: Mapping[str, Callable[[Path, Path], Iterable[Problem]]] = {
    QUESTIONNAIRE: check_questionnaire,
    VOCABULARY: check_vocabulary,
    NETWORK: check_plain,
    INDICATORS: check_indicators,
    PANEL: check_panel,
    PRACTICES: check_practices,
    OPEN_CODES: check_open_codes,
    "": check_unknown,
}
