"""flask responses …: answers out of the store and into it, row by row."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from app.commands.cells import as_text
from app.commands.columns_of_paths import columns, placing
from app.commands.loading import load
from app.commands.responses_in_words import open_codes, take_verbatims, verbatims_log
from app.commands.responses_protected import export_protected
from app.commands.responses_together import together
from app.commands.stating import on_the_store
from app.commands.whole_files import written_whole
from app.store import campaigns, exports, questionnaires
from app.store.campaigns import Campaign
from app.store.database import one_moment
from app.store.exports import ABOUT, Exported

WRITTEN = ("csv", "jsonl")
PROMISED = ("xlsx", "sav", "dta", "parquet")


@click.group()
def responses() -> None:
    """Export and load answers."""


@responses.command()
@click.argument("code", metavar="CAMPAIGN")
@click.option("--to", "kind", type=click.Choice([*WRITTEN, *PROMISED]), required=True)
@click.option("--protected", "is_protected", is_flag=True, help="For researchers: nobody alone.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@on_the_store
def export(code: str, kind: str, out: Path, *, is_protected: bool) -> None:
    """Write every response of CAMPAIGN to the file OUT, tests left out.

    One that was started only has no receipt_hash and no day of sending. consent_notice is the
    SHA-256 of the note on data that was agreed to, in consent_language, on the day consented. words
    and assisted tell how it was answered; jsonl leaves out what is usual.

    csv: a column a path, the codes of a multiple choice joined by a space; a text that a
    spreadsheet would run as a formula is led by an apostrophe. Only you may read the file; what was
    in it before is replaced.
    """
    if is_protected:
        export_protected(code, kind, out)
        return
    if kind in PROMISED:
        raise click.UsageError(f"{kind} is not yet written: choose {' or '.join(WRITTEN)}.")
    with one_moment(), written_whole(out) as file:
        campaign = campaigns.by_code(code)
        write = _write_csv if kind == "csv" else _write_jsonl
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        number = write(campaign, text)
        text.detach()
    label = " SYNTHETIC" if campaign.is_synthetic else ""
    click.echo(f"{number}{label} responses of {code}: {out}")


def _write_jsonl(campaign: Campaign, file: TextIO) -> int:
    """Answers in the order of the questionnaire, which is the same on every database."""
    label = {"synthetic": True} if campaign.is_synthetic else {}
    place = placing(questionnaires.compiled(campaign.questionnaire_id))
    number = 0
    for row in exports.rows(campaign):
        answers = {path: row.answers[path] for path in sorted(row.answers, key=place)}
        line = {**label, **row.known(), "answers": answers}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        number += 1
    return number


def _write_csv(campaign: Campaign, file: TextIO) -> int:
    questionnaire = questionnaires.compiled(campaign.questionnaire_id)
    paths = columns(questionnaire, (row.answers for row in exports.rows(campaign)))
    label = {"synthetic": "true"} if campaign.is_synthetic else {}
    writer = csv.writer(file)
    writer.writerow([*label, *ABOUT, *paths])
    number = 0
    for row in exports.rows(campaign):
        writer.writerow([*label.values(), *row.about().values(), *_values(row, paths)])
        number += 1
    return number


def _values(row: Exported, paths: Sequence[str]) -> Iterator[str]:
    return (as_text(row.answers.get(path)) for path in paths)


responses.add_command(load)
responses.add_command(together)
responses.add_command(open_codes)
responses.add_command(take_verbatims)
responses.add_command(verbatims_log)
