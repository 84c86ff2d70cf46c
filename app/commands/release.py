"""flask release …: make, look at, publish and verify releases."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from app.commands.responses_in_words import with_codes
from app.commands.stating import as_json, on_the_store
from app.questionnaire.reading.open_codes import read_open_codes
from app.reference.cells import Cell
from app.releases import actions
from app.releases.stored_margins import from_document
from app.releases.verification import Verification
from app.store import questionnaires, releases
from app.store.releases import Release

LARGEST_SEED = 2**31 - 1


@click.group()
def release() -> None:
    """Make, look at, publish and verify releases: frozen, numbered sets of numbers."""


@release.command()
@click.argument("campaigns", nargs=-1, required=True)
@click.option(
    "--seed", type=click.IntRange(0, LARGEST_SEED), default=actions.DEFAULT_SEED, show_default=True
)
@with_codes
@on_the_store
def make(campaigns: tuple[str, ...], seed: int, file: Path) -> None:
    """Estimate CAMPAIGNS, of one wave, into a new release that nobody sees yet.

    Campaigns of the wave before may be named too: the release is of the later wave and says what
    changed since, with its interval.
    """
    number = actions.make(campaigns, seed, read_open_codes(file))
    made = releases.by_number(number)
    cells = releases.cells(number)
    hidden = sum(cell.hidden is not None for cell in cells)
    for note in from_document(made.margins)[1]:
        click.echo(f"Note: {note}.")
    click.echo(f"Release {number}: {len(cells)} cells, {hidden} of them hidden. Not published yet.")


@release.command("list")
@as_json
@on_the_store
def list_releases(*, is_json: bool) -> None:
    """Every release, the first one first."""
    found = releases.all_releases()
    if is_json:
        click.echo(json.dumps([_heading(each) for each in found], indent=1))
        return
    for each in found:
        state = f"published {each.published_at:%Y-%m-%d}" if each.published_at else "not published"
        click.echo(f"{each.number}  {each.wave}  made {each.made_at:%Y-%m-%d}  {state}")
    if not found:
        click.echo("No release yet: make one with `release make CAMPAIGN`.")


@release.command()
@click.argument("number", type=int)
@as_json
@on_the_store
def show(number: int, *, is_json: bool) -> None:
    """What release NUMBER holds."""
    found, cells = releases.by_number(number), releases.cells(number)
    if is_json:
        listed = [stated_cell(each) for each in cells]
        click.echo(json.dumps({**_heading(found), **_origin(found), "cells": listed}, indent=1))
        return
    for name, value in _heading(found).items():
        click.echo(f"{name}: {value}")
    for each in cells:
        click.echo(line_of(each))


@release.command()
@click.argument("number", type=int)
@on_the_store
def publish(number: int) -> None:
    """Show release NUMBER to everybody, for good."""
    actions.publish(number)
    click.echo(f"Release {number} is published.")


@release.command()
@click.argument("number", type=int)
@as_json
@on_the_store
def verify(number: int, *, is_json: bool) -> None:
    """Recompute release NUMBER from its answers as counted; exit 1 where a cell differs."""
    found = actions.verify(number)
    if is_json:
        click.echo(json.dumps(_verification(number, found), indent=1))
    else:
        for sentence in (*found.differing, *found.altered, *found.unrecoverable):
            click.echo(str(sentence))
        click.echo(
            f"Release {number}: {found.reproduced} cells reproduced, "
            f"{len(found.differing)} differences."
        )
    if not found.is_sound:
        click.get_current_context().exit(1)


def _heading(found: Release) -> Mapping[str, object]:
    return {
        "number": found.number,
        "published": found.published_at is not None,
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "synthetic": found.is_synthetic,
        "wave": found.wave,
        "campaigns": list(found.campaigns),
        "code_version": found.code_version,
        "seed": found.seed,
        "made": found.made_at.isoformat(),
    }


def _origin(found: Release) -> Mapping[str, object]:
    totals, notes = from_document(found.margins)
    asked = {
        audience: questionnaires.by_id(version_id)
        for audience, version_id in found.questionnaires.items()
    }
    versions = {
        audience: {"code": each.code, "version": each.version, "fingerprint": each.fingerprint}
        for audience, each in asked.items()
    }
    return {"questionnaires": versions, "margins": totals, "notes": list(notes)}


def stated_cell(cell: Cell) -> Mapping[str, object]:
    return {
        "indicator": cell.indicator,
        "territory": cell.territory,
        "audience": cell.audience,
        "by": dict(cell.by),
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "n": cell.n,
        "bound": cell.bound,
        "fragile": cell.is_fragile,
        "verdict": cell.verdict,
        "suppressed": cell.hidden is not None,
        "reason": cell.hidden,
    }


def line_of(cell: Cell) -> str:
    by = " ".join(f"{dimension}={code}" for dimension, code in cell.by)
    place = f"{cell.indicator} {cell.territory} {cell.audience} {by}".strip()
    if cell.hidden is not None:
        return f"{place}: hidden ({cell.hidden})"
    side = f"{cell.bound} " if cell.bound else ""
    return f"{place}: {side}{cell.value:g} [{cell.low:g}, {cell.high:g}] n {cell.n}"


def _verification(number: int, found: Verification) -> Mapping[str, object]:
    return {
        "number": number,
        "reproduced": found.reproduced,
        "differing": [
            {
                **stated_cell(each.cell),
                "field": each.field,
                "stored": each.stored,
                "recomputed": each.recomputed,
            }
            for each in found.differing
        ],
        "altered": [
            {"audience": each.audience, "territory": each.territory, "copies": each.copies}
            for each in found.altered
        ],
        "unrecoverable": [
            {
                "audience": each.audience,
                "territory": each.territory,
                "erased": each.erased,
                "indicators": list(each.indicators),
            }
            for each in found.unrecoverable
        ],
    }
