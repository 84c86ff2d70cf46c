"""flask demo: the synthetic network, seeded, released and ready to be served."""

import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.commands.demo.network import DemoNetwork, read_network
from app.commands.demo.seeding import is_seeded, open_code, seed_network, seeded_code
from app.errors import ForeterreError
from app.questionnaire.reading.open_codes import read_open_codes
from app.reference.audiences import Audience
from app.releases import actions
from app.settings import Settings
from app.store import database, releases

ROOT = Path(__file__).resolve().parents[3]


@click.command()
@click.option(
    "--size",
    type=click.FloatRange(min=0.01, max=10),
    default=1.0,
    show_default=True,
    help="Multiplies the numbers of answers.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="Of all that chance decides; by default the one of surveys/demo_network.yaml.",
)
@with_appcontext
def demo(*, size: float, seed: int | None) -> None:
    """Seed a synthetic network of five territories and publish a release of each wave.

    Running it again adds nothing; interrupted, it can be run again.
    """
    try:
        _use_demo_keys()
        network = read_network(ROOT / "surveys" / "demo_network.yaml")
        click.echo("Bringing the database to its newest revision.")
        database.upgrade()
        _seed_once(network, size=size, seed=seed)
        _release_once(network)
    except ForeterreError as error:
        raise click.ClickException(error.message) from error
    _say_where()


def _use_demo_keys() -> None:
    """The keys of the settings; where there are none, those that a demo keeps in DATA_DIR."""
    settings = Settings.read({**os.environ, "FORETERRE_DEMO": "1"})
    current_app.config.from_mapping(settings.for_flask())


def _seed_once(network: DemoNetwork, *, size: float, seed: int | None) -> None:
    if is_seeded(network):
        click.echo("The synthetic network is there already: nothing to seed.")
        return
    seed_network(ROOT, size=size, seed=seed, say=click.echo)


def _release_once(network: DemoNetwork) -> None:
    """A release of the first wave, then one of both; what was made and not published is."""
    waves = [seeded_code(network, audience) for audience in Audience]
    later = [seeded_code(network.in_later_wave(), audience) for audience in Audience]
    for number, codes in enumerate((waves, [*waves, *later]), start=1):
        _publish_once(number, codes)


def _publish_once(number: int, asked: list[str]) -> None:
    made = {each.number: each for each in releases.all_releases()}
    if number not in made:
        click.echo(f"Making release {number}.")
        actions.make(asked, codes=read_open_codes(ROOT / "surveys" / "open_codes.yaml"))
    elif made[number].published_at is not None:
        click.echo(f"Release {number} is published already.")
        return
    actions.publish(number)
    click.echo(f"Release {number} is published.")


def _say_where() -> None:
    address = str(current_app.config["BASE_URL"]).rstrip("/")
    click.echo("All data are synthetic: no real results.")
    for audience in Audience:
        click.echo(f"Open to anyone: {address}/s/{open_code(audience)}")
    click.echo(f"When it is served, open {address}/")
