"""flask territory …: a real territory into the store."""

from pathlib import Path

import click

from app.commands.problems import print_problems
from app.commands.stating import as_json, on_the_store
from app.formats.territory import Codes, TerritoryFolder, read_territory
from app.network import loading
from app.network.loading import Change
from app.questionnaire.reading import UnreadableError, read_vocabulary

VOCABULARY = Path(__file__).resolve().parents[2] / "surveys" / "vocabulary.yaml"


@click.group()
def territory() -> None:
    """Load territories."""


@territory.command()
@click.argument("folder", type=click.Path(path_type=Path))
@as_json
@on_the_store
def load(folder: Path, *, is_json: bool) -> None:
    """Load the territory of FOLDER: territory.yaml, municipalities.csv, frame_firms.csv,
    population.csv and margins.csv, as docs/territory.md describes them.

    Every problem of every file is printed, and then nothing is loaded. Loading again replaces.
    """
    try:
        found = read_territory(folder, Codes.of(read_vocabulary(VOCABULARY)))
        changes = loading.load(found)
    except UnreadableError as error:
        print_problems(error.problems, is_json=is_json)
        return
    if is_json:
        print_problems((), is_json=True)
        return
    for line in (_headline(found), *map(_line, changes)):
        click.echo(line)


def _headline(found: TerritoryFolder) -> str:
    label = "  SYNTHETIC" if found.about.is_synthetic else ""
    waves = ", ".join(found.about.waves)
    return f"{found.about.name} ({found.about.code}) is loaded for {waves}.{label}"


def _line(change: Change) -> str:
    if change.is_none:
        return f"{change.total} {change.what}: as before"
    parts = {"new": change.added, "changed": change.changed, "removed": change.removed}
    said = ", ".join(f"{number} {word}" for word, number in parts.items() if number)
    return f"{change.total} {change.what}: {said}"
