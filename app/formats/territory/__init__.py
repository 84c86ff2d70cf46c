"""The folder of a territory: what it is, its municipalities, its firms, its people, known totals.

docs/territory.md describes each file and column.
"""

from app.formats.territory.codes import Codes
from app.formats.territory.folder import read_territory
from app.formats.territory.values import (
    About,
    Firm,
    KnownTotal,
    Municipality,
    Persons,
    TerritoryFolder,
)

__all__ = [
    "About",
    "Codes",
    "Firm",
    "KnownTotal",
    "Municipality",
    "Persons",
    "TerritoryFolder",
    "read_territory",
]
