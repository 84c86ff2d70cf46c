"""Answers taken back before they were sent: no receipt is needed, nor given."""

from app.respond import recent
from app.respond.actions import AlreadySentError
from app.store import responses
from app.store.database import transaction
from app.store.responses import Seen


def withdraw(seen: Seen) -> None:
    """Erases a response with its contact and its files. Raises NotFoundError, AlreadySentError:
    what was sent is erased with its receipt."""
    with transaction():
        response = responses.by_key_hash(seen.key_hash, lock=True)
        if response.sent_at is not None:
            raise AlreadySentError("These answers were sent: their receipt erases them.")
        responses.erase(response)
    recent.forget(seen.key_hash)
