"""flask survey …"""

import click


@click.group()
def survey() -> None:
    """To be filled."""
