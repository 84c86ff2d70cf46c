"""The real server with its access log on: no key, code, receipt, answer or address of a client."""

import re
from pathlib import Path

import pytest

from app.store import keys
from tests.faults.databases import database
from tests.faults.phone import Phone
from tests.faults.site import Site, served
from tests.robot.filling import TEXTS

pytestmark = pytest.mark.slow

LINE = re.compile(r"^[\d-]{10} [\d:,]+ (GET|POST) (\S+|\(unknown\)) \d{3} \d+ ms$")


def answered(site: Site) -> dict[str, str]:
    """All that one respondent did, right and wrong; what must stay between them and us."""
    phone = Phone(site.address, "logged")
    phone.answer()
    kept = phone.kept[0]
    assert phone.faults == []
    with site.store():
        code = keys.code_of(kept.key)
    receipt = kept.journey.receipt
    for address in (
        f"/en/r/{kept.key}/no_such_page?to={kept.key}",
        f"/en/r/{kept.key}/one/too/many",
        f"/fr/r/{kept.key}x/p1",
        f"/r/{kept.key}",
        f"/static/{kept.key}.css?v={kept.key}",
        f"/%0aFORGED {code}".replace(" ", "%20"),
        f"/en/resume?code={code}",
    ):
        phone.ask("GET", address)
    phone.ask("POST", "/en/resume", [("code", code)])
    phone.ask("POST", "/en/resume", [("code", code[:-1] + "*")])
    phone.ask("POST", f"/en/erase?receipt={receipt}", [("receipt", receipt), ("confirm", "on")])
    emails = kept.journey.accepted.get("F_CONTACT.email", [])
    return {"key": kept.key, "code": code, "receipt": receipt, "entry": kept.entry} | {
        f"answer {number}": text for number, text in enumerate([*TEXTS[:3], *emails])
    }


def test_logs_name_no_respondent(database_kind: str, tmp_path: Path) -> None:
    with (
        database(database_kind, tmp_path) as store,
        served(store, tmp_path, FORETERRE_ACCESS_LOG="1") as site,
    ):
        secrets = answered(site)
        logged = site.logged() + (store.server.log.read_text() if store.server else "")
        lines = [line for line in site.logged().splitlines() if LINE.match(line)]
    assert {name for name, text in secrets.items() if text in logged} == set()
    assert "127.0.0.1" not in logged
    asked = {LINE.sub(r"\1 \2", line) for line in lines}
    assert {"POST /en/r/-/review", "GET /en/s/faults", "GET (unknown)"} <= asked
    assert "GET /en/r/-/no_such_page" in asked
    assert "FORGED" not in logged
    unread = [line for line in site.logged().splitlines() if not LINE.match(line)]
    assert [line for line in unread if "/r/" in line] == []
