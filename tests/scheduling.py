"""How tests share workers: a file goes where there is room; one worker runs all browser tests."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"


class OneBrowser(LoadScopeScheduling):
    """Seeding a demo site and starting a Chromium costs more than the tests that share them."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]


def scheduler(config: Any, log: Any) -> OneBrowser:
    return OneBrowser(config, log)
