"""What a receipt opens: the response that it proves, to be read and taken along by its person."""

from app.errors import NotFoundError
from app.store import keys, responses
from app.store.guesses import one_guess


def key_behind(receipt: str, address: str) -> str:
    """address: of whoever gives it, so that guessing is as slow as where a receipt erases.

    Raises NotFoundError, TooManyGuessesError.
    """
    readable = keys.read_receipt(receipt)
    if readable is None:
        raise NotFoundError(f"{receipt!r} is not a receipt: check it, letter by letter.")
    with one_guess("receipt", address):
        sealed = responses.by_receipt_hash(keys.hashed(readable)).key_sealed
    return keys.unseal_key(sealed)
