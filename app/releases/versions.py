"""Campaigns that ask several versions of one questionnaire, counted in the codes of the newest.

Answers count together where both versions ask the same, under whatever codes: a choice that some
could not give, or a question that some were not asked, would be counted as if nobody wanted it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import InvalidError
from app.questionnaire.changing.codebook import Asked, Codebook, Column, Version, codebook
from app.questionnaire.changing.recoded import Recoder, recoder
from app.releases.asked_questions import HOPED_FOR
from app.releases.read_codes import READ
from app.releases.waves.breaks import broken
from app.store import changes
from app.store.campaigns import Campaign

MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Together:
    """newest: audience to version id. recoders: of the campaigns that ask an older one. broken:
    questions whose meaning changed since the earlier wave, as breaks.name()."""

    newest: Mapping[str, int]
    recoders: Mapping[str, Recoder]
    broken: frozenset[str] = frozenset()


def together(asked: Sequence[Campaign], earlier: Sequence[Campaign] = ()) -> Together:
    """earlier: of a wave before, which may have asked otherwise: what differs is broken.

    Raises InvalidError where answers cannot count together, or indicators would miss them.
    """
    newest: dict[str, int] = {}
    for each in asked:
        newest[each.audience] = max(each.questionnaire_id, newest.get(each.audience, 0))
    recoders: dict[str, Recoder] = {}
    differing: set[str] = set()
    for audience, number in newest.items():
        of_audience = [each for each in asked if each.audience == audience]
        before = [each for each in earlier if each.audience == audience]
        differing.update(_broken(before, number))
        recoders |= _recoders(of_audience, before, number)
    return Together(newest, recoders, frozenset(differing))


def _recoders(
    asked: Sequence[Campaign], earlier: Sequence[Campaign], newest: int
) -> Iterable[tuple[str, Recoder]]:
    code = _one_code([*asked, *earlier])
    numbers = _until(code, newest)
    if len(numbers) == 1:
        return ()
    found = changes.versions(code)
    versions = [found[each] for each in numbers]
    book = codebook(versions)
    _demand_read_codes(book, versions[-1])
    older = [each for each in (*asked, *earlier) if each.questionnaire_id != newest]
    places = {each.code: numbers.index(each.questionnaire_id) for each in older}
    for each in older:
        if each not in earlier:
            _demand_alike(each, book, places[each.code])
    return [
        (campaign, recoder(book, place, versions[place].questionnaire))
        for campaign, place in places.items()
    ]


def _until(code: str, newest: int) -> list[int]:
    return [each for each in changes.numbers(code) if each <= newest]


def _broken(earlier: Sequence[Campaign], newest: int) -> Iterator[str]:
    """Of campaigns of an earlier wave. Raises InvalidError where they ask a later version."""
    for each in earlier:
        numbers = _until(each.questionnaire.code, newest)
        if each.questionnaire_id not in numbers:
            raise InvalidError(
                f"Campaign {each.code!r} of the earlier wave asks a later version than those of the"
                " later wave: check their waves.",
                campaign=each.code,
            )
        if each.questionnaire_id != newest:
            versions = changes.versions(each.questionnaire.code)
            book = codebook([versions[number] for number in numbers])
            yield from broken(book, numbers.index(each.questionnaire_id))


def _one_code(asked: Sequence[Campaign]) -> str:
    first, *others = asked
    for each in others:
        if each.questionnaire.code != first.questionnaire.code:
            raise InvalidError(
                f"Campaign {each.code!r} asks {each.audience} with the questionnaire "
                f"{each.questionnaire.code}, {first.code!r} with {first.questionnaire.code}: "
                "release it apart.",
                campaign=each.code,
            )
    return first.questionnaire.code


def _demand_read_codes(book: Codebook, newest: Version) -> None:
    """Indicators know questions and choices by their codes, and would pass over what is renamed."""
    last = len(book.places) - 1
    for column in book.columns:
        if column.asked[-1].version == last:
            for before, now in _renamed(column):
                raise InvalidError(
                    f"Version {newest.label} calls {before} {now}, but the indicators read "
                    f"{before} and would leave its answers out. Import a version that maps it "
                    f"back to {before}: a code that is read stays, its texts may change.",
                    question=before,
                )


def _renamed(column: Column) -> Iterator[tuple[str, str]]:
    """What indicators read, as it was called and as it is called now; choices as Q.choice."""
    now = _name(column.asked[-1])
    for each in column.asked:
        name = _name(each)
        if READ.isdisjoint(name.split("/")):
            continue
        if name != now:
            yield name, now
        yield from (
            (f"{name}.{code}", f"{now}.{choice}")
            for code, choice in each.choices.items()
            if code != choice and "@" not in choice
        )


def _name(asked: Asked) -> str:
    """R/code."""
    placed = asked.placed
    return "/".join([*(each.code for each in placed.repeats), placed.question.code])


def _demand_alike(campaign: Campaign, book: Codebook, version: int) -> None:
    found = list(_differing(book, version))
    if found:
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        raise InvalidError(
            f"Campaign {campaign.code!r} asked version {book.labels[version]}, which differs from "
            f"version {book.labels[-1]} in {', '.join(found[:MOST_NAMED])}{more}, so their answers "
            "cannot be counted together: release it apart.",
            campaign=campaign.code,
        )


def _differing(book: Codebook, version: int) -> Iterator[str]:
    """Questions that estimates may rest on, by the code of the newest version that asks them."""
    last = len(book.places) - 1
    for column in book.columns:
        choices = _choices_by_version(column)
        if version not in choices and last not in choices:
            continue
        if column.asked[-1].placed.question.kind not in HOPED_FOR:
            continue
        if choices.get(version) != choices.get(last):
            yield column.code


def _choices_by_version(column: Column) -> Mapping[int, frozenset[str]]:
    return {each.version: frozenset(each.choices.values()) for each in column.asked}
