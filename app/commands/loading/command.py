"""flask responses load CAMPAIGN FILE."""

import json
import os
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import click

from app.commands.loading.checking import Check, check_for
from app.commands.loading.files import rows_in
from app.commands.loading.problem import Problem
from app.commands.stating import as_json, on_the_store
from app.commands.whole_files import demand_new, written_whole
from app.store import campaigns, loading
from app.store.batches import in_batches
from app.store.database import one_moment, transaction
from app.store.loading import Added

WITHOUT_RECEIPT = ("paper", "phone", "assisted")  # no page showed the person one
MODES = ("load", *WITHOUT_RECEIPT)


@click.command()
@click.argument("code", metavar="CAMPAIGN")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mode", type=click.Choice(MODES), default="load", show_default=True, help="How it was asked."
)
@click.option(
    "--receipts",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A new file for the receipts of the loaded rows.",
)
@click.option("--check", "is_check", is_flag=True, help="Check only; load nothing.")
@as_json
@on_the_store
def load(code: str, file: Path, *, mode: str, out: Path | None, **flags: bool) -> None:
    """Load the responses in FILE (.jsonl or .csv, as `responses export` writes them) into CAMPAIGN.

    Every row is checked with the questionnaire; where one is wrong, all that is wrong is printed
    and nothing is loaded. What is here already stays as it is: loading a file again adds nothing.

    Who answered on paper, by phone or with help can have the answers erased only with the receipt
    that --receipts writes, by row: it is the only copy.
    """
    is_check, is_json = flags["is_check"], flags["is_json"]
    _demand_receipts(mode, out, is_check=is_check)
    with TemporaryFile("w+", encoding="utf-8") as aside:
        with one_moment():
            campaign = campaigns.by_code(code)
            check = check_for(campaign, mode, aside, datetime.now(UTC).date())
            found = check.problems(rows_in(file, check.questionnaire))
            problems = _told(found, file.name, is_json=is_json)
        is_wrong = bool(problems)
        added = Added() if is_wrong or is_check else _keep(code, check, out)
    if is_json:
        documents = [each.as_document(file.name) for each in problems]
        click.echo(json.dumps(_document(documents, added, check.rows), indent=1))
    elif not is_wrong:
        click.echo(_sentence(code, added, check, is_check=is_check))
    if is_wrong:
        click.get_current_context().exit(1)


def _told(found: Iterable[Problem], file: str, *, is_json: bool) -> list[Problem]:
    problems = []
    for each in found:
        problems.append(each)
        if not is_json:
            click.echo(each.sentence(file))
    if problems and not is_json:
        click.echo(f"{len(problems)} problems; nothing was loaded. Mend them and load it again.")
    return problems


def _demand_receipts(mode: str, out: Path | None, *, is_check: bool) -> None:
    if out is not None:
        demand_new(out)
    elif mode in WITHOUT_RECEIPT and not is_check:
        message = (
            f"--mode {mode} needs --receipts FILE: else nobody could ask to erase the answers."
        )
        raise click.UsageError(message)


def _keep(code: str, check: Check, out: Path | None) -> Added:
    """All rows or none, in one transaction; their receipts are on the disk before it ends."""
    total = Added()
    with nullcontext() if out is None else written_whole(out) as file, transaction():
        campaign = campaigns.by_code(code)
        for some in in_batches(check.right_rows()):
            total = total.plus(loading.add(campaign, some))
        if file is not None:
            _write_receipts(file, total.receipts)
    return total


def _write_receipts(file: BinaryIO, receipts: Iterable[tuple[int, str]]) -> None:
    lines = ("row,receipt\n", *(f"{number},{receipt}\n" for number, receipt in receipts))
    file.write("".join(lines).encode())
    file.flush()
    os.fsync(file.fileno())


def _document(problems: list[dict[str, str | int]], added: Added, rows: int) -> dict[str, object]:
    return {
        "ok": not problems,
        "problems": problems,
        "rows": rows,
        "loaded": added.added,
        "known": added.known,
        "erased": added.erased,
    }


def _sentence(code: str, added: Added, check: Check, *, is_check: bool) -> str:
    label = " SYNTHETIC" if check.expected.is_synthetic else ""
    if is_check:
        return f"{check.rows}{label} rows are right; nothing was loaded."
    known = f"; {added.known} were here already" if added.known else ""
    erased = f"; {added.erased} stay out, erased at their request" if added.erased else ""
    return f"{added.added}{label} responses loaded into {code}{known}{erased}."
