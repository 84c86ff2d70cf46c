"""PostgreSQL restarted in order, twice, while eight phones answer.

`python -m tests.faults.database_restarted`
"""

import sys

from tests.faults.load import Figures, answering, on, struck, work
from tests.faults.site import Site


def scene(site: Site, figures: Figures, *, posts: int = 15, times: int = 2) -> None:
    before = site.restarts
    with answering(site, figures) as phones:
        work(phones, figures, posts=posts)
        for _time in range(times):
            site.database.restart()
            figures.struck += 1
            figures.back = max(figures.back, site.seconds_until_ready())
            work(phones, figures, posts=posts)
    if site.restarts != before:
        figures.broken.append("the web process ended")


def database_restarted(kind: str) -> Figures:
    return struck("database restarted", kind, scene)


if __name__ == "__main__":
    sys.exit(on(["postgresql"], database_restarted))
