"""The mail server that FORETERRE_MAIL_URL names, refused in words when it cannot serve."""

from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from app.errors import SettingError
from app.web.mail_address import mail_address

NAME = "FORETERRE_MAIL_URL"
MEND = "give smtp://user:password@host:587?from=survey@example.org, or smtps:// for port 465"
PORTS = {"smtp": 587, "smtps": 465}
KNOWN = {"from", "tls", "ca"}
LOCAL_NAMES = {"localhost"}


class Security(StrEnum):
    """How the line to the server is kept from being read."""

    STARTTLS = "starttls"  # before anything is said
    TLS = "tls"  # from the first byte
    NONE = "none"  # only on this machine, or where the operator says so


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """sender: whom mails are from. authorities: a file of certificates to trust; None: the
    system's own."""

    host: str
    port: int
    security: Security
    sender: Address
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authorities: str | None = None

    @property
    def domain(self) -> str:
        """What we call ourselves to the server: no name of the machine goes out."""
        return self.sender.domain

    @classmethod
    def of(cls, url: str) -> "MailServer":
        """smtp[s]://user:password@host:port?from=name <address>[&tls=none][&ca=file].

        Raises SettingError, which does not repeat the password.
        """
        parts = _parts(url)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        unknown = sorted(set(asked) - KNOWN)
        if unknown:
            _refuse(f"does not know {unknown[0]!r}")
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            security=_security(parts, asked.get("tls", "")),
            sender=_sender(asked.get("from", "")),
            user=None if parts.username is None else unquote(parts.username),
            password=None if parts.password is None else unquote(parts.password),
            authorities=_authorities(asked.get("ca", "")),
        )


def _refuse(wrong: str) -> NoReturn:
    raise SettingError(f"{NAME} {wrong}: {MEND}.", setting="MAIL_URL")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        _refuse("is no address of a mail server")
    if parts.path.strip("/") or parts.fragment:
        _refuse("holds more than a mail server's address")
    return parts


def _security(parts: SplitResult, tls: str) -> Security:
    """A password, and a person's answers, cross no network in clear unless the operator says so."""
    if tls not in {"", "none"}:
        _refuse(f"has tls={tls!r}, which may only be none")
    if parts.scheme == "smtps":
        return Security.TLS
    is_here = _is_this_machine(parts.hostname or "")
    return Security.NONE if tls == "none" or is_here else Security.STARTTLS


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in LOCAL_NAMES


def _sender(text: str) -> Address:
    name, spec = parseaddr(text)
    known = mail_address(spec) if text.isprintable() else None
    if known is None:
        _refuse("says nobody whom mails are from (from=)")
    try:
        return Address(display_name=name, addr_spec=known)
    except (ValueError, HeaderParseError):
        _refuse("has a name in from= that no mail can bear")


def _authorities(path: str) -> str | None:
    if path and not Path(path).is_file():
        _refuse(f"names {path!r} as ca=, which is no file")
    return path or None
