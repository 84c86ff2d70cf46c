"""flask demo …"""

import click


@click.command()
def demo() -> None:
    """To be filled."""
