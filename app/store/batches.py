"""Many things, some at once: what a database is asked or given in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
AT_ONCE = 500


def in_batches(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[tuple[Item, ...]]:
    """As they come, `size` at once; the last batch may be shorter. Never an empty one."""
    left = iter(items)
    while batch := tuple(islice(left, size)):
        yield batch
