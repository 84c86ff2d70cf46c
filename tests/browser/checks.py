"""What the browser tests found out about accessibility, for the statement that the site shows."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import axe_playwright_python

from app.reference.languages import LANGUAGES

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
VARIABLE = "ACCESSIBILITY_RESULTS"  # of the environment: the file to write
VERSION = re.compile(r"axe v([\d.]+)")


class Checks:
    """Collects while tests run: kinds of pages, the languages and ways of each, broken rules."""

    def __init__(self) -> None:
        self.languages: dict[str, set[str]] = defaultdict(set)
        self.ways: dict[str, set[str]] = defaultdict(set)
        self.faults: dict[str, set[str]] = defaultdict(set)

    def ruled(self, kind: str, languages: Iterable[str], broken: Iterable[str]) -> None:
        """The rules ran over a page of that kind and found these broken."""
        self.languages[kind].update(languages)
        self.faults[kind].update(broken)

    def used(self, kinds: Iterable[str], ways: Iterable[str]) -> None:
        """Pages of these kinds were gone through in these ways."""
        for kind in kinds:
            self.ways[kind].update(ways)

    def take(self, path: Path) -> None:
        """What runs of the same day found before: a day's runs add up."""
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if found.get("on") == today():
            for kind, each in found["pages"].items():
                self.ruled(kind, each["languages"], each["faults"])
                self.used([kind], each["ways"])

    def write(self, path: Path, browser: str) -> None:
        kinds = sorted(self.languages.keys() | self.ways.keys())
        found = {
            "on": today(),
            "browser": f"Chromium {browser.split('.')[0]}",
            "rules": f"axe-core {version_of_rules()}",
            "pages": {
                kind: {
                    "languages": [each for each in LANGUAGES if each in self.languages[kind]],
                    "ways": sorted(self.ways[kind]),
                    "faults": sorted(self.faults[kind]),
                }
                for kind in kinds
            },
        }
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def version_of_rules() -> str:
    found = VERSION.search(AXE.read_text(encoding="utf-8")[:200])
    assert found, "axe.min.js does not begin with its version"
    return found[1]
