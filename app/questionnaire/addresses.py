"""Steps have addresses of their own, which begin with the code of their page."""

from collections.abc import Container
from itertools import count
from typing import Final

OTHER_PAGES: Final = frozenset(
    {
        "answers",
        "answers.csv",
        "answers.json",
        "file",
        "mail",
        "media",
        "offline",
        "review",
        "summary.pdf",
        "thanks",
    }
)
"""What stands at the same place of an address as a step: a page of that code is never reached."""


def free_code(wanted: str, taken: Container[str]) -> str:
    """The code of a page: as wanted, or numbered where that is taken already or no step's own."""
    numbered = (f"{wanted}_{number}" for number in count(2))
    is_free = wanted not in taken and wanted not in OTHER_PAGES
    return wanted if is_free else next(each for each in numbered if each not in taken)
