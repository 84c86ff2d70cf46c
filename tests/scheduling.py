"""How tests share workers: a file goes where there is room, the long ones first."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser/"
ON_THE_DEMO = frozenset(
    {
        "test_accessibility_of_dashboards.py",
        "test_answering_in_chromium.py",
        "test_fieldwork.py",
        "test_indicators_on_a_phone.py",
        "test_listening.py",
        "test_no_referrer.py",
        "test_offline_answers.py",
        "test_offline_interviews.py",
        "test_offline_words.py",
        "test_published_numbers.py",
        "test_real_territory.py",
    }
)
"""Browser tests that ask for a `site`: seeding one costs more than the tests that share it."""
TOGETHER = f"{BROWSER} with a site"
LONG = (
    BROWSER,
    "tests/commands/test_demo.py",
    "tests/commands/test_replay.py",
    "tests/house/test_style.py",
    "tests/coverage/",
    "tests/faults/",
    "tests/attacks/",
    "tests/power/",
    "tests/published/",
    "tests/releases/",
    "tests/commands/",
    "tests/pages/",
)
"""Where tests take longest, in that order: begun last, one of them would run on alone."""


class LongestFirst(LoadScopeScheduling):
    """One worker runs the browser tests on the demo; each has a Chromium for the others."""

    def __init__(self, config: Any, log: Any) -> None:
        config.option.loadscopereorder = False  # by number of tests: the long files hold few
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    file = nodeid.partition("::")[0]
    return TOGETHER if file.removeprefix(BROWSER) in ON_THE_DEMO else file


def place_of(nodeid: str) -> tuple[bool, int]:
    """Sorts what takes longest to the front."""
    places = (place for place, each in enumerate(LONG) if nodeid.startswith(each))
    return scope_of(nodeid) != TOGETHER, next(places, len(LONG))
