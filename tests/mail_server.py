"""A real SMTP server of this process, which keeps what it gets: plain, STARTTLS or TLS."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as READ
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.site import free_port

HOST = "127.0.0.1"
USER, PASSWORD = "survey", "p@ss:word/1"
REFUSED = "nobody@refused.example"
LATER = "later@full.example"


@dataclass
class Letters:
    """What came in, and how. The server takes nothing for REFUSED, and nothing yet for LATER."""

    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    was_encrypted: list[bool] = field(default_factory=list)
    greetings: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 -- as the server calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address == REFUSED:
            return f"550 no such user {address}"
        if address == LATER:
            return f"452 the box of {address} is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- as the server calls it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        read = message_from_bytes(content, policy=READ)
        assert isinstance(read, EmailMessage)
        self.messages.append(read)
        self.recipients.append(envelope.rcpt_tos)
        self.senders.append(envelope.mail_from or "")
        self.was_encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.greetings.append(session.host_name or "")
        return "250 taken"


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@contextmanager
def listening(
    *, security: str = "none", certificate: Path | None = None, demands_login: bool = False
) -> Iterator[Letters]:
    """security: none, starttls or tls; both of the latter with the certificate's file."""
    letters = Letters(port=free_port())
    context = None if certificate is None else _context(certificate)
    controller = Controller(
        letters,
        hostname=HOST,
        port=letters.port,
        ready_timeout=20,
        ssl_context=context if security == "tls" else None,
        tls_context=context if security == "starttls" else None,
        require_starttls=security == "starttls",
        auth_required=demands_login,
        auth_require_tls=security == "starttls",
        authenticator=_knows,
    )
    controller.start()
    try:
        yield letters
    finally:
        controller.stop()


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and given == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=is_right, handled=False)


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def made_certificate(folder: Path, host: str = HOST) -> Path:
    """A key and a certificate of our own for a host, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of a test")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path
