"""The list of questions that releases read is the one that their sources name."""

import re
from pathlib import Path

from app.releases.read_codes import READ

RELEASES = Path(__file__).parents[2] / "app" / "releases"
CODE = re.compile(r'"([FRT]_[A-Z0-9_]+)"')


def test_every_code_that_releases_name_is_listed() -> None:
    sources = (each for each in RELEASES.rglob("*.py") if each.name != "read_codes.py")
    named = {code for each in sources for code in CODE.findall(each.read_text(encoding="utf-8"))}
    assert named == READ
