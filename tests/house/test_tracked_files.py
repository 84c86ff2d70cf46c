"""What is tracked names no machine, no registry and no third party's code."""

import re
from pathlib import Path

from tests.programs import ROOT, run

LARGEST = 600_000
LEAK = re.compile(  # root/item is where every XForm keeps the rows of a table
    "/w[o]rk/|/r[o]ot/(?!item)|p[y]pi[.]org|p[y]thonhosted|r[e]gistry[.]npm|d[e]b[.]debian|[.][.]/s[h]ared"
)
STUB = re.compile(r"NotImplementedError|\bTO[D]O\b|\bFIX[M]E\b|pragma: no cover|assert True\b")


def tracked() -> list[Path]:
    listed = run("git", "ls-files", "-z", is_checked=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def readable(path: Path) -> str:
    return "" if path.suffix == ".png" else path.read_text(encoding="utf-8")


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert [str(path) for path in tracked() if LEAK.search(readable(path))] == []


def test_no_python_file_holds_a_placeholder() -> None:
    found = [p for p in tracked() if p.suffix == ".py" and p != Path(__file__).resolve()]
    assert [str(path) for path in found if STUB.search(readable(path))] == []


def test_no_tracked_file_is_large() -> None:
    assert [str(path) for path in tracked() if path.stat().st_size > LARGEST] == []
