"""What the tests of accessibility found, as they wrote it: `make accessibility`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

RESULTS = Path(__file__).parent / "accessibility.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage:
    """A kind of page: the languages in which the rules ran over it, and the ways it was used.

    faults: names of the rules that it breaks.
    """

    kind: str
    languages: tuple[str, ...]
    ways: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """on: the day. browser, rules: name and version of what tested."""

    on: date
    browser: str
    rules: str
    pages: tuple[CheckedPage, ...]

    @property
    def has_faults(self) -> bool:
        return any(each.faults for each in self.pages)


@cache
def results() -> Results:
    return read(json.loads(RESULTS.read_text(encoding="utf-8")))


def read(found: Mapping[str, object]) -> Results:
    """From what `make accessibility` wrote. Raises KeyError or TypeError for anything else."""
    pages = found["pages"]
    if not isinstance(pages, Mapping):
        raise TypeError(f"pages: {type(pages).__name__}, not kinds of pages by name")
    return Results(
        on=date.fromisoformat(str(found["on"])),
        browser=str(found["browser"]),
        rules=str(found["rules"]),
        pages=tuple(
            CheckedPage(
                kind=kind,
                **{name: tuple(each[name]) for name in ("languages", "ways", "faults")},
            )
            for kind, each in pages.items()
        ),
    )
