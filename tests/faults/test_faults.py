"""The promises under faults, shortly: `make faults` strikes longer and prints figures."""

import pytest

from tests.faults import database_killed, disk_full, sixty_phones, two_devices, web_killed
from tests.faults.load import Figures, struck
from tests.faults.site import Site

pytestmark = pytest.mark.slow

POSTS = 2


def test_nothing_acknowledged_is_lost_when_the_server_dies_and_the_database_fails(
    database_kind: str,
) -> None:
    """SQLite's disk is full; PostgreSQL is killed."""

    def both(site: Site, figures: Figures) -> None:
        web_killed.scene(site, figures, posts=POSTS, times=1)
        database_killed.scene(site, figures, posts=POSTS, times=1)

    if database_kind == "postgresql":
        found = struck("killed", database_kind, both)
    else:
        found = Figures("killed, then full", database_kind)
        with disk_full.on_a_small_disk(database_kind) as (site, disk):
            web_killed.scene(site, found, posts=POSTS, times=1)
            disk_full.scene(site, found, disk, posts=POSTS)
            found.broken += site.unexpected()
    assert found.broken == []
    assert found.acknowledged > 0
    assert found.put_off > 0


def test_devices_and_phones_at_once_lose_nothing_and_are_not_refused(database_kind: str) -> None:
    def both(site: Site, figures: Figures) -> None:
        two_devices.scene(site, figures, responses=1, rounds=4)
        sixty_phones.scene(site, figures, phones=12)

    found = struck("at once", database_kind, both)
    assert found.broken == []
    assert found.sent == 13
