"""Settings: what serving needs is demanded by name; the demo makes its own keys."""

import base64
import stat
from pathlib import Path

import pytest

from app.errors import SettingError
from app.settings import Settings

SECRET = "s" * 32
CONTACTS = base64.urlsafe_b64encode(bytes(range(32))).decode()
GOOD = {
    "FORETERRE_SECRET_KEY": SECRET,
    "FORETERRE_CONTACTS_KEY": CONTACTS,
    "FORETERRE_BASE_URL": "https://survey.example.org/",
}
COMMAND = {"FLASK_RUN_FROM_CLI": "true"}


def test_good_settings_are_read() -> None:
    found = Settings.read({**GOOD, "FORETERRE_DATA_DIR": "/data", "FORETERRE_MAIL_URL": "smtp://m"})
    assert found.contacts_key == bytes(range(32))
    assert found.base_url == "https://survey.example.org"
    assert found.database_url == "sqlite:////data/foreterre.sqlite"
    assert (found.mail_url, found.jobs_url, found.is_demo) == ("smtp://m", "", False)
    flask = found.for_flask()
    assert flask["SECRET_KEY"] == SECRET
    assert flask["SESSION_COOKIE_SECURE"] is True


def test_no_proxy_is_trusted_and_no_access_logged_unless_said() -> None:
    found = Settings.read(GOOD)
    assert (found.trusted_proxies, found.has_access_log) == ((), False)
    more = {"FORETERRE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8", "FORETERRE_ACCESS_LOG": "1"}
    found = Settings.read({**GOOD, **more})
    assert [str(each) for each in found.trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/8"]
    assert found.has_access_log


@pytest.mark.parametrize("name", ["SECRET_KEY", "CONTACTS_KEY", "BASE_URL"])
def test_serving_without_a_setting_is_refused_by_its_name(name: str) -> None:
    environ = {key: value for key, value in GOOD.items() if key != f"FORETERRE_{name}"}
    with pytest.raises(SettingError, match=f"FORETERRE_{name} is missing: .+") as caught:
        Settings.read(environ)
    assert caught.value.about == {"setting": name}


def test_all_missing_settings_are_named_together() -> None:
    with pytest.raises(SettingError) as caught:
        Settings.read({})
    assert len(caught.value.message.splitlines()) == 3


def test_a_command_that_serves_nobody_needs_no_keys() -> None:
    found = Settings.read(COMMAND)
    assert (found.secret_key, found.contacts_key, found.base_url) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "s" * 31),
        ("CONTACTS_KEY", base64.urlsafe_b64encode(bytes(31)).decode()),
        ("CONTACTS_KEY", "not base64 at all!"),
        ("CONTACTS_KEY", "é" * 43),
        ("BASE_URL", "survey.example.org"),
        ("BASE_URL", "ftp://survey.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://survey.example.org:port"),
        ("TRUSTED_PROXIES", "proxy.example.org"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("DATABASE_URL", "mysql://host/database"),
        ("DATABASE_URL", "store.sqlite"),
    ],
)
def test_a_bad_setting_is_refused_even_in_commands(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"FORETERRE_{name} "):
        Settings.read({**GOOD, **COMMAND, f"FORETERRE_{name}": value})


def test_a_contacts_key_needs_no_padding() -> None:
    found = Settings.read({**GOOD, "FORETERRE_CONTACTS_KEY": CONTACTS.rstrip("=")})
    assert found.contacts_key == bytes(range(32))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_psycopg_3(scheme: str) -> None:
    found = Settings.read({**GOOD, "FORETERRE_DATABASE_URL": f"{scheme}://u:p@h/d"})
    assert found.database_url == "postgresql+psycopg://u:p@h/d"


def test_the_demo_makes_keys_that_only_its_owner_reads_and_keeps_them(tmp_path: Path) -> None:
    environ = {"FORETERRE_DEMO": "1", "FORETERRE_DATA_DIR": str(tmp_path / "instance")}
    first = Settings.read(environ)
    assert first.is_demo
    assert first.base_url == "http://127.0.0.1:5000"
    assert first.contacts_key is not None
    assert len(first.contacts_key) == 32
    files = sorted((tmp_path / "instance").iterdir())
    assert [each.name for each in files] == ["contacts_key", "secret_key"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert Settings.read(environ) == first


def test_two_demos_have_different_keys(tmp_path: Path) -> None:
    one, other = (
        Settings.read({"FORETERRE_DEMO": "1", "FORETERRE_DATA_DIR": str(tmp_path / name)})
        for name in "ab"
    )
    assert one.secret_key != other.secret_key
    assert one.contacts_key != other.contacts_key


def test_secrets_are_not_shown_with_the_settings() -> None:
    found = Settings.read({**GOOD, "FORETERRE_DATABASE_URL": "postgresql://u:hidden@h/d"})
    for secret in (SECRET, "hidden", repr(bytes(range(32)))):
        assert secret not in repr(found)


@pytest.mark.parametrize("contact", ["", "help@example.org", "https://example.org/contact?a=1"])
def test_a_contact_is_an_address_or_a_page(contact: str) -> None:
    found = Settings.read({**GOOD, "FORETERRE_CONTACT": contact})
    assert found.for_flask()["CONTACT"] == contact


@pytest.mark.parametrize("contact", ["call us", "javascript:alert(1)", "a@b", "a b@example.org"])
def test_another_contact_is_refused_by_name(contact: str) -> None:
    with pytest.raises(SettingError, match=r"FORETERRE_CONTACT .* neither an e-mail"):
        Settings.read({**GOOD, "FORETERRE_CONTACT": contact})
