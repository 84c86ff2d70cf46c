"""flask retention …: what may not be kept any longer goes, as the privacy notes promise."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from app.commands.campaign_freeze import snapshots
from app.commands.erased_list import write_erased
from app.commands.stating import as_json, on_the_store
from app.commands.whole_files import written_whole
from app.releases import freezing
from app.store import campaigns, erasures, media, uploads
from app.store import retention as keeping
from app.store.database import one_moment

DAY = click.DateTime(["%Y-%m-%d"])
on_day = click.option("--today", type=DAY, help="As if it were this day (YYYY-MM-DD).")


@click.group()
def retention() -> None:
    """What is kept for how long, what is due, and what was erased."""


@retention.command()
@on_day
@as_json
@on_the_store
def show(*, today: datetime | None, is_json: bool) -> None:
    """How many contacts, drafts and answers are due. Counts only; nothing is removed."""
    day = _day(today)
    with one_moment():
        found = {name: keeping.counted(rule, day) for name, rule in keeping.RULES.items()}
    _tell(found, day, "due", is_json=is_json)


@retention.command()
@on_day
@click.option(
    "--results-sent",
    "sent",
    metavar="CAMPAIGN",
    multiple=True,
    help="Its results were sent: its contacts go now, whatever their age.",
)
@as_json
@on_the_store
def run(*, today: datetime | None, sent: tuple[str, ...], is_json: bool) -> None:
    """Remove what is due, for good. Published numbers stay.

    Interrupted, it has removed some and goes on when it is run again.
    """
    codes = [campaigns.by_code(code).code for code in sent]
    day, found = _day(today), {}
    for name, rule in keeping.RULES.items():
        found[name] = keeping.applied(rule, day)
    found["contacts"] += sum(keeping.remove_contacts_of(code) for code in codes)
    _tell(found, day, "removed", is_json=is_json)
    for leftovers, whose in ((uploads.sweep(), "answer"), (media.sweep(), "questionnaire")):
        if leftovers:
            said = f"{leftovers} files on the disk that belonged to no {whose}: removed."
            click.echo(said, err=True)
    if removed := freezing.sweep(snapshots()):
        click.echo(f"{removed} frozen waves that held what is gone: freeze them again.", err=True)


@retention.command("list-erased")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@on_the_store
def list_erased(out: Path) -> None:
    """Write to OUT what `restore --erased` needs to erase again what a backup brings back."""
    with one_moment(), written_whole(out) as file:
        number = write_erased(file, erasures.listed())
    click.echo(f"{number} erasures: {out}")


def _day(today: datetime | None) -> date:
    return datetime.now(UTC).date() if today is None else today.date()


def _tell(found: dict[str, int], day: date, what: str, *, is_json: bool) -> None:
    if is_json:
        rules = [
            {"rule": name, "until": keeping.RULES[name].last_day(day).isoformat(), what: number}
            for name, number in found.items()
        ]
        click.echo(json.dumps({"today": day.isoformat(), "rules": rules}, indent=1))
        return
    for name, number in found.items():
        rule = keeping.RULES[name]
        click.echo(f"{name}: {number} {what} (until {rule.last_day(day)}: {rule.text})")
