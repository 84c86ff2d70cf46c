"""Addresses of mail, as people type them."""

import re

LONGEST, LONGEST_LOCAL = 254, 64
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def mail_address(text: str) -> str | None:
    """The address in a text, its domain as mail servers know it; None: it cannot be one.

    Neither quotation marks nor comments, and no letters beyond ASCII before the @: mail servers
    differ in them. A domain may be of any script: post@bücher.example.
    """
    local, at, domain = text.strip().rpartition("@")
    known = _known_domain(domain)
    if not at or known is None or LOCAL.fullmatch(local) is None:
        return None
    found = f"{local}@{known}"
    return found if len(local) <= LONGEST_LOCAL and len(found) <= LONGEST else None


def _known_domain(text: str) -> str | None:
    try:
        domain = text.encode("idna").decode().lower()
    except UnicodeError:
        return None
    labels = domain.split(".")
    is_good = len(labels) > 1 and all(LABEL.fullmatch(each) for each in labels)
    return domain if is_good and not labels[-1].isdigit() else None
