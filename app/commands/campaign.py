"""flask campaign …"""

import click


@click.group()
def campaign() -> None:
    """To be filled."""
