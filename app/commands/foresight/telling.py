"""How the commands of foresight read their file and tell what they found."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from app.commands.problems import print_problems
from app.errors import InvalidError
from app.questionnaire.reading import Position, Problem, UnreadableError

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@contextmanager
def explained(file: Path, *, is_json: bool) -> Iterator[None]:
    """A fault of the file, or of what stands in it, ends the command with 1 and says the mend.

    What a method refuses as a whole is told of `file`; either way it is a list of problems.
    """
    try:
        yield
    except UnreadableError as error:
        print_problems(error.problems, is_json=is_json)
    except InvalidError as error:
        print_problems([_of_the_whole(file, error)], is_json=is_json)


def _of_the_whole(file: Path, error: InvalidError) -> Problem:
    """Messages of methods read `what: mend.`"""
    what, colon, mend = error.message.rpartition(": ")
    return Problem(
        file=str(file),
        position=Position(),
        code="input",
        message=f"{what}." if colon else error.message,
        mend=mend[:1].upper() + mend[1:] if colon else "Correct it.",
    )


def print_json(document: Mapping[str, object]) -> None:
    """One JSON value; no number in it is infinite or undefined: those are null."""
    click.echo(json.dumps(document, indent=1, allow_nan=False))


def print_rows(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table for people, columns under one another; the first column to the left."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        first, rest = row[0].ljust(widths[0]), zip(row[1:], widths[1:], strict=True)
        click.echo("  ".join([first, *(cell.rjust(width) for cell, width in rest)]).rstrip())
