"""Mail, where an operator has set FORETERRE_MAIL_URL: one letter at a time, to one address.

Addresses are written to no log, and kept nowhere. What a person typed cannot become a header: an
address is checked letter by letter, and no header takes a line break.
"""

import logging
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from flask import Flask, current_app

from app.errors import ForeterreError, InvalidError
from app.web.mail_address import mail_address
from app.web.mail_server import MailServer, Security

SERVER = "mail server"
LONGEST_WAIT = 10.0  # seconds for each answer of the mail server
REFUSED_FOR_GOOD = 500  # codes from here on: asking again would not help

log = logging.getLogger(__name__)


class UndeliverableError(InvalidError):
    """The mail server takes no mail for this address."""


class MailDownError(ForeterreError):
    """The mail server cannot be reached, or does not let us in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """name: with its ending. media_type: such as application/pdf."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """to: as mail_address() gives it. text: plain, one line a paragraph. language: of the text."""

    to: str
    subject: str
    text: str
    language: str
    attachments: Sequence[Attachment] = ()


def can_mail() -> bool:
    """Whether a mail server is set, and the address that links begin with: else nothing offers
    mail."""
    return current_app.extensions.get(SERVER) is not None and bool(current_app.config["BASE_URL"])


def send_mail(letter: Letter) -> None:
    """Hands the letter to the mail server, which has taken it when this returns.

    Raises UndeliverableError, MailDownError; neither holds the address.
    """
    server: MailServer = current_app.extensions[SERVER]
    message = message_of(letter, server)
    try:
        with _opened(server) as line:
            line.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        log.warning("the mail server takes no mail for an address (%s)", codes[0])
        raise _refusal(codes[0]) from None
    except (smtplib.SMTPException, OSError) as error:
        log.warning("no mail (%s)", _reason_of(error))
        raise MailDownError("The mail server does not take mail now: try again later.") from None


def message_of(letter: Letter, server: MailServer) -> EmailMessage:
    """As it goes out. Raises InvalidError for an address that was not checked before."""
    to = mail_address(letter.to)
    if to is None:
        raise InvalidError("This is no address of mail: check it, letter by letter.")
    message = EmailMessage(policy=SMTP)
    message["From"] = server.sender
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=server.domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message["Content-Language"] = letter.language
    for each in letter.attachments:
        kind, _slash, detail = each.media_type.partition("/")
        message.add_attachment(each.content, maintype=kind, subtype=detail, filename=each.name)
    return message


def _refusal(code: int) -> ForeterreError:
    if code >= REFUSED_FOR_GOOD:
        return UndeliverableError("The mail server takes no mail for this address: check it.")
    return MailDownError("The mail server does not take mail now: try again later.")


def _opened(server: MailServer) -> smtplib.SMTP:
    """A line to the server, encrypted and let in as the setting says."""
    trusted = ssl.create_default_context(cafile=server.authorities)
    where = (server.host, server.port, server.domain)
    if server.security is Security.TLS:
        line: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=LONGEST_WAIT, context=trusted)
    else:
        line = smtplib.SMTP(*where, timeout=LONGEST_WAIT)
    try:
        if server.security is Security.STARTTLS:
            line.starttls(context=trusted)
        if server.user is not None:
            line.login(server.user, server.password or "")
    except BaseException:
        line.close()
        raise
    return line


def _reason_of(error: Exception) -> str:
    """The server's number, or the kind of fault: never words, which may hold an address."""
    return str(getattr(error, "smtp_code", "") or type(error).__name__)


def init_app(app: Flask) -> None:
    """Raises SettingError where the setting cannot serve."""
    url = app.config["MAIL_URL"]
    app.extensions[SERVER] = MailServer.of(url) if url else None
    app.add_template_global(can_mail)
