"""flask erase …: a person's answers, at their request."""

import click

from app.commands.stating import on_the_store
from app.errors import InvalidError
from app.store import keys, responses
from app.store.database import transaction


@click.command()
@click.argument("receipt")
@on_the_store
def erase(receipt: str) -> None:
    """Erase the response that RECEIPT proves, its contact, and its copies in releases.

    Published numbers stay; `release verify` names what it can no longer recompute.
    """
    displayed = keys.read_receipt(receipt)
    if displayed is None:
        message = (
            f"{receipt!r} is not a receipt: one has 16 letters and digits,"
            " such as K7MQ-4TPX-9D2A-V0WB, as the last page showed it."
        )
        raise InvalidError(message)
    with transaction():
        responses.erase(responses.by_receipt_hash(keys.hashed(displayed)))
    click.echo("Erased: the answers, the contact, and the copies in releases.")
