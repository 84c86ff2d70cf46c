"""flask responses …"""

import click


@click.group()
def responses() -> None:
    """To be filled."""
