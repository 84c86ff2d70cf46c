"""The pages of methods: every part is there, and what they show is what the commands print."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.commands.foresight.group import foresight
from tests.programs import ROOT

FOLDER = ROOT / "docs" / "methods"
INDEX = FOLDER / "README.md"
PAGES = sorted(set(FOLDER.glob("*.md")) - {INDEX})
FILE = re.compile(r"^```(?:csv|text) (\S+)\n(.*?)^```$", re.M | re.S)
RUN = re.compile(r"^```console\n\$ flask --app wsgi foresight (.*?)\n(.*?)^```$", re.M | re.S)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
FENCE = re.compile(r"^```\S", re.M)
PARTS = [
    *("The question", "Inputs", "Formula", "Worked example"),
    *("Limits", "How to read it", "Source"),
]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@every_page
def test_a_page_has_every_part_and_none_is_empty(page: Path) -> None:
    parts = re.split(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert parts[::2] == PARTS
    assert [
        title for title, text in zip(parts[::2], parts[1::2], strict=True) if not text.strip()
    ] == []


@every_page
def test_the_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, body in FILE.findall(text):
        Path(name).write_text(body, encoding="utf-8")
    for arguments, shown in RUN.findall(text):
        done = CliRunner().invoke(foresight, shlex.split(arguments))
        assert (done.exit_code, done.output) == (0, shown)


@every_page
def test_the_python_gives_what_the_page_shows(page: Path) -> None:
    for block in PYTHON.findall(page.read_text(encoding="utf-8")):
        example = doctest.DocTestParser().get_doctest(block, {}, page.stem, None, 0)
        assert example.examples
        assert doctest.DocTestRunner().run(example).failed == 0


@every_page
def test_a_page_shows_no_block_that_nothing_runs(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    run = [*RUN.findall(text), *PYTHON.findall(text)]
    assert run
    assert len(FENCE.findall(text)) == len(run) + len(FILE.findall(text))


def test_every_command_has_an_example() -> None:
    shown = {
        shlex.split(arguments)[0]
        for page in PAGES
        for arguments, _output in RUN.findall(page.read_text(encoding="utf-8"))
    }
    assert shown == set(foresight.commands)


def test_the_index_names_every_page_and_command() -> None:
    text = INDEX.read_text(encoding="utf-8")
    linked = re.findall(r"\]\((\S+?)\)", text)
    assert sorted({*linked} - {"indicators/README.md"}) == [page.name for page in PAGES]
    assert [name for name in foresight.commands if f"`{name}`" not in text] == []
