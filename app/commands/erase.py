"""flask erase …"""

import click


@click.command()
def erase() -> None:
    """To be filled."""
