"""What counts as an address of mail; nothing in one can end a header."""

import pytest

from app.web.mail_address import mail_address


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("asha@example.org", "asha@example.org"),
        ("  asha@example.org\n", "asha@example.org"),
        ("Asha.O'Neil+farm@Mail.Example.ORG", "Asha.O'Neil+farm@mail.example.org"),
        ("post@bücher.example", "post@xn--bcher-kva.example"),
        ("post@موقع.example", "post@xn--4gbrim.example"),
    ],
)
def test_an_address_is_taken_as_mail_servers_know_it(typed: str, known: str) -> None:
    assert mail_address(typed) == known


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "asha",
        "@example.org",
        "asha@",
        "asha@example",
        "asha@192.0.2.1",
        "a b@example.org",
        "a@b@example.org",
        ".asha@example.org",
        "as..ha@example.org",
        '"a b"@example.org',
        "asha@-example.org",
        "asha@exa..mple.org",
        "élise@example.org",
        "asha@example.org\r\nBcc: all@example.org",
        "asha\n@example.org",
        "asha@example.org, other@example.org",
        "Asha <asha@example.org>",
        "asha@example.org\x00",
        f"{'a' * 65}@example.org",
        f"a@{'b.' * 130}org",
    ],
)
def test_what_cannot_be_one_is_none(typed: str) -> None:
    assert mail_address(typed) is None
