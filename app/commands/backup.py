"""flask backup, flask restore: the whole store into one file and back."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.commands.erased_list import erased_in
from app.commands.stating import as_json, on_the_store, stated
from app.commands.whole_files import demand_new, written_whole
from app.errors import InvalidError
from app.store.backups import packed, restoring, writing
from app.store.backups.packed import Packed
from app.store.backups.restoring import ErasedAgain

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
UNKNOWN = (
    "responses were not sent yet, and their keys do not open with these: whether they were sent and"
    " erased after the backup is not known."
)
UNSET = "FORETERRE_{} is not set here, so the backup cannot say which one opens it."


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--verify", "is_verified", is_flag=True, help="Read the file again and compare.")
@as_json
@on_the_store
def backup(out: Path, *, is_verified: bool, is_json: bool) -> None:
    """Write the whole store, as it is at this moment, to the new file OUT.

    People may go on answering meanwhile. Contacts stay sealed; the keys that open them are not in
    the file: keep them elsewhere.
    """
    demand_new(out)
    with written_whole(out) as file:
        taken = writing.back_up(file)
    if is_verified and not _is_as_written(out, taken):
        out.unlink(missing_ok=True)
        message = f"{out} did not come out as written and was not kept: see to the disk, try again."
        raise InvalidError(message, file=str(out))
    for name, fingerprint in taken.header.keys.items():
        if fingerprint is None:
            click.echo(UNSET.format(name), err=True)
    click.echo(_as_json(out, taken) if is_json else f"{_told(taken)}: {out}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--check", "is_check", is_flag=True, help="Read FILE only; touch no store.")
@click.option("--erased", type=FILE, help="A list that `retention list-erased` wrote.")
@click.option("--other-keys", is_flag=True, help="Although the keys here are others.")
@as_json
@with_appcontext
@stated
def restore(
    file: Path, *, is_check: bool, erased: Path | None, other_keys: bool, is_json: bool
) -> None:
    """Bring back the backup FILE into an empty store, all of it or nothing.

    Makes the tables when there are none. Who is on the list of --erased, having asked to be
    forgotten after the backup was taken, is erased again.
    """
    found = packed.checked(file)
    gone = ErasedAgain()
    if not is_check:
        listed = () if erased is None else erased_in(erased)
        gone = restoring.restore(file, listed, is_with_other_keys=other_keys)
    if is_json:
        click.echo(_as_json(file, found, erased_again=gone.erased, not_known=gone.unknown))
        return
    click.echo(f"{_told(found)}: {'whole' if is_check else 'restored'}.")
    if gone.erased:
        click.echo(f"{gone.erased} of the responses erased again: erased after the backup.")
    if gone.unknown:
        click.echo(f"{gone.unknown} {UNKNOWN}", err=True)


def _is_as_written(out: Path, taken: Packed) -> bool:
    try:
        return packed.checked(out) == taken
    except (InvalidError, OSError):
        return False


def _told(found: Packed) -> str:
    number = sum(each.rows for each in found.header.tables.values())
    moment = f"{found.header.moment:%Y-%m-%d %H:%M:%S} UTC"
    return f"{number} rows of {len(found.header.tables)} tables, as of {moment}"


def _as_json(path: Path, found: Packed, **more: int) -> str:
    header = found.header
    document = {
        "file": str(path),
        "moment": header.moment.isoformat(),
        "product": header.product,
        "revision": header.revision,
        "keys": dict(header.keys),
        "tables": {
            name: {"rows": each.rows, "sha256": found.digests[name]}
            for name, each in header.tables.items()
        },
        **more,
    }
    return json.dumps(document, indent=1)
