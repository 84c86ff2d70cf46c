"""flask campaign key, flask campaign fieldwork: the key of a campaign, and what it shows."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import click
from flask import current_app

from app.collect import actions
from app.collect.fieldwork import Breakdown, Fieldwork
from app.collect.stopping import Stop
from app.collect.strata import Stratum
from app.commands.stating import as_json, on_the_store
from app.store import campaigns


@click.command("key")
@click.argument("code", metavar="CAMPAIGN")
@click.option("--new", "replaces", is_flag=True, help="Replace the key: the old address ends.")
@on_the_store
def make_key(code: str, *, replaces: bool) -> None:
    """Make the key of CAMPAIGN and print the address of its fieldwork, once.

    Only a hash of the key is kept: nobody can print the address again.
    """
    key = actions.new_key(code, replaces=replaces)
    address = str(current_app.config["BASE_URL"] or "").rstrip("/")
    click.echo(f"{address}/c/{key}")


@click.command("fieldwork")
@click.argument("code", metavar="CAMPAIGN")
@click.option(
    "--idle-days",
    type=click.IntRange(min=0),
    default=actions.IDLE_DAYS,
    show_default=True,
    help="Not touched for as long, an answer not sent counts as left.",
)
@as_json
@on_the_store
def show_fieldwork(code: str, idle_days: int, *, is_json: bool) -> None:
    """Print how the response of CAMPAIGN comes in: the same numbers as its page.

    Small counts are kept back here too, so that what is printed can be passed on.
    """
    campaign = campaigns.by_code(code)
    found = actions.fieldwork_of(campaign, datetime.now(UTC), idle_days)
    if is_json:
        click.echo(json.dumps(asdict(found), default=str, indent=1))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Fieldwork) -> Iterator[str]:
    label = "  SYNTHETIC" if found.is_synthetic else ""
    yield f"{found.campaign}  {found.state}  {found.wave}{label}"
    yield f"{found.started} started, {found.core_complete} core complete, {found.sent} sent"
    yield f"tests: {found.tests_started} started, {found.tests_sent} sent"
    if found.invited is not None:
        yield f"{found.invited.invited} invited, {found.invited.sent} of them sent"
    if found.hurried is not None:
        fast = found.hurried
        yield f"median {fast.median_seconds / 60:.1f} minutes; {fast.count} under a third of it"
    for language, count in found.languages.items():
        yield f"  language {language}: {count} sent"
    for each in found.breakdowns:
        yield from _of_breakdown(each)
    yield f"{found.stops.left} left without sending"
    yield from (_of_step(each) for each in found.stops.steps if each.stopped)


def _of_breakdown(found: Breakdown) -> Iterator[str]:
    yield f"by {found.name}:" if found.strata else f"by {found.name}: too few sent to be split"
    yield from (_of_stratum(each) for each in found.strata)


def _of_stratum(row: Stratum) -> str:
    text = f"  {row.level}: {row.sent} sent"
    if row.population is not None:
        text += f" of {row.population:g}"
    if row.expected is not None:
        text += f", expected {row.expected:.1f}"
    if row.invited is not None:
        text += f", {row.sent_by_link} of {row.invited} invited"
    return text if row.standing is None else f"{text}: {row.standing}"


def _of_step(each: Stop) -> str:
    return f"  {each.step}: {each.stopped} of {each.reached} stopped ({each.share:.0%})"
