"""Keys, codes and receipts: readable, unguessable, sealed."""

import hashlib
import re

import pytest
from flask import Flask

from app.errors import InvalidError, SettingError
from app.store import keys

KEY = "abcdefghijklmnopqrstuvwx23"


@pytest.fixture
def app() -> Flask:
    app = Flask("keys")
    app.config.update(SECRET_KEY="one secret " * 4, CONTACTS_KEY=bytes(range(32)))
    return app


@pytest.fixture(autouse=True)
def _context(app: Flask) -> object:
    with app.app_context():
        yield


def test_keys_are_26_lower_case_base32_characters_and_never_the_same() -> None:
    made = {keys.new_key() for _ in range(200)}
    assert len(made) == 200
    assert all(keys.is_key(key) for key in made)
    assert not keys.is_key("a" * 25)
    assert not keys.is_key("A" * 26)


def test_a_code_and_a_receipt_follow_from_the_key_alone() -> None:
    assert keys.code_of(KEY) == keys.code_of(KEY)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-..", keys.code_of(KEY))
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", keys.receipt_of(KEY))
    assert keys.receipt_of(KEY).replace("-", "")[:10] != keys.code_of(KEY).replace("-", "")
    assert len({keys.code_of(keys.new_key()) for _ in range(500)}) == 500


def test_another_secret_gives_other_codes(app: Flask) -> None:
    before = (keys.code_of(KEY), keys.receipt_of(KEY))
    app.config["SECRET_KEY"] = "another secret " * 3
    assert not set(before) & {keys.code_of(KEY), keys.receipt_of(KEY)}


@pytest.mark.parametrize(
    "typed",
    ["K0MQ-4TPX-91", "k0mq-4tpx-91", " KOMQ 4TPX 9I ", "k0mq4tpx9l", "KOMQ\u20114TPX\u201391"],
)
def test_a_code_is_read_whatever_its_case_spaces_and_misread_letters(typed: str) -> None:
    assert keys.read_code(typed) == "K0MQ-4TPX-91"


@pytest.mark.parametrize("typed", ["", "K0MQ-4TPX", "K0MQ-4TPX-91-00", "K0MQ-4TPX-9U", "é" * 10])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert keys.read_code(typed) is None


def test_a_displayed_code_and_receipt_are_read_back_as_they_are() -> None:
    assert keys.read_code(keys.code_of(KEY).lower()) == keys.code_of(KEY)
    assert keys.read_receipt(keys.receipt_of(KEY).lower()) == keys.receipt_of(KEY)
    assert keys.read_receipt(keys.code_of(KEY)) is None


def test_a_hash_is_plain_sha256_of_exactly_the_text() -> None:
    assert keys.hashed("ABCD-EFGH") == hashlib.sha256(b"ABCD-EFGH").hexdigest()


def test_a_seed_is_drawn_once_from_the_key() -> None:
    assert keys.seed_of(KEY) == keys.seed_of(KEY)
    seeds = [keys.seed_of(keys.new_key()) for _ in range(200)]
    assert len(set(seeds)) == 200
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_the_same_text_is_never_sealed_alike_and_opens_again() -> None:
    one, other = (keys.seal("a@example.org", about="contact.sealed") for _ in range(2))
    assert one != other
    assert b"example" not in one
    assert keys.unseal(one, about="contact.sealed") == "a@example.org"


def test_what_is_sealed_for_one_field_does_not_open_in_another() -> None:
    sealed = keys.seal("a@example.org", about="contact.sealed")
    with pytest.raises(InvalidError, match=r"contact\.other"):
        keys.unseal(sealed, about="contact.other")


def test_a_changed_bit_or_another_key_opens_nothing(app: Flask) -> None:
    sealed = keys.seal("a@example.org", about="contact.sealed")
    with pytest.raises(InvalidError):
        keys.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), about="contact.sealed")
    app.config["CONTACTS_KEY"] = bytes(32)
    with pytest.raises(InvalidError):
        keys.unseal(sealed, about="contact.sealed")


def test_a_key_sealed_with_the_secret_opens_again() -> None:
    assert keys.unseal_key(keys.seal_key(KEY)) == KEY


@pytest.mark.parametrize("name", ["SECRET_KEY", "CONTACTS_KEY"])
def test_a_missing_key_is_named(app: Flask, name: str) -> None:
    app.config[name] = None
    use = keys.code_of if name == "SECRET_KEY" else lambda _key: keys.link_of(1)
    with pytest.raises(SettingError, match=f"FORETERRE_{name}"):
        use(KEY)
