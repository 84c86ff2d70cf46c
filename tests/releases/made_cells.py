"""The cells of networks made up for tests: computed when a test first asks, once a process."""

from functools import cache

from app.reference.cells import Cell
from app.releases.computing import Drafts, estimated, released
from tests.releases.made_answers import LISTS, network

SEED = 7


@cache
def drafts(residents: int = 200) -> Drafts:
    """What is estimated of `network(residents=…)`, before the rules of release."""
    return estimated(*network(residents=residents), SEED, LISTS)


@cache
def cells(residents: int = 200) -> tuple[Cell, ...]:
    """What a release tells of `network(residents=…)`."""
    return released(drafts(residents)).cells
