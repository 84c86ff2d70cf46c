"""What every command shares: our errors as one sentence and exit code 1, and `--json`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask.cli import with_appcontext

from app.errors import ForeterreError
from app.store import database

Given = ParamSpec("Given")
as_json = click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")


def stated(command: Callable[Given, None]) -> Callable[Given, None]:
    """An error of ours ends the command with its sentence and exit code 1."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ForeterreError as error:
            raise click.ClickException(error.message) from error

    return run


def on_the_store(command: Callable[Given, None]) -> Callable[Given, None]:
    """A command that needs the store: one without its tables is an error of ours too."""

    @with_appcontext
    @stated
    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        database.demand_ready()
        command(*args, **kwargs)

    return run
