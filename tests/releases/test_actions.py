"""A release is made once and stays what it was."""

import json

import pytest
import sqlalchemy as sa

from app.errors import ConflictError, InvalidError, NotFoundError
from app.reference.cells import BESIDE, NETWORK
from app.releases import actions
from app.releases.verification import Verification
from app.releases.weighting import MissingMarginError
from app.store import campaigns, network, releases, responses
from app.store.database import db, transaction
from app.store.responses import Response
from tests.releases import made_answers
from tests.releases.computed_once import ComputedOnce
from tests.releases.conftest import CODES, WAVE, campaign, response
from tests.releases.made_answers import network as made_network
from tests.releases.made_answers import rested_on

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store", "computed_once")]


def test_a_release_holds_its_origin(number: int) -> None:
    made = releases.by_number(number)
    assert (made.number, made.seed, made.wave, made.campaigns) == (1, 7, WAVE, CODES)
    assert made.is_synthetic
    assert made.published_at is None
    assert set(made.questionnaires) == {"firms", "residents", "trainers"}
    assert len(list(releases.counted(number))) == 2 * (40 + 60 + 12)


def test_a_release_is_reproduced_from_what_it_holds(
    number: int, computed_once: ComputedOnce
) -> None:
    computed_once.forget()
    found = actions.verify(number)
    assert found.is_sound
    assert found.reproduced == len(releases.cells(number)) > 500


def test_later_answers_and_other_margins_change_no_release(number: int) -> None:
    before = releases.cells(number)
    counted, _ = made_network(seed=99, firms=10, residents=0, trainers=0)
    with transaction():
        asked = campaigns.by_code(CODES[0])
        for place, each in enumerate(counted):
            responses.add(response(asked, each, 5000 + place))
        margin = network.Margin(
            territory_code="north",
            wave=WAVE,
            audience="trainers",
            name="all",
            level="all",
            total=900.0,
        )
        network.add_margins([margin])
    assert actions.verify(number).is_sound
    assert releases.cells(number) == before
    second = actions.make(CODES, seed=7)
    assert releases.cells(second) != before
    assert actions.verify(second).is_sound


EDITS = {
    "value": "value = value + 0.01",
    "low": "low = low - 0.01",
    "high": "high = high + 0.01",
    "n": "n = '41'",
    "hidden": "hidden = 'numerator'",
    "bound": "bound = 'over'",
    "is_fragile": "is_fragile = NOT is_fragile",
    "verdict": "verdict = 'likely'",
}


def edited(number: int, statement: str) -> Verification:
    with transaction():
        db.session.execute(sa.text(statement))
    return actions.verify(number)


def test_every_edited_field_of_a_cell_is_found_and_its_cell_named(number: int) -> None:
    cells = releases.cells(number)
    shown = [place for place, each in enumerate(cells) if each.value is not None]
    touched = dict(zip(EDITS, shown, strict=False))
    with transaction():
        for field, place in touched.items():
            statement = f"UPDATE release_cell SET {EDITS[field]} WHERE position = {place}"  # noqa: S608
            db.session.execute(sa.text(statement))
    found = actions.verify(number)
    assert not found.is_sound
    assert {each.field: each.cell.key for each in found.differing} == {
        field: cells[place].key for field, place in touched.items()
    }


def test_a_cell_taken_away_is_found(number: int) -> None:
    gone = releases.cells(number)[5]
    [difference] = edited(number, "DELETE FROM release_cell WHERE position = 5").differing
    assert (difference.cell.key, difference.stored) == (gone.key, "absent")


def test_an_added_cell_is_found(number: int) -> None:
    columns = "indicator, territory, audience, value, low, high, n, is_fragile"
    [difference] = edited(
        number,
        f"INSERT INTO release_cell (release_number, position, by, {columns}) "  # noqa: S608
        f"SELECT release_number, 99999, 'reason=more', {columns} FROM release_cell "
        "WHERE position = 0",
    ).differing
    assert difference.cell.by == (("reason", "more"),)
    assert difference.recomputed == "absent"


def test_a_word_that_no_release_writes_names_its_cell(number: int) -> None:
    with pytest.raises(InvalidError, match=r"IND01 north firms \(\): 'somewhat'"):
        edited(number, "UPDATE release_cell SET hidden = 'somewhat' WHERE position = 0")


def test_edited_margins_no_longer_give_the_cells(number: int) -> None:
    margins = json.loads(json.dumps(releases.by_number(number).margins))
    margins["totals"]["north"]["firms"]["size"]["z0"] *= 2
    statement = sa.text("UPDATE release SET margins = :margins").bindparams(
        sa.bindparam("margins", json.dumps(margins), sa.String)
    )
    if db.engine.dialect.name == "postgresql":
        statement = sa.text("UPDATE release SET margins = CAST(:margins AS JSONB)").bindparams(
            margins=json.dumps(margins)
        )
    with transaction():
        db.session.execute(statement)
    found = actions.verify(number).differing
    moved = [each for each in found if None not in (each.stored, each.recomputed)]
    moved = [each for each in moved if each.field in {"value", "low", "high"}]
    whole = [each.cell for each in moved if BESIDE not in each.cell.dimensions]
    assert {each.territory for each in whole} == {"north", NETWORK}
    assert {each.cell.territory for each in found} == {"north", "south", NETWORK}
    for cell in (each.cell for each in found):
        assert "firms" in rested_on(cell)


