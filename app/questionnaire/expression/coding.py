"""Functions that make or read codes: identifiers, digests, base64."""

import base64
import binascii
import hashlib
import math
from collections.abc import Collection, Sequence
from uuid import UUID

from app.questionnaire.expression.drawing import drawn
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tree import Literal, Tree
from app.questionnaire.expression.values import Value, number, string

ALGORITHMS = {
    "MD5": "md5",
    "SHA1": "sha1",
    "SHA256": "sha256",
    "SHA384": "sha384",
    "SHA512": "sha512",
}
ALGORITHMS_MEND = "Write 'MD5', 'SHA-1', 'SHA-256', 'SHA-384' or 'SHA-512'."
ENCODINGS = frozenset({"BASE64", "HEX"})
ENCODINGS_MEND = "Write 'base64' or 'hex'."
MOST_CHARACTERS = 1_000
DIGITS = 64  # of one draw


def uuid(place: int, scope: Scope, *length: Value) -> str:
    """Drawn once for a response and question; with a length, so many hexadecimal digits."""
    if not length:
        return str(UUID(bytes=drawn(scope, place, "uuid")[:16], version=4))
    wanted = number(length[0])
    count = 0 if math.isnan(wanted) else int(max(0, min(MOST_CHARACTERS, wanted)))
    blocks = (drawn(scope, place, f"uuid {n}").hex() for n in range(count // DIGITS + 1))
    return "".join(blocks)[:count]


def build_digest(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """Names of algorithm and encoding that are written out are checked before anything is asked."""
    check_name(trees[1], ALGORITHMS, "algorithm", ALGORITHMS_MEND)
    if len(trees) > 2:
        check_name(trees[2], ENCODINGS, "encoding", ENCODINGS_MEND)
    return lambda scope: digest(*(string(each(scope)) for each in arguments))


def check_name(tree: Tree, known: Collection[str], kind: str, mend: str) -> None:
    if isinstance(tree, Literal) and plain_name(tree.text) not in known:
        raise ExpressionError(
            f"digest() knows no {kind} {tree.text!r}.", position=tree.position, mend=mend
        )


def plain_name(text: str) -> str:
    return text.upper().replace("-", "")


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """'' for an algorithm or encoding that is not known."""
    known = ALGORITHMS.get(plain_name(algorithm))
    if known is None or encoding.upper() not in ENCODINGS:
        return ""
    found = hashlib.new(known, text.encode(errors="replace"), usedforsecurity=False)
    if encoding.upper() == "HEX":
        return found.hexdigest()
    return base64.b64encode(found.digest()).decode()


def base64_decode(_: Scope, text: Value) -> str:
    """'' for what is not base64; signs that are not UTF-8 become a question mark in a diamond."""
    given = "".join(string(text).split())
    try:
        found = base64.b64decode(given + "=" * (-len(given) % 4), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return found.decode(errors="replace")
