"""Which of two waves is the later one."""

from collections.abc import Sequence

from app.errors import InvalidError
from app.store.campaigns import Campaign

Asked = tuple[Campaign, ...]


def by_wave(asked: Sequence[Campaign]) -> tuple[Asked, Asked]:
    """The campaigns of the wave that opened last, and those of the one before; () without one.

    Raises InvalidError for more than two waves, and for an audience that the earlier one alone
    asks.
    """
    opened: dict[str, list[str]] = {}
    for each in asked:
        opened.setdefault(each.wave, []).append(each.opens_on.isoformat())
    order = sorted(opened, key=lambda wave: (min(opened[wave]), wave))
    if len(order) > 2:
        named = " and ".join(sorted(order))
        raise InvalidError(f"The campaigns are of waves {named}: release at most two together.")
    now = tuple(each for each in asked if each.wave == order[-1])
    earlier = tuple(each for each in asked if each.wave != order[-1])
    lone = {each.audience for each in earlier} - {each.audience for each in now}
    if lone:
        named = " and ".join(sorted(lone))
        raise InvalidError(
            f"Wave {order[0]} asked {named}, wave {order[-1]} did not: leave those campaigns out."
        )
    return now, earlier
