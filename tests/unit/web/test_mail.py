"""Letters as a real mail server gets them: whole, in any script, to one address, never readable
on the way where that was asked for."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask, current_app

from app.errors import InvalidError
from app.web import mail
from app.web.mail import Attachment, Letter, MailDownError, UndeliverableError
from app.web.mail_server import MailServer
from tests.mail_server import (
    HOST,
    LATER,
    PASSWORD,
    REFUSED,
    USER,
    Letters,
    listening,
    made_certificate,
    text_of,
)

LOGIN = f"{USER}:{quote(PASSWORD, safe='')}@"
TEXT = "Voilà.\n\nمرحبا بكم\n"  # noqa: RUF001 -- Arabic
SUBJECTS = (
    "Your receipt",
    "Votre reçu : à garder, « Élagage » et bûches",
    "إيصالك من استطلاع الشركات",
    "Ваша квитанція",
    "Ў" * 120,
)


def letter(to: str = "asha@example.org", **changes: object) -> Letter:
    known = {"subject": "Votre reçu", "text": TEXT, "language": "fr", **changes}
    return Letter(to=to, **known)  # type: ignore[arg-type]  # a letter's own fields


def url_of(letters: Letters, more: str = "", login: str = "", scheme: str = "smtp") -> str:
    return f"{scheme}://{login}{HOST}:{letters.port}?from=La%20Vall%C3%A9e%20<s@example.org>{more}"


@contextmanager
def mailing(url: str) -> Iterator[None]:
    """Inside, mail goes to the server of this setting."""
    app = Flask("mail", static_folder=None)
    app.config.update(MAIL_URL=url, BASE_URL="https://survey.example.org")
    mail.init_app(app)
    with app.app_context():
        yield


@pytest.fixture(scope="module")
def letters() -> Iterator[Letters]:
    with listening() as found:
        yield found


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subject_and_text_arrive_as_written(letters: Letters, subject: str) -> None:
    with mailing(url_of(letters)):
        mail.send_mail(letter(subject=subject))
    message = letters.messages[-1]
    assert message["Subject"] == subject
    assert message["To"] == "asha@example.org"
    assert message["From"].addresses[0] == Address("La Vallée", addr_spec="s@example.org")
    assert message["Content-Language"] == "fr"
    assert message["Auto-Submitted"] == "auto-generated"
    assert text_of(letters.messages[-1]) == TEXT
    assert (letters.senders[-1], letters.recipients[-1]) == ("s@example.org", ["asha@example.org"])


def test_the_name_of_the_machine_stays_here(letters: Letters) -> None:
    with mailing(url_of(letters)):
        mail.send_mail(letter())
    assert letters.greetings[-1] == "example.org"
    assert letters.messages[-1]["Message-ID"].endswith("@example.org>")
    assert socket.getfqdn() not in letters.messages[-1].as_string()


def test_what_is_attached_arrives_byte_for_byte(letters: Letters) -> None:
    content = bytes(range(256)) * 40
    pdf = Attachment(name="résumé.pdf", media_type="application/pdf", content=content)
    with mailing(url_of(letters)):
        mail.send_mail(letter(attachments=(pdf,)))
    (found,) = letters.messages[-1].iter_attachments()
    assert (found.get_filename(), found.get_content_type()) == ("résumé.pdf", "application/pdf")
    assert found.get_content() == content
    assert text_of(letters.messages[-1]) == TEXT


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Receipt\r\nBcc: all@example.org"},
        {"subject": "Receipt\nBcc: all@example.org"},
    ],
)
def test_no_subject_adds_a_header(letters: Letters, changes: dict[str, str]) -> None:
    with mailing(url_of(letters)):
        mail.send_mail(letter(**changes))
    assert letters.messages[-1]["Bcc"] is None
    assert letters.recipients[-1] == ["asha@example.org"]


@pytest.mark.parametrize(
    "to", ["a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org"]
)
def test_an_address_that_is_not_one_goes_nowhere(letters: Letters, to: str) -> None:
    before = len(letters.messages)
    with mailing(url_of(letters)), pytest.raises(InvalidError):
        mail.send_mail(letter(to))
    assert len(letters.messages) == before


def test_a_refused_address_is_told_apart_and_written_to_no_log(
    letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with mailing(url_of(letters)):
        with pytest.raises(UndeliverableError):
            mail.send_mail(letter(REFUSED))
        with pytest.raises(MailDownError):
            mail.send_mail(letter(LATER))
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("app.")]
    assert any("550" in line for line in ours)
    assert not any("@" in line for line in ours)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_the_line_is_encrypted_and_the_server_must_prove_its_name(
    tmp_path: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.mail_server._is_this_machine", lambda _host: False)
    certificate = made_certificate(tmp_path)
    security = "tls" if scheme == "smtps" else "starttls"
    with listening(security=security, certificate=certificate) as found:
        with mailing(url_of(found, f"&ca={certificate}", scheme=scheme)):
            mail.send_mail(letter())
        assert found.was_encrypted == [True]
        with mailing(url_of(found, scheme=scheme)), pytest.raises(MailDownError):
            mail.send_mail(letter())
    assert len(found.messages) == 1


def test_a_server_that_offers_no_encryption_gets_nothing(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.mail_server._is_this_machine", lambda _host: False)
    before = len(letters.messages)
    with mailing(url_of(letters, login=LOGIN)), pytest.raises(MailDownError):
        mail.send_mail(letter())
    assert len(letters.messages) == before


def test_a_name_and_a_password_let_us_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.mail_server._is_this_machine", lambda _host: False)
    certificate = made_certificate(tmp_path)
    with listening(security="starttls", certificate=certificate, demands_login=True) as found:
        with mailing(url_of(found, f"&ca={certificate}", LOGIN)):
            mail.send_mail(letter())
        wrong = url_of(found, f"&ca={certificate}", f"{USER}:wrong@")
        with mailing(wrong), pytest.raises(MailDownError):
            mail.send_mail(letter())
    assert len(found.messages) == 1


def test_a_server_that_is_not_there_is_said_so() -> None:
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        url = f"smtp://{HOST}:{nobody.getsockname()[1]}?from=s@example.org"
        with mailing(url), pytest.raises(MailDownError):
            mail.send_mail(letter())


def test_a_server_that_says_nothing_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LONGEST_WAIT", 0.3)
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        silent.listen()
        held: list[socket.socket] = []
        thread = threading.Thread(target=lambda: held.append(silent.accept()[0]))
        thread.start()
        url = f"smtp://{HOST}:{silent.getsockname()[1]}?from=s@example.org"
        with mailing(url), pytest.raises(MailDownError):
            mail.send_mail(letter())
        thread.join()
        held[0].close()


def test_without_the_setting_or_an_address_of_ours_there_is_no_mail(letters: Letters) -> None:
    with mailing(""):
        assert not mail.can_mail()
    with mailing(url_of(letters)):
        assert mail.can_mail()
        current_app.config["BASE_URL"] = None
        assert not mail.can_mail()


def test_a_letter_is_for_one_address_only(letters: Letters) -> None:
    message = mail.message_of(letter(), MailServer.of(url_of(letters)))
    assert [each.addr_spec for each in message["To"].addresses] == ["asha@example.org"]
