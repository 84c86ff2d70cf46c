"""One pass over the responses of a campaign: counters only, whatever their number."""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.collect.strata import MUNICIPALITY, PART, TERRITORY, UNKNOWN, Split
from app.reference.paradata import is_timed
from app.store.fieldwork import Begun


@dataclass(slots=True, kw_only=True)
class Tally:
    """assisted, easy, languages and levels count those who sent; levels by split, a response in
    every municipality that it names. seconds: by language and mode, from start to sending, where
    that is known."""

    started: int = 0
    core_complete: int = 0
    sent: int = 0
    assisted: int = 0
    easy: int = 0
    tests_started: int = 0
    tests_sent: int = 0
    started_on: Counter[date] = field(default_factory=Counter)
    sent_on: Counter[date] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    levels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[tuple[str, str], "array[float]"] = field(
        default_factory=lambda: defaultdict(lambda: array("d"))
    )


def questions_of(place: str | None, splits: Sequence[Split]) -> tuple[str, ...]:
    """The questions whose answers a tally looks at, in the order of `Begun.said`."""
    return ((place,) if place else ()) + tuple(code for split in splits for code in split.questions)


def tallied(responses: Iterable[Begun], place: str | None, splits: Sequence[Split]) -> Tally:
    """responses: with the answers to questions_of(place, splits)."""
    questions = questions_of(place, splits)
    tally = Tally()
    for each in responses:
        if each.is_test:
            tally.tests_started += 1
            tally.tests_sent += each.sent is not None
            continue
        tally.started += 1
        tally.core_complete += each.is_core_complete
        tally.started_on[each.started.date()] += 1
        if each.sent is not None:
            said = dict(zip(questions, each.said, strict=True))
            _take_sent(tally, each, said.get(place or ""))
            for split in splits:
                tally.levels[split.name][_level(split, said)] += 1
    return tally


def _take_sent(tally: Tally, each: Begun, place: str | None) -> None:
    if each.sent is None:
        return
    tally.sent += 1
    tally.assisted += each.is_assisted
    tally.easy += each.is_easy
    tally.sent_on[each.sent.date()] += 1
    tally.languages[each.language] += 1
    tally.levels[TERRITORY][each.territory or UNKNOWN] += 1
    tally.levels[MUNICIPALITY].update(_places(place))
    if is_timed(each.mode):
        tally.seconds[each.language, each.mode].append((each.sent - each.started).total_seconds())


def _places(said: str | None) -> Iterable[str]:
    """The codes behind an answer that names one place or, as a JSON list, several."""
    if not said:
        return (UNKNOWN,)
    return json.loads(said) if said.startswith("[") else (said,)


def _level(split: Split, said: dict[str, str | None]) -> str:
    return PART.join(said[code] or UNKNOWN for code in split.questions)
