"""The promises under faults, shortly: `make faults` strikes longer and prints figures."""

import pytest

from tests.faults import database_killed, disk_full, two_devices, web_killed
from tests.faults.load import Figures, struck
from tests.faults.site import Site
from tests.faults.sixty_phones import sixty_phones

pytestmark = pytest.mark.slow

POSTS = 3


def kept(figures: Figures) -> None:
    assert figures.broken == []
    assert figures.acknowledged > 0


def test_a_killed_web_process_loses_nothing_that_it_acknowledged(database_kind: str) -> None:
    def once(site: Site, figures: Figures) -> None:
        web_killed.scene(site, figures, posts=POSTS, times=1)

    kept(struck("web process killed", database_kind, once))


def test_a_database_out_of_reach_loses_nothing_that_was_acknowledged(database_kind: str) -> None:
    """SQLite's disk is full; PostgreSQL is killed."""
    if database_kind == "sqlite":
        figures = disk_full.disk_full(database_kind, posts=POSTS)
    else:

        def once(site: Site, figures: Figures) -> None:
            database_killed.scene(site, figures, posts=POSTS, times=1)

        figures = struck("database killed", database_kind, once)
    kept(figures)
    assert figures.put_off > 0


def test_devices_and_phones_at_once_lose_nothing(database_kind: str) -> None:
    def both(site: Site, figures: Figures) -> None:
        two_devices.scene(site, figures, responses=1, rounds=4)

    kept(struck("two devices", database_kind, both))


def test_a_hall_of_phones_is_not_refused(database_kind: str) -> None:
    kept(sixty_phones(database_kind, phones=12))
