"""FORETERRE_MAIL_URL: what it may say, and what is refused by name without its password."""

from pathlib import Path

import pytest

from app.errors import SettingError
from app.web.mail_server import MailServer, Security

SENDER = "from=survey@example.org"


def test_a_whole_setting_is_read() -> None:
    url = (
        "smtp://sur%40vey:p%40ss%3A1@mail.example.org:2525?from=La%20Vall%C3%A9e%20<s@example.org>"
    )
    found = MailServer.of(url)
    assert (found.host, found.port, found.user) == ("mail.example.org", 2525, "sur@vey")
    assert found.password == "p@ss:1"  # noqa: S105 -- of nobody
    assert str(found.sender) == "La Vallée <s@example.org>"
    assert found.domain == "example.org"
    assert "p@ss" not in repr(found)


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        (f"smtp://mail.example.org?{SENDER}", 587, Security.STARTTLS),
        (f"smtps://mail.example.org?{SENDER}", 465, Security.TLS),
        (f"smtp://mail.example.org:25?{SENDER}&tls=none", 25, Security.NONE),
        (f"smtp://localhost:25?{SENDER}", 25, Security.NONE),
        (f"smtp://[::1]:25?{SENDER}", 25, Security.NONE),
        (f"smtp://192.0.2.1?{SENDER}", 587, Security.STARTTLS),
    ],
)
def test_nothing_crosses_a_network_in_clear_unless_said(
    url: str, port: int, security: Security
) -> None:
    found = MailServer.of(url)
    assert (found.port, found.security) == (port, security)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        f"http://mail.example.org?{SENDER}",
        f"smtp://?{SENDER}",
        f"smtp://mail.example.org:0?{SENDER}",
        f"smtp://mail.example.org:many?{SENDER}",
        f"smtp://mail.example.org/inbox?{SENDER}",
        "smtp://me:secret@mail.example.org",
        "smtp://me:secret@mail.example.org?from=survey",
        "smtp://me:secret@mail.example.org?from=a@example.org%0d%0aBcc:b@example.org",
        f"smtp://me:secret@mail.example.org?{SENDER}&tls=maybe",
        f"smtp://me:secret@mail.example.org?{SENDER}&form=1",
        f"smtps://me:secret@mail.example.org?{SENDER}&ca=/nowhere/at/all.pem",
    ],
)
def test_a_wrong_one_is_refused_by_name_and_with_a_mend(url: str) -> None:
    with pytest.raises(SettingError, match="FORETERRE_MAIL_URL") as raised:
        MailServer.of(url)
    assert "smtp://user:password@host" in raised.value.message
    assert "secret" not in raised.value.message


def test_authorities_are_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.touch()
    assert MailServer.of(f"smtps://m.example.org?{SENDER}&ca={path}").authorities == str(path)
