"""Files broken in every usual way, for every command: no crash, one JSON value, a place and a mend.

The files and arguments are those of the pages of methods, which have an example of every command.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.foresight.group import foresight
from tests.programs import ROOT

FILE = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.M | re.S)
RUN = re.compile(r"^\$ flask --app wsgi foresight (.*)$", re.M)
PAGES = "\n".join(path.read_text() for path in sorted((ROOT / "docs" / "methods").glob("*.md")))
FILES = dict(FILE.findall(PAGES))
EXAMPLES = [
    (arguments.split(), name)
    for arguments in RUN.findall(PAGES)
    for name in FILES
    if name in arguments.split()
]
Broken = Callable[[str], str]


def with_cell(text: str) -> Broken:
    """Another text in the second cell of the second line."""
    return lambda whole: re.sub(r"\A(.*\n[^,]*,)[^,\n]*", rf"\g<1>{text}", whole, count=1)


REFUSED: dict[str, Broken] = {
    "empty": lambda _whole: "",
    "header alone": lambda whole: whole.splitlines()[0],
    "a text": with_cell("many"),
    "not a number": with_cell("NaN"),
    "without end": with_cell("inf"),
    "too large": with_cell("1e400"),
    "an open quote": with_cell('"1'),
    "a column twice": lambda whole: re.sub(r"\A(.*),[^,\n]*,([^,\n]*)\n", r"\1,\2,\2\n", whole),
    "a row cut short": lambda whole: whole.rstrip("\n").rpartition(",")[0] + "\n",
    "another alphabet": lambda whole: whole + "\ufffd,1\n",
}
BORNE: dict[str, Broken] = {
    "one row": lambda whole: "\n".join(whole.splitlines()[:2]),
    "one column": lambda whole: "\n".join(line.split(",")[0] for line in whole.splitlines()),
    "below zero": with_cell("-1"),
    "a gap": with_cell(""),
    "all zero": lambda whole: re.sub(r"(?<=,)-?[\d.]+(?=[,\n])", "0", whole),
    "all empty": lambda whole: re.sub(r"(?<=,)-?[\d.]+(?=[,\n])", "", whole),
    "not square": lambda whole: whole.rstrip("\n").rpartition("\n")[0] + "\n",
}
SAME: dict[str, Broken] = {
    "a mark": lambda whole: "\ufeff" + whole,
    "semicolons": lambda whole: whole.replace(",", ";"),
    "decimal commas": lambda whole: whole.replace(",", ";").replace(".", ","),
    "tabs": lambda whole: whole.replace(",", "\t"),
    "line ends of Windows": lambda whole: whole.replace("\n", "\r\n"),
    "empty columns": lambda whole: whole.replace("\n", ",,\n"),
}
each_example = pytest.mark.parametrize(
    ("arguments", "name"), EXAMPLES, ids=[f"{words[0]} {name}" for words, name in EXAMPLES]
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")


def run(arguments: list[str], name: str, text: str) -> Result:
    Path(name).write_bytes(text.encode())
    done = CliRunner().invoke(foresight, [*arguments, "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in {0, 1}
    return done


@each_example
def test_what_cannot_be_read_is_told_with_its_mend(arguments: list[str], name: str) -> None:
    for why, broken in REFUSED.items():
        done = run(arguments, name, broken(FILES[name]))
        assert done.exit_code == 1, why
        document = json.loads(done.output)
        assert document["ok"] is False
        for problem in document["problems"]:
            assert problem["where"].startswith(name), why
            assert all(problem[part] for part in ("code", "message", "mend")), why
        if why in {"a text", "not a number", "without end", "too large"}:
            assert f"{name}:2:2" in {each["where"] for each in document["problems"]}, why


@each_example
def test_odd_files_are_told_or_computed_and_never_crash(arguments: list[str], name: str) -> None:
    for broken in BORNE.values():
        done = run(arguments, name, broken(FILES[name]))
        document = json.loads(done.output, parse_constant=pytest.fail)
        assert (done.exit_code == 1) == ("problems" in document)


@each_example
def test_how_a_spreadsheet_writes_it_changes_nothing(arguments: list[str], name: str) -> None:
    expected = run(arguments, name, FILES[name]).output
    for why, written in SAME.items():
        assert run(arguments, name, written(FILES[name])).output == expected, why


def test_every_command_but_that_of_scw_is_among_them() -> None:
    assert {words[0] for words, _name in EXAMPLES} == set(foresight.commands) - {"cross-impact"}
