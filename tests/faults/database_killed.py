"""kill -9 of PostgreSQL, twice, while eight phones answer; the web process goes on by itself.

`python -m tests.faults.database_killed`
"""

import sys
import time

from tests.faults.load import Figures, answering, on, struck, work
from tests.faults.site import Site

DOWN = 1.0  # seconds without a database


def scene(site: Site, figures: Figures, *, posts: int = 15, times: int = 2) -> None:
    before = site.restarts
    with answering(site, figures) as phones:
        work(phones, figures, posts=posts)
        for _time in range(times):
            site.database.kill()
            figures.struck += 1
            time.sleep(DOWN)
            site.database.start()
            figures.back = max(figures.back, site.seconds_until_ready())
            work(phones, figures, posts=posts)
    if site.restarts != before:
        figures.broken.append("the web process ended")
    if not figures.put_off:
        figures.broken.append("no phone was asked to wait: the fault was not felt")


def database_killed(kind: str) -> Figures:
    return struck("database killed", kind, scene)


if __name__ == "__main__":
    sys.exit(on(["postgresql"], database_killed))
