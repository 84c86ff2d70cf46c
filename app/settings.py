"""Settings: read once from the environment, frozen, refused by name when they cannot serve."""

import base64
import binascii
import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask.cli import run_command

from app.errors import SettingError

PREFIX = "FORETERRE_"
SHORTEST_SECRET = 32  # characters
CONTACTS_KEY_BYTES = 32
DATABASE_FILE = "foreterre.sqlite"
DEMO_ADDRESS = "http://127.0.0.1:5000"
POSTGRES_SCHEMES = ("postgresql+psycopg", "postgresql", "postgres")
CONTACT_PATTERN = re.compile(r"https?://[^\s@]+|[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
MEND = {
    "SECRET_KEY": 'python3 -c "import secrets; print(secrets.token_urlsafe(48))" makes one',
    "CONTACTS_KEY": (
        'python3 -c "import base64, secrets;'
        ' print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())" makes one'
    ),
    "BASE_URL": "give the address that people open, such as https://survey.example.org",
    "TRUSTED_PROXIES": "list addresses or networks by comma, such as 127.0.0.1, 10.0.0.0/8",
    "CONTACT": "give an e-mail address or a page, such as https://example.org/contact",
    "DATABASE_URL": "give sqlite:////folder/file or postgresql://user:password@host/database",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the product runs with. A key or the address is None only in commands that need none."""

    database_url: str = field(repr=False)
    data_dir: Path
    secret_key: str | None = field(default=None, repr=False)
    contacts_key: bytes | None = field(default=None, repr=False)
    base_url: str | None = None
    contact: str = ""
    jobs_url: str = field(default="", repr=False)
    mail_url: str = field(default="", repr=False)
    is_demo: bool = False
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    has_access_log: bool = False

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises SettingError naming the setting and how to make a good one.

        Serving needs both keys and the address; other commands go without. The demo makes its own
        keys in DATA_DIR, once.
        """
        given = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environ.items()
            if name.startswith(PREFIX)
        }
        data_dir = Path(given.get("DATA_DIR") or "instance").resolve()
        is_demo = _is_on(given.get("DEMO", ""))
        if is_demo:
            given = _with_demo_keys(given, data_dir)
        if is_serving(environ):
            _demand(given, "SECRET_KEY", "CONTACTS_KEY", "BASE_URL")
        return cls(
            database_url=_database_url(given.get("DATABASE_URL", ""), data_dir),
            data_dir=data_dir,
            secret_key=_secret_key(given.get("SECRET_KEY", "")),
            contacts_key=_contacts_key(given.get("CONTACTS_KEY", "")),
            base_url=_base_url(given.get("BASE_URL", "")),
            contact=_contact(given.get("CONTACT", "")),
            jobs_url=given.get("JOBS_URL", ""),
            mail_url=given.get("MAIL_URL", ""),
            is_demo=is_demo,
            trusted_proxies=_networks(given.get("TRUSTED_PROXIES", "")),
            has_access_log=_is_on(given.get("ACCESS_LOG", "")),
        )

    def for_flask(self) -> dict[str, object]:
        """The same as Flask and its extensions name it."""
        return {
            "SECRET_KEY": self.secret_key,
            "CONTACTS_KEY": self.contacts_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "BASE_URL": self.base_url,
            "CONTACT": self.contact,
            "JOBS_URL": self.jobs_url,
            "MAIL_URL": self.mail_url,
            "DATA_DIR": str(self.data_dir),
            "IS_DEMO": self.is_demo,
            "TRUSTED_PROXIES": self.trusted_proxies,
            "HAS_ACCESS_LOG": self.has_access_log,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": (self.base_url or "").startswith("https://"),
        }


def is_serving(environ: Mapping[str, str]) -> bool:
    """Whether people will be served: always, but under a `flask` command that is not `run`."""
    if environ.get("FLASK_RUN_FROM_CLI") != "true":
        return True
    context = click.get_current_context(silent=True)
    return context is not None and context.command is run_command


def _demand(given: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if not given.get(name)]
    if missing:
        lines = [f"{PREFIX}{name} is missing: {MEND[name]}." for name in missing]
        raise SettingError("\n".join(lines), setting=" ".join(missing))


def _refusal(name: str, wrong: str) -> SettingError:
    return SettingError(f"{PREFIX}{name} {wrong}: {MEND[name]}.", setting=name)


def _is_on(text: str) -> bool:
    return text.lower() in {"1", "true", "yes"}


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError:
        raise _refusal("TRUSTED_PROXIES", f"is {text!r}, not a list of networks") from None


def _secret_key(text: str) -> str | None:
    if text and len(text) < SHORTEST_SECRET:
        raise _refusal("SECRET_KEY", f"is shorter than {SHORTEST_SECRET} characters")
    return text or None


def _contacts_key(text: str) -> bytes | None:
    if not text:
        return None
    wrong = f"is not {CONTACTS_KEY_BYTES} bytes as base64url"
    try:
        padded = text + "=" * (-len(text) % 4)
        key = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _refusal("CONTACTS_KEY", wrong) from None
    if len(key) != CONTACTS_KEY_BYTES:
        raise _refusal("CONTACTS_KEY", wrong)
    return key


def _base_url(text: str) -> str | None:
    if not text:
        return None
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or parts.query or parts.fragment:
        raise _refusal("BASE_URL", f"is {text!r}, not an http or https address")
    return text.rstrip("/")


def _contact(text: str) -> str:
    """Where people write to whoever runs the site."""
    is_good = not text or CONTACT_PATTERN.fullmatch(text)
    if not is_good:
        raise _refusal("CONTACT", f"is {text!r}, neither an e-mail address nor a page")
    return text


def _database_url(text: str, data_dir: Path) -> str:
    if not text:
        return f"sqlite:///{data_dir / DATABASE_FILE}"
    scheme, colon, rest = text.partition("://")
    if colon and scheme in POSTGRES_SCHEMES:
        return f"postgresql+psycopg://{rest}"
    if colon and scheme == "sqlite":
        return text
    raise _refusal("DATABASE_URL", "is neither SQLite nor PostgreSQL")


def _with_demo_keys(given: Mapping[str, str], folder: Path) -> dict[str, str]:
    found = dict(given)
    found["SECRET_KEY"] = found.get("SECRET_KEY") or _kept_key(folder / "secret_key", _new_secret)
    found["CONTACTS_KEY"] = found.get("CONTACTS_KEY") or _kept_key(
        folder / "contacts_key", _new_contacts_key
    )
    found["BASE_URL"] = found.get("BASE_URL") or DEMO_ADDRESS
    return found


def _new_secret() -> str:
    return secrets.token_urlsafe(48)


def _new_contacts_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(CONTACTS_KEY_BYTES)).decode()


def _kept_key(path: Path, make: Callable[[], str]) -> str:
    """The key in a file that only its owner reads; made whole or not at all, by one process."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make() + "\n")
        with suppress(FileExistsError):  # another process was faster: its key counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
