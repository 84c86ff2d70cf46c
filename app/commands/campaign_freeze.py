"""flask campaign freeze, shares: a closed wave as one file, and what it says of its questions."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from app.commands.release import line_of, stated_cell
from app.commands.stating import as_json, on_the_store
from app.formats.snapshot import manifest, reading
from app.formats.snapshot.manifest import ANSWERS
from app.releases import answer_shares, freezing
from app.store import campaigns, questionnaires

SNAPSHOTS = "snapshots"


@click.command("freeze")
@click.argument("code")
@on_the_store
def freeze(code: str) -> None:
    """Write the answers to closed campaign CODE, weighted, into one Parquet file.

    It lies with its manifest in the folder snapshots of FORETERRE_DATA_DIR. Only answers that can
    be counted are in it: no text, no contact, no moment. The same answers make the same file.
    """
    folder = folder_of(campaigns.by_code(code).code)
    made = freezing.freeze(code, folder, datetime.now(UTC).date())
    for note in made.notes:
        click.echo(f"Weights of {note}.")
    label = " SYNTHETIC" if made.is_synthetic else ""
    click.echo(f"{made.rows}{label} responses of {code}: {folder / ANSWERS}")
    click.echo(f"SHA-256 {made.files[ANSWERS]}")


@click.command("shares")
@click.argument("code")
@as_json
@on_the_store
def shares(code: str, *, is_json: bool) -> None:
    """How often each answer was given in frozen campaign CODE, by territory, as protected as in a
    release."""
    campaign = campaigns.by_code(code)
    asked = questionnaires.compiled(campaign.questionnaire_id)
    with reading.opened(folder_of(campaign.code)) as snapshot:
        freezing.demand_current(snapshot.manifest)
        cells = answer_shares.cells(snapshot, asked)
    if is_json:
        held = manifest.read(folder_of(campaign.code))
        found = {
            "campaign": code,
            "synthetic": held.is_synthetic,
            "sha256": held.files[ANSWERS],
            "cells": [stated_cell(each) for each in cells],
        }
        click.echo(json.dumps(found, indent=1))
        return
    if campaign.is_synthetic:
        click.echo("SYNTHETIC answers.")
    for each in cells:
        click.echo(line_of(each))


def folder_of(code: str) -> Path:
    return snapshots() / code


def snapshots() -> Path:
    """The folder of all."""
    return Path(current_app.config["DATA_DIR"]) / SNAPSHOTS
