"""A release never changes: its numbers, what it counted, what it states."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import ConflictError, InvalidError, NotFoundError
from app.reference import paradata
from app.reference.cells import Bound, Cell, Hidden, by_codes
from app.store import campaigns, keys, releases, responses
from app.store.cell_rows import ReleaseCell
from app.store.database import db, transaction
from app.store.releases import ReleaseCounted
from app.store.snapshots import Snapshot
from tests import made_store

CELLS = (
    Cell(
        indicator="IND01", territory="demo_fr", audience="firms",
        value=0.3, low=0.1, high=0.5, n=90,
    ),
    Cell(
        indicator="IND06", territory="demo_fr", audience="firms", value=-12.0, low=-30.0, high=5.0,
        by=by_codes(horizon="h2030", weight="firms"), n="10-29", is_fragile=True,
    ),
    Cell(indicator="IND01", territory="demo_es", audience="firms", hidden=Hidden.BASE),
    Cell(indicator="IND03", territory="demo_es", audience="firms", bound=Bound.OVER, n=12),
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("store")


def made(cells: tuple[Cell, ...] = CELLS) -> int:
    with transaction():
        if not campaigns.all_campaigns():
            campaign = made_store.campaign()
            made_store.response(campaign, {"F_EMP": 3, "F_JOBS": ("j_cook",)})
            made_store.response(campaign, {"F_EMP": 0})
        return releases.create(made_store.new_release(), made_store.counted_now(), cells)


def test_cells_come_back_as_they_were_made_in_their_order() -> None:
    assert releases.cells(made()) == CELLS


def test_a_change_of_job_that_an_earlier_release_holds_is_no_change_since_a_wave() -> None:
    wished = Cell(
        indicator="IND05", territory="demo_fr", audience="residents",
        by=by_codes(change="c_trade"), value=0.2, low=0.1, high=0.3, n=90,
    )  # fmt: skip
    since = replace(wished, by=by_codes(change="w2026"))
    elsewhere = replace(wished, indicator="IND01")
    found = releases.cells(made((wished, since, elsewhere)))
    assert [each.by for each in found] == [
        (("job_change", "c_trade"),),
        (("change", "w2026"),),
        (("change", "c_trade"),),
    ]


def test_a_release_states_what_it_was_made_of() -> None:
    found = releases.by_number(made())
    db.session.expire_all()
    assert (found.seed, found.wave, found.campaigns) == (2**40, "w2026", ("firms-2026",))
    assert found.margins == {"demo_fr": {"size": {"z0": 38.5}}}
    assert found.questionnaires == {"firms": 1}
    assert found.is_synthetic


def test_releases_are_numbered_from_one_without_gaps() -> None:
    with pytest.raises(InvalidError):
        made((Cell(indicator="X", territory="t", audience="a", by=(("a;b", "c"),)),))
    assert [made(), made(), made()] == [1, 2, 3]
    assert [each.number for each in releases.all_releases()] == [1, 2, 3]


def test_two_cells_of_the_same_place_are_refused() -> None:
    with pytest.raises(sa.exc.IntegrityError):
        made((CELLS[0], CELLS[0]))
    assert releases.all_releases() == ()


def test_only_a_published_release_is_seen_and_it_is_published_once() -> None:
    first, second = made(), made()
    assert releases.published_latest("demo_fr") is None
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    with transaction():
        releases.publish(first, moment)
    latest = releases.published_latest("demo_fr")
    assert latest is not None
    assert (latest.number, latest.published_at) == (first, moment)
    with pytest.raises(ConflictError, match="published before"), transaction():
        releases.publish(first, moment)
    with transaction():
        releases.publish(second, moment)
    latest = releases.published_latest("demo_fr")
    assert latest is not None
    assert latest.number == second


def test_a_territory_keeps_its_latest_numbers_when_a_later_release_has_none_of_it() -> None:
    first, second = made(CELLS[:3]), made(CELLS[:1])
    assert releases.published_territories() == frozenset()
    with transaction():
        releases.publish(second, datetime(2026, 6, 2, tzinfo=UTC))
    assert releases.published_territories() == {"demo_fr"}
    with transaction():
        releases.publish(first, datetime(2026, 6, 3, tzinfo=UTC))
    shown = [releases.published_latest(code) for code in ("demo_fr", "demo_es", "demo_xx")]
    assert [each and each.number for each in shown] == [second, first, None]
    assert releases.published_territories() == {"demo_fr", "demo_es"}


def test_what_was_counted_stays_as_it_was_when_answers_change_or_arrive() -> None:
    number = made()
    before = list(releases.counted(number))
    how = {paradata.SENT: "yes", paradata.MINUTES: 0, paradata.LANGUAGE: "fr"}
    given: list[dict[str, object]] = [{"F_EMP": 3, "F_JOBS": ("j_cook",)}, {"F_EMP": 0}]
    assert [each.answers for each in before] == [{**each, **how} for each in given]
    with transaction() as session:
        session.scalars(sa.select(responses.Response)).first().answers = {"F_EMP": 99}
        made_store.response(campaigns.by_code("firms-2026"), {"F_EMP": 7})
    assert list(releases.counted(number)) == before


def test_releases_share_the_copies_of_the_same_answers() -> None:
    first, second = made(), made()
    assert list(releases.counted(first)) == list(releases.counted(second))
    assert db.session.scalar(sa.select(sa.func.count(Snapshot.id))) == 2
    with transaction() as session:
        session.scalars(sa.select(responses.Response)).first().answers = {"F_EMP": 99}
    made()
    assert db.session.scalar(sa.select(sa.func.count(Snapshot.id))) == 3


@pytest.mark.parametrize("table", [ReleaseCell, ReleaseCounted, Snapshot, releases.Release])
def test_no_row_of_a_release_is_deleted(table: type[releases.Base]) -> None:
    made()
    with pytest.raises(ConflictError, match="never changes"), transaction() as session:
        session.delete(session.scalars(sa.select(table)).first())
    with pytest.raises(ConflictError, match="never changes"), transaction() as session:
        session.execute(sa.delete(table))


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        (ReleaseCell, "value", 0.99),
        (ReleaseCell, "hidden", "numerator"),
        (ReleaseCounted, "snapshot_id", 2),
        (Snapshot, "answers", {"F_EMP": 99}),
        (releases.Release, "seed", 1),
        (releases.Release, "made_at", datetime(2030, 1, 1, tzinfo=UTC)),
    ],
)
def test_no_field_of_a_release_is_changed(
    table: type[releases.Base], field: str, value: object
) -> None:
    made((CELLS[2],))
    with pytest.raises(ConflictError, match="never changes"), transaction() as session:
        setattr(session.scalars(sa.select(table)).first(), field, value)
    with pytest.raises(ConflictError, match="never changes"), transaction() as session:
        session.execute(sa.update(table).values({field: value}))


def test_an_unknown_release_says_how_to_find_it() -> None:
    with pytest.raises(NotFoundError, match="release list"):
        releases.by_number(7)


def test_a_response_erased_while_it_is_counted_is_emptied_in_the_release(app: Flask) -> None:
    """The erasure waits for the release that counts it, then empties its copy too."""
    key = keys.new_key()
    with transaction():
        made_store.response(made_store.campaign(), {"F_EMP": 3}, key)

    def erase() -> None:
        with app.app_context(), transaction():
            responses.erase(responses.by_key_hash(keys.hashed(key), lock=True))

    other = threading.Thread(target=erase)
    with transaction():
        counted = made_store.counted_now()
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive()
        number = releases.create(made_store.new_release(), counted, ())
    other.join()
    assert [each.answers for each in releases.counted(number)] == [None]
