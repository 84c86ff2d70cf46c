"""What a short code or a receipt opens: the response that it belongs to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from app.errors import NotFoundError
from app.store import keys, responses
from app.store.guesses import one_guess
from app.store.responses import Response


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody writes to be let in. read: None for what cannot be one. find: by its hash."""

    kind: str
    read: Callable[[str], str | None]
    find: Callable[[str], Response]


CODE: Final = Proof("code", keys.read_code, responses.by_code_hash)
RECEIPT: Final = Proof("receipt", keys.read_receipt, responses.by_receipt_hash)


@contextmanager
def opened_by(proof: Proof, typed: str, address: str) -> Iterator[Response]:
    """The response behind what was typed, in the transaction that looked it up.

    address: of whoever gives it, so that guessing is slow. Raises NotFoundError,
    TooManyGuessesError.
    """
    readable = proof.read(typed)
    if readable is None:
        raise NotFoundError(f"{typed!r} is not a {proof.kind}: check it, letter by letter.")
    with one_guess(proof.kind, address):
        yield proof.find(keys.hashed(readable))


def key_behind(proof: Proof, typed: str, address: str) -> str:
    """The key of the same. Raises NotFoundError, TooManyGuessesError."""
    with opened_by(proof, typed, address) as found:
        return keys.unseal_key(found.key_sealed)
