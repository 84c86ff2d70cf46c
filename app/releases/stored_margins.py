"""Known totals: from the territories to a release, and from a release back."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from app.errors import InvalidError
from app.releases.indicators.quality import STARTED
from app.releases.sampling import NetworkMargins
from app.releases.weighting import MissingMarginError
from app.store import network
from app.store.columns import Json


def loaded_margins(wave: str, places: Mapping[str, AbstractSet[str]]) -> NetworkMargins:
    """Territory to audience to margin to level to total; places: audience to territories.

    Raises MissingMarginError for a territory of which nothing is known.
    """
    found: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for audience, territories in sorted(places.items()):
        for each in network.margins(wave, audience):
            if each.territory_code in territories:
                names = found.setdefault(each.territory_code, {}).setdefault(audience, {})
                names.setdefault(each.name, {})[each.level] = each.total
        for territory in sorted(territories):
            if audience not in found.get(territory, {}):
                raise MissingMarginError(f"{audience} of {territory} in wave {wave}", "any")
    return from_document(to_document(found, ()))[0]


def with_started(margins: NetworkMargins, started: Mapping[tuple[str, str], int]) -> NetworkMargins:
    """The known totals and how many began to answer; started: audience and territory to it."""
    return {
        territory: {
            audience: {**names, STARTED: {STARTED: float(started.get((audience, territory), 0))}}
            for audience, names in audiences.items()
        }
        for territory, audiences in margins.items()
    }


def to_document(
    margins: NetworkMargins,
    notes: tuple[str, ...],
    minutes: Mapping[str, float] | None = None,
    tongues: Mapping[str, tuple[str, ...]] | None = None,
    earlier: int | None = None,
) -> dict[str, Json]:
    """What a release holds: the totals, what weighting joined or left out, minutes to a town, the
    official languages by territory, the release whose numbers it keeps where few people changed."""
    totals: dict[str, Json] = {}
    for territory, audiences in margins.items():
        totals[territory] = {
            audience: {name: dict(levels) for name, levels in names.items()}
            for audience, names in audiences.items()
        }
    return {
        "totals": totals,
        "notes": list(notes),
        "minutes": dict(minutes or {}),
        "tongues": {place: list(codes) for place, codes in (tongues or {}).items()},
        "earlier": earlier,
    }


def from_document(document: Mapping[str, Json]) -> tuple[NetworkMargins, tuple[str, ...]]:
    """Keys in one order, whatever the database made of it: sums come out the same."""
    found: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for territory, audiences in _sorted(document.get("totals")).items():
        for audience, names in _sorted(audiences).items():
            found.setdefault(territory, {})[audience] = {
                name: {level: _number(total) for level, total in _sorted(levels).items()}
                for name, levels in _sorted(names).items()
            }
    notes = document.get("notes")
    return found, tuple(str(each) for each in notes) if isinstance(notes, list) else ()


def earlier_in(document: Mapping[str, Json]) -> int | None:
    """The number of the release that was published before it, of the same wave and campaigns."""
    held = document.get("earlier")
    return held if isinstance(held, int) else None


def minutes_in(document: Mapping[str, Json]) -> Mapping[str, float]:
    """Municipality to minutes to a town, as a release holds them; none in one made before."""
    held = document.get("minutes") or {}
    return {place: _number(minutes) for place, minutes in _sorted(held).items()}


def tongues_in(document: Mapping[str, Json]) -> Mapping[str, tuple[str, ...]]:
    """Territory to the official languages of its country; none in a release made before."""
    held = _sorted(document.get("tongues") or {})
    return {
        place: tuple(str(each) for each in codes)
        for place, codes in held.items()
        if isinstance(codes, list)
    }


def _sorted(table: Json) -> dict[str, Json]:
    if not isinstance(table, dict):
        raise _refusal(table, "a table")
    return dict(sorted(table.items()))


def _number(total: Json) -> float:
    if isinstance(total, bool) or not isinstance(total, int | float):
        raise _refusal(total, "a number")
    return float(total)


def _refusal(found: Json, wanted: str) -> InvalidError:
    return InvalidError(
        f"The margins of a release hold {found!r} where {wanted} is due: restore a backup of them."
    )
