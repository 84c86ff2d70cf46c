"""Numbers and lines on their way to the audit."""

from app.estimation.audit import Item, Line
from app.releases.gathering import Gathering

ITEM = Item(shown=(7.0, 7.0), prior=(0.0, 20.0))


def test_a_number_that_is_its_own_part_is_no_sum() -> None:
    gathered: Gathering[str] = Gathering()
    place, group, rest = (gathered.named(name, ITEM) for name in ("place", "group", "rest"))
    gathered.add(place, [gathered.named("place", ITEM)])
    assert gathered.sums().lines == ()
    gathered.add(place, [group, rest])
    gathered.add(place, [group, rest])
    assert gathered.sums().lines == (Line(place, (group, rest)),)
    assert len(gathered.sums().items) == 3
