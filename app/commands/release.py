"""flask release …"""

import click


@click.group()
def release() -> None:
    """To be filled."""
