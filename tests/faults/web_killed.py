"""kill -9 of the server and all its workers, twice, while eight phones answer.

`python -m tests.faults.web_killed`
"""

import sys

from tests.faults.load import BOTH, Figures, answering, on, struck, work
from tests.faults.site import Site


def scene(site: Site, figures: Figures, *, posts: int = 15, times: int = 2) -> None:
    before = site.restarts
    with answering(site, figures) as phones:
        work(phones, figures, posts=posts)
        for _time in range(times):
            site.kill()
            figures.struck += 1
            figures.back = max(figures.back, site.seconds_until_ready())
            work(phones, figures, posts=posts)
    if site.restarts - before != times:
        figures.broken.append(f"the server ended {site.restarts - before} times")


def web_killed(kind: str) -> Figures:
    return struck("web process killed", kind, scene)


if __name__ == "__main__":
    sys.exit(on(BOTH, web_killed))
