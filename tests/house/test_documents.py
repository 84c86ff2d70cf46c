"""What README and its kin promise is there: commands, settings, make targets, files."""

import re
import sys
from importlib.metadata import entry_points
from pathlib import Path

import click

from tests.programs import ROOT, run

DOCUMENTS = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md")}
DOCUMENTS |= {str(path.relative_to(ROOT)): path.read_text() for path in ROOT.glob("docs/**/*.md")}
DOCUMENTS["SECURITY.md"] = (ROOT / "SECURITY.md").read_text()
README = DOCUMENTS["README.md"]
EVERYTHING = "\n".join(DOCUMENTS.values())
SETTINGS = (ROOT / "app" / "settings.py").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
FOLDERS = "app|docs|migrations|surveys|tests|translations"


def commands() -> dict[str, click.Command]:
    """Our commands by their whole name, groups too."""
    found: dict[str, click.Command] = {}
    for entry in entry_points(group="flask.commands"):
        if entry.value.startswith("app.commands"):
            found |= whole_names(entry.name, entry.load())
    return found


def whole_names(name: str, command: click.Command) -> dict[str, click.Command]:
    below = command.commands if isinstance(command, click.Group) else {}
    found = {name: command}
    for word, each in below.items():
        found |= whole_names(f"{name} {word}", each)
    return found


def tabled(text: str) -> list[str]:
    """The commands of README's table; a word alone goes on with the group before it."""
    names: list[str] = []
    for row in re.findall(r"^\| (`.*?) \|", text, re.M):
        group = ""
        for name in re.findall(r"`([^`]+)`", row):
            names.append(f"{group} {name}" if group and " " not in name else name)
            group = names[-1].split()[0]
    return names


def test_the_table_of_commands_is_whole_and_true() -> None:
    ours = {name for name, each in commands().items() if not isinstance(each, click.Group)}
    assert len(ours) > 10
    assert sorted(tabled(README)) == sorted(ours)


def test_a_planted_command_is_read_from_a_table() -> None:
    assert tabled("| `release make`, `fly` | does |\n| `swim` | does |") == [
        "release make",
        "release fly",
        "swim",
    ]


def test_every_command_in_the_text_exists() -> None:
    known, spans = commands(), re.findall(r"flask --app wsgi ([^`\n]+)", EVERYTHING)
    shown = [re.match(r"[a-z -]*[a-z]", span) for span in spans if not span.startswith("…")]
    assert shown
    assert [
        each.group() for each in shown if each and not begins_with_one(each.group(), known)
    ] == []


def begins_with_one(words: str, known: dict[str, click.Command]) -> bool:
    parts = words.split()
    given = known.get(" ".join(parts[:2])) or known.get(parts[0])
    return given is not None and not (isinstance(given, click.Group) and len(parts) > 1)


def test_readme_names_the_settings_that_there_are() -> None:
    read = set(re.findall(r'given\.get\("([A-Z_]+)"', SETTINGS))
    assert {"SECRET_KEY", "DATABASE_URL", "DEMO"} <= read
    assert set(re.findall(r"FORETERRE_([A-Z_]+)", README)) == read


def test_no_other_document_or_source_names_another_setting() -> None:
    read = set(re.findall(r'given\.get\("([A-Z_]+)"', SETTINGS))
    sources = [*(ROOT / "app").rglob("*.py"), ROOT / "Makefile", *ROOT.glob("*.md")]
    named = {
        name for path in sources for name in re.findall(r"FORETERRE_([A-Z_]+)", path.read_text())
    }
    assert named <= read


def test_every_make_target_in_the_text_exists() -> None:
    named = set(re.findall(r"(?:`|^    )make ([a-z]+)", EVERYTHING, re.M))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    assert {"demo", "test", "check"} <= named
    assert named <= targets


def test_every_file_and_folder_in_the_text_exists() -> None:
    links = [
        str(Path(name).parent / link)
        for name, text in DOCUMENTS.items()
        for link in re.findall(r"\]\(([^)#:]+)\)", text)
    ]
    named = re.findall(rf"\b((?:{FOLDERS})/[\w/.-]*)", EVERYTHING)
    assert named
    assert [name for name in {*links, *named} if not (ROOT / name.rstrip(".")).exists()] == []


def test_the_surveys_are_clean_as_the_documents_say() -> None:
    flask = Path(sys.executable).parent / "flask"
    done = run(str(flask), "--app", "wsgi", "survey", "check", "surveys/")
    assert done.returncode == 0, done.stdout + done.stderr
