"""Keys, readable codes, receipts, and what is sealed.

The key of a response is the one secret of its respondent: whoever has it may answer. Its code
and its receipt follow from it and from SECRET_KEY; the database holds their hashes only.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from app.errors import InvalidError, SettingError

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
KEY_PATTERN = re.compile(r"[a-z2-7]{26}")
NONCE_BYTES = 12
CODE_LENGTH, RECEIPT_LENGTH = 10, 16
FINGERPRINT = 16  # hexadecimal characters


def new_key() -> str:
    """26 lower-case base32 characters: 130 bits that nobody guesses."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:26]


def is_key(text: str) -> bool:
    """Whether a text looks like a key, so that it is worth asking the database."""
    return KEY_PATTERN.fullmatch(text) is not None


def code_of(key: str) -> str:
    """The short readable code that resumes a response: K7MQ-4TPX-9D."""
    return _in_fours(_crockford(_digest("code", key), CODE_LENGTH))


def receipt_of(key: str) -> str:
    """What proves a sending and erases it on request: XXXX-XXXX-XXXX-XXXX."""
    return _in_fours(_crockford(_digest("receipt", key), RECEIPT_LENGTH))


def seed_of(key: str) -> int:
    """What chance decides for a response: 31 bits, drawn once from its key."""
    return int.from_bytes(hashlib.sha256(f"seed:{key}".encode()).digest()[:4]) >> 1


def hashed(text: str) -> str:
    """SHA-256 of exactly this text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def keyed_hash(purpose: str, text: str) -> str:
    """What stands for a text that only SECRET_KEY can tell from others of its kind."""
    return _digest(purpose, text).hex()


def erasure_digest(receipt_hash: str) -> str:
    """What tells an erased response from others, for who holds SECRET_KEY; else only a number."""
    return hmac.new(_secret("erasure"), receipt_hash.encode(), hashlib.sha256).hexdigest()


def fingerprints() -> Mapping[str, str | None]:
    """What tells one SECRET_KEY and CONTACTS_KEY from others, and nothing more; None: not set."""
    return {
        "SECRET_KEY": _secret("fingerprint").hex()[:FINGERPRINT] if _is_set("SECRET_KEY") else None,
        "CONTACTS_KEY": (
            _contacts_key("fingerprint").hex()[:FINGERPRINT] if _is_set("CONTACTS_KEY") else None
        ),
    }


def read_code(text: str) -> str | None:
    """A typed code as it is displayed, whatever its case, spaces and O for 0; None: not a code."""
    return _read(text, CODE_LENGTH)


def read_receipt(text: str) -> str | None:
    """A typed receipt as it is displayed; None when it cannot be one."""
    return _read(text, RECEIPT_LENGTH)


def seal(text: str, *, about: str) -> bytes:
    """Encrypts with CONTACTS_KEY. about: table and field, so that nothing is read elsewhere."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_contacts_key("seal")).encrypt(nonce, text.encode(), about.encode())


def unseal(sealed: bytes, *, about: str) -> str:
    """Raises InvalidError when the key, the table, the field or a single bit differs."""
    return _decrypted(_contacts_key("seal"), sealed, about)


def seal_key(key: str) -> bytes:
    """Seals a response's key with SECRET_KEY, so that its code leads back to it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_secret("seal")).encrypt(nonce, key.encode(), b"response.key_sealed")


def unseal_key(sealed: bytes) -> str:
    return _decrypted(_secret("seal"), sealed, "response.key_sealed")


def link_of(response_id: int) -> str:
    """What stands for a response beside its contacts: without CONTACTS_KEY, only a number."""
    message = f"contact:{response_id}".encode()
    return hmac.new(_contacts_key("link"), message, hashlib.sha256).hexdigest()


def reference_hash(campaign_id: int, reference: str) -> str:
    """What stands for an inviter's own name of a person: without CONTACTS_KEY, only a number."""
    message = f"invitation:{campaign_id}:{reference}".encode()
    return hmac.new(_contacts_key("reference"), message, hashlib.sha256).hexdigest()


def panel_hash(audience: str, reference: str) -> str:
    """The same in each campaign of an audience, for people who agreed to be in a panel."""
    message = f"panel:{audience}:{reference}".encode()
    return hmac.new(_contacts_key("panel"), message, hashlib.sha256).hexdigest()


def holding_hash(holding: str) -> str:
    """What stands for the owner of several firms: without CONTACTS_KEY, only a number."""
    message = f"holding:{holding}".encode()
    return hmac.new(_contacts_key("holding"), message, hashlib.sha256).hexdigest()


def test_pass(campaign_key_hash: str) -> str:
    """What opens a campaign for answers that do not count; another key of the campaign ends it."""
    return _digest("test", campaign_key_hash).hex()[:32]


def interview_pass(campaign_key_hash: str) -> str:
    """What lets interviewers fill in for others; another key of the campaign ends it."""
    return _digest("interview", campaign_key_hash).hex()[:32]


def _decrypted(key: bytes, sealed: bytes, about: str) -> str:
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except InvalidTag:
        message = f"{about} does not open: it was sealed with other keys than those set now."
        raise InvalidError(message, about=about) from None
    return plain.decode()


def _digest(purpose: str, text: str) -> bytes:
    return hmac.new(_secret(purpose), text.encode(), hashlib.sha256).digest()


def _crockford(digest: bytes, length: int) -> str:
    number = int.from_bytes(digest)
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(length))


def _in_fours(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _read(text: str, length: int) -> str | None:
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(MISREAD)
    if len(plain) != length or not set(plain) <= set(CROCKFORD):
        return None
    return _in_fours(plain)


def _is_set(name: str) -> bool:
    return current_app.config.get(name) is not None


def _secret(purpose: str) -> bytes:
    found = current_app.config.get("SECRET_KEY")
    if not isinstance(found, str):
        raise SettingError("FORETERRE_SECRET_KEY is missing: set at least 32 characters.")
    return _derived(found.encode(), purpose)


def _contacts_key(purpose: str) -> bytes:
    found = current_app.config.get("CONTACTS_KEY")
    if not isinstance(found, bytes):
        raise SettingError("FORETERRE_CONTACTS_KEY is missing: set 32 bytes as base64url.")
    return _derived(found, purpose)


@lru_cache(maxsize=16)
def _derived(key: bytes, purpose: str) -> bytes:
    """One key a purpose, so that knowing one use tells nothing of another."""
    return hmac.new(key, f"foreterre:{purpose}".encode(), hashlib.sha256).digest()
