"""What a published release tells those who answer, of their territory and the network, and readers.

A release never changes once it is published, so its cells are read once in a while by each process.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa

from app.reference.cell_book import CellBook
from app.reference.cells import NETWORK
from app.store import cell_rows, releases
from app.store.cell_rows import ReleaseCell
from app.store.kept import Kept
from app.store.releases import Release

Wanted: TypeAlias = tuple[str, tuple[str, ...]]  # a territory, and indicators


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    release: int
    published_at: datetime
    is_synthetic: bool
    book: CellBook


def _find(wanted: Wanted) -> Told | None:
    territory, indicators = wanted
    release = releases.published_latest(territory) or releases.published_latest(NETWORK)
    if release is None or release.published_at is None:
        return None
    query = sa.select(ReleaseCell).where(
        ReleaseCell.release_number == release.number,
        ReleaseCell.territory.in_({territory, NETWORK}),
        ReleaseCell.indicator.in_(indicators),
    )
    return Told(
        release=release.number,
        published_at=release.published_at,
        is_synthetic=release.is_synthetic,
        book=CellBook(cell_rows.cells_in(query.order_by(ReleaseCell.position))),
    )


told: Kept[Wanted, Told | None] = Kept(_find)
"""Of the latest release with numbers of the territory, else of the network; None where nothing is
published. At most half a minute late."""


def _all_of(number: int) -> CellBook:
    return CellBook(releases.cells(number))


book_of: Kept[int, CellBook] = Kept(_all_of)
"""Every cell of a published release."""


@sa.event.listens_for(Release, "after_update")
def _forget(*_event: object) -> None:
    told.forget()
    book_of.forget()
