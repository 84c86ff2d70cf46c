"""A territory's folder into the store: all of it or nothing, and what that changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.formats.territory import Municipality as Place
from app.formats.territory import TerritoryFolder
from app.questionnaire.reading import Position, Problem, UnreadableError
from app.store import frame, naming, network
from app.store.database import transaction
from app.store.frame import FrameFirm, PersonsCount
from app.store.network import Margin, Municipality, Territory

Key = TypeVar("Key")
SYNTHETIC_LABEL = "Synthetic demonstration data - not real results"


@dataclass(frozen=True, slots=True)
class Change:
    """Of one part of a territory: how many rows there are now, and how many are not as before."""

    what: str
    total: int
    added: int
    changed: int
    removed: int

    @property
    def is_none(self) -> bool:
        return not (self.added or self.changed or self.removed)


def load(folder: TerritoryFolder) -> tuple[Change, ...]:
    """Puts a territory into the store in place of what was known under its code.

    Margins of other waves stay. Raises UnreadableError where a municipality belongs to another
    territory, or would go while answers or personal links name it.
    """
    with transaction():
        before = _municipalities_now(folder)
        problems = [*_problems_of_owners(folder), *_problems_of_removed(folder, set(before))]
        if problems:
            raise UnreadableError(problems)
        return tuple(_changes(folder, before))


def _municipalities_now(folder: TerritoryFolder) -> dict[str, tuple[str, float, float]]:
    known = network.municipalities(folder.about.code)
    return {each.code: (each.name, each.share, each.minutes_to_town) for each in known}


def _problems_of_owners(folder: TerritoryFolder) -> Iterator[Problem]:
    owners = network.owners({each.code for each in folder.municipalities})
    for each in folder.municipalities:
        owner = owners.get(each.code, folder.about.code)
        if owner != folder.about.code:
            code = f"{folder.about.country}_{each.code}"
            yield Problem(
                file=folder.municipalities_file,
                position=Position(each.line, 1),
                code="other-territory",
                message=f"code: {each.code} is a municipality of the territory {owner!r} already.",
                mend=f"Correct it; where two countries use one code, write {code} in every file.",
            )


def _problems_of_removed(folder: TerritoryFolder, before: set[str]) -> Iterator[Problem]:
    gone = before - {each.code for each in folder.municipalities}
    for code in sorted(naming.named_municipalities(folder.about.code, gone)):
        yield Problem(
            file=folder.municipalities_file,
            code="still-named",
            message=f"{code} has no row any more, but answers or personal links name it.",
            mend="Keep its row.",
        )


def _changes(
    folder: TerritoryFolder, before: Mapping[str, tuple[str, float, float]]
) -> Iterator[Change]:
    code, waves = folder.about.code, folder.about.waves
    old_firms = {each.code: _firm_facts(each) for each in frame.firms(code)}
    old_persons = frame.persons_by_level_and_place([code])
    old_margins = {_margin_key(each): each.total for each in network.margins_of(code, waves)}
    network.add_territory(_territory(folder))
    network.add_municipalities(_stored_places(folder))
    firms, persons = list(_frame_firms(folder)), list(_persons_counts(folder))
    margins = list(_margins(folder))
    frame.replace_firms(code, firms)
    frame.replace_persons(code, persons)
    network.replace_margins(code, waves, margins)
    network.remove_municipalities(set(before) - {each.code for each in folder.municipalities})
    yield _change("municipalities", before, _municipalities_now(folder))
    yield _change("firms of the frame", old_firms, {each.code: _firm_facts(each) for each in firms})
    now = {(each.level, each.municipality_code): each.persons for each in persons}
    yield _change("groups of persons by municipality", old_persons, now)
    yield _change("known totals", old_margins, {_margin_key(each): each.total for each in margins})


def _change(what: str, before: Mapping[Key, object], now: Mapping[Key, object]) -> Change:
    both = before.keys() & now.keys()
    return Change(
        what=what,
        total=len(now),
        added=len(now.keys() - before.keys()),
        changed=sum(before[key] != now[key] for key in both),
        removed=len(before.keys() - now.keys()),
    )


def _territory(folder: TerritoryFolder) -> Territory:
    about = folder.about
    return Territory(
        code=about.code,
        name=about.name,
        country=about.country,
        nuts3=about.nuts3,
        languages=about.languages,
        label=SYNTHETIC_LABEL if about.is_synthetic else "",
    )


def _stored_places(folder: TerritoryFolder) -> Iterator[Municipality]:
    everybody = sum(each.persons for each in folder.municipalities)
    return (_stored_place(folder, each, everybody) for each in folder.municipalities)


def _stored_place(folder: TerritoryFolder, place: Place, everybody: float) -> Municipality:
    return Municipality(
        code=place.code,
        territory_code=folder.about.code,
        name=place.name,
        share=place.persons / everybody,
        minutes_to_town=place.minutes_to_town,
    )


def _frame_firms(folder: TerritoryFolder) -> Iterator[FrameFirm]:
    for each in folder.firms:
        yield FrameFirm(
            territory_code=folder.about.code,
            code=each.code,
            municipality_code=each.municipality,
            activity=each.activity,
            size_class=each.size_class,
            employment=each.employment,
            holding=each.holding,
        )


def _firm_facts(firm: FrameFirm) -> tuple[str | int | None, ...]:
    return (
        firm.municipality_code,
        firm.activity,
        firm.size_class,
        firm.employment,
        firm.holding,
    )


def _persons_counts(folder: TerritoryFolder) -> Iterator[PersonsCount]:
    for each in folder.persons:
        if each.municipality is not None:
            yield PersonsCount(
                municipality_code=each.municipality, level=each.level, persons=each.persons
            )


def _margins(folder: TerritoryFolder) -> Iterator[Margin]:
    """Levels with nobody are left out, as weights know them."""
    for wave in folder.about.waves:
        for each in folder.totals:
            if each.total:
                yield Margin(
                    territory_code=folder.about.code,
                    wave=wave,
                    audience=each.audience,
                    name=each.name,
                    level=each.level,
                    total=each.total,
                )


def _margin_key(margin: Margin) -> tuple[str, ...]:
    return (margin.wave, margin.audience, margin.name, margin.level)