def test_margins_that_are_none_are_refused_by_name(number: int) -> None:
    with pytest.raises(InvalidError, match="margins of a release"):
        edited(number, "UPDATE release SET margins = '{}'")


def test_another_seed_gives_other_intervals(number: int) -> None:
    found = edited(number, "UPDATE release SET seed = seed + 1").differing
    assert "IND14" in {each.cell.indicator for each in found} <= {"IND10", "IND14", "IND20"}


def test_an_edited_copy_is_found_even_where_no_number_moves(number: int) -> None:
    """A firm's answer that no indicator uses; and an answer taken away as if it were erased."""
    first = "(SELECT min(id) FROM snapshot)"
    answers = """'{"F_ROLE": "owner"}'"""
    where = f"WHERE id = {first}"
    found = edited(number, f"UPDATE snapshot SET answers = {answers} {where}")  # noqa: S608
    assert [str(each) for each in found.altered] == [
        "firms of north: 1 copy of counted answers were changed"
    ]
    found = edited(number, f"UPDATE snapshot SET answers = NULL {where}")  # noqa: S608
    assert not found.is_sound
    assert found.altered[0].copies == 1


def test_twenty_more_answers_to_open_campaigns_change_nothing(number: int) -> None:
    counted, _ = made_network(seed=98, firms=4, residents=4, trainers=2)
    with transaction():
        for place, each in enumerate(counted):
            asked = campaigns.by_code(f"{each.audience}-{WAVE}")
            responses.add(response(asked, each, 7000 + place))
    found = actions.verify(number)
    assert found.is_sound
    assert found.reproduced == len(releases.cells(number))


def test_an_erasure_is_named_and_the_rest_still_verified(number: int) -> None:
    query = sa.select(Response).where(Response.territory_code == "south").order_by(Response.id)
    with transaction():
        erased = db.session.scalars(query).first()
        assert erased is not None
        responses.erase(erased)
    found = actions.verify(number)
    assert found.is_sound
    [lost] = found.unrecoverable
    assert (lost.audience, lost.territory, lost.erased) == ("firms", "south", 1)
    resting = {each.indicator for each in releases.cells(number) if "firms" in rested_on(each)}
    assert {"IND01", "IND20", "IND21", "IND25", "IND27", "IND28", "IND35"} <= resting
    assert lost.indicators == tuple(sorted(resting))
    assert found.reproduced > 300


def test_a_road_built_later_changes_nothing_in_a_release(number: int) -> None:
    held = releases.by_number(number).margins["minutes"]
    assert held == made_answers.LISTS.minutes_to_town
    with transaction():
        db.session.execute(sa.text("UPDATE municipality SET minutes_to_town = 1"))
    assert actions.verify(number).is_sound
    far = [each for each in releases.cells(number) if each.dimensions.get("distance") == "far"]
    assert any(each.value is not None for each in far)


def test_publishing_happens_once(number: int) -> None:
    actions.publish(number)
    latest = releases.published_latest("north")
    assert latest is not None
    assert latest.number == number
    with pytest.raises(ConflictError):
        actions.publish(number)


def test_responses_without_a_place_in_the_network_do_not_count() -> None:
    query = sa.select(Response).where(Response.territory_code == "north")
    with transaction():
        moved = db.session.scalars(query).first()
        assert moved is not None
        moved.territory_code = None
    assert len(list(releases.counted(actions.make(CODES, seed=7)))) == 2 * (40 + 60 + 12) - 1


def test_residents_who_left_do_not_count_even_where_only_one_territory_is_asked() -> None:
    query = sa.select(Response).where(Response.receipt_hash == "receipt 40")  # a resident of north
    with transaction():
        gone = db.session.scalars(query).one()
        assert "R_AGE" in gone.answers
        gone.answers = {"R_PLACE": "left"}
    assert len(list(releases.counted(actions.make(CODES, seed=7)))) == 2 * (40 + 60 + 12) - 1


def test_campaigns_of_two_waves_are_not_mixed() -> None:
    with transaction():
        campaign("firms", wave="w2027")
    with pytest.raises(InvalidError, match="asked residents and trainers, wave w2027 did not"):
        actions.make((*CODES, "firms-w2027"), seed=7)


def test_a_campaign_nobody_answered_makes_no_release() -> None:
    with transaction():
        campaign("firms", wave="w2027")
    with pytest.raises(InvalidError, match="Nobody"):
        actions.make(("firms-w2027",), seed=7)


def test_a_territory_without_margins_is_named() -> None:
    with transaction():
        db.session.execute(sa.text("DELETE FROM margin WHERE territory_code = 'south'"))
    with pytest.raises(MissingMarginError, match="firms of south"):
        actions.make(CODES, seed=7)


def test_releases_are_numbered_without_gaps_even_after_one_that_failed(number: int) -> None:
    with pytest.raises(NotFoundError):
        actions.make((*CODES, "nowhere"))
    assert actions.make(CODES[2:]) == number + 1


def test_an_unknown_campaign_or_release_is_named() -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        actions.make(("nowhere",), seed=7)
    with pytest.raises(NotFoundError, match="12"):
        actions.verify(12)
