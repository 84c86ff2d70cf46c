"""The wave that a release is compared with, as the release holds it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.releases.sampling import NetworkMargins
from app.releases.stored_margins import from_document, to_document
from app.store.columns import Json

KEY = "former"  # in the document of margins of a release


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """campaigns: those of the earlier wave. broken: questions whose meaning changed since, a field
    of a roster as ROSTER/field. release: the last one that was published of that wave."""

    wave: str
    campaigns: tuple[str, ...]
    margins: NetworkMargins
    broken: AbstractSet[str] = frozenset()
    release: int | None = None


def with_former(document: Mapping[str, Json], former: Former | None) -> dict[str, Json]:
    """The document of margins and what was known of the earlier wave."""
    if former is None:
        return dict(document)
    campaigns: list[Json] = [*former.campaigns]
    broken: list[Json] = [*sorted(former.broken)]
    held: dict[str, Json] = {
        "wave": former.wave,
        "campaigns": campaigns,
        "broken": broken,
        "totals": to_document(former.margins, ())["totals"],
        "release": former.release,
    }
    return {**document, KEY: held}


def former_in(document: Mapping[str, Json]) -> Former | None:
    """As a release holds it; None where it is of one wave."""
    held = document.get(KEY)
    if not isinstance(held, dict):
        return None
    return Former(
        wave=str(held.get("wave")),
        campaigns=_texts(held.get("campaigns")),
        margins=from_document({"totals": held.get("totals")})[0],
        broken=frozenset(_texts(held.get("broken"))),
        release=number if isinstance(number := held.get("release"), int) else None,
    )


def _texts(listed: Json) -> tuple[str, ...]:
    return tuple(map(str, listed)) if isinstance(listed, list) else ()
