"""What changed between two waves, out of the numbers of both as they are published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
import pytest

from app.estimation.differences import difference_interval
from app.estimation.tables import Answer, AnswerTable
from app.reference import paradata
from app.reference.cells import CHANGE, NETWORK, WAVE, Cell, Hidden, Key, by_codes
from app.releases.computing import cells_of
from app.releases.indicators.network_differences import HEADLINES, Headline
from app.releases.sampling import sampled
from app.releases.waves.former import Former, former_in, with_former
from app.releases.waves.readings import reading
from app.releases.whole import Sources, whole
from tests.releases.made_answers import LISTS, Response, network

NOW, MARGINS = network(seed=1)
THEN, MARGINS_THEN = network(seed=5)
FORMER = Former(wave="w2026", campaigns=("then",), margins=MARGINS_THEN)
SOURCES = Sources(margins=MARGINS, seed=7, lists=LISTS, former=FORMER)


@dataclass(frozen=True)
class Asked:
    """A response of one of the two campaigns, "now" and "then"."""

    campaign: str
    audience: str
    territory: str
    answers: Mapping[str, Answer]


def asked(campaign: str, counted: Sequence[Response], people: int = 0) -> list[Asked]:
    """people: so many of each audience and place are of the panel, the same in both campaigns."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for each in counted:
        place = each.audience, each.territory
        seen[place] = seen.get(place, 0) + 1
        person = f"p{seen[place]}" if seen[place] <= people else None
        answers = {**each.answers, paradata.PERSON: person} if person else each.answers
        found.append(Asked(campaign, each.audience, each.territory, answers))
    return found


@cache
def cells(people: int = 0, *broken: str, same: bool = False) -> dict[Key, Cell]:
    then = NOW if same else THEN
    counted = [*asked("now", NOW, people), *asked("then", then, people)]
    former = replace(FORMER, broken=frozenset(broken))
    found = whole(counted, replace(SOURCES, former=former)).cells
    assert len({each.key for each in found}) == len(found)
    return {each.key: each for each in found}


def of(found: Mapping[Key, Cell], headline: Headline, territory: str, **by: str) -> Cell:
    key = (headline.indicator, territory, headline.audience.value, by_codes(**headline.by, **by))
    return found[key]


@pytest.mark.parametrize("territory", ["north", "south", NETWORK])
def test_a_change_is_made_of_the_two_published_numbers(territory: str) -> None:
    found, shown = cells(), 0
    for headline in HEADLINES:
        now, was = of(found, headline, territory), of(found, headline, territory, wave="w2026")
        change = of(found, headline, territory, change="w2026")
        if change.value is None:
            assert now.value is None or was.value is None or now.is_fragile or was.is_fragile
            continue
        shown += 1
        factor, step = headline.unit
        limits = [
            [factor * (number or 0) for number in (c.value, c.low, c.high)] for c in (now, was)
        ]
        low, high = difference_interval(tuple(limits[0]), tuple(limits[1]))  # type: ignore[arg-type]  # three numbers
        assert change.value == pytest.approx(limits[0][0] - limits[1][0], abs=0.006)
        assert change.low == pytest.approx(low, abs=step + 1e-9)
        assert change.high == pytest.approx(high, abs=step + 1e-9)
        assert change.n == now.n
    assert shown >= 8


def test_the_earlier_number_is_that_of_its_own_release_with_a_band_for_n() -> None:
    alone = {each.key: each for each in cells_of(THEN, MARGINS_THEN, 7, LISTS)}
    found = cells()
    for headline in HEADLINES:
        for territory in ("north", "south", NETWORK):
            was, before = (
                of(found, headline, territory, wave="w2026"),
                of(alone, headline, territory),
            )
            assert (was.value, was.low, was.high) == (before.value, before.low, before.high)
            assert was.n is None or isinstance(was.n, str)


def test_a_broken_question_is_not_compared_and_says_why() -> None:
    found = cells(0, "R_STAY")
    for each in found.values():
        if (WAVE in each.dimensions or CHANGE in each.dimensions) and each.indicator == "IND28":
            assert (each.hidden, each.value, each.n) == (Hidden.BREAK, None, None)
    assert any(each.value is not None and CHANGE in each.dimensions for each in found.values())


def test_those_who_say_the_same_again_show_no_change_and_a_short_interval() -> None:
    """Everybody answers again, and the same: nothing changed, and hardly any doubt is left."""
    again, apart = cells(10_000, same=True), cells(0, same=True)
    measured = [each for each in HEADLINES if reading(each).totals is not None]
    shorter = 0
    for headline in measured:
        one, other = (of(found, headline, NETWORK, change="w2026") for found in (again, apart))
        if one.value is None or one.low is None or one.high is None:
            continue
        assert other.low is not None
        assert other.high is not None
        assert one.value == 0
        assert one.high - one.low < 0.7 * (other.high - other.low)
        shorter += 1
    assert shorter >= 5


def test_panel_and_fresh_respondents_are_counted_apart_to_five() -> None:
    panel = ("IND35", "north", "residents", by_codes(measure="panel", change="w2026"))
    assert cells(33)[panel].value == 35
    assert cells(33)[panel].n == "190-209"  # of 200
    assert cells(0)[panel].value is None  # nobody, and one to nine, look the same
    assert cells(9)[panel] == cells(0)[panel]
    assert cells(195)[panel].value is None  # five fresh ones would be told


def test_every_headline_says_which_questions_it_reads() -> None:
    assert all(reading(each).questions for each in HEADLINES)


def weighed(headline: Headline, territory: str) -> float:
    place = next(each for each in sampled(NOW, MARGINS, LISTS) if each.territory == territory)
    read = reading(headline)
    sample = place.asked(headline.audience, read.questions[0])
    assert sample is not None
    assert sample.design is not None
    assert read.totals is not None
    y, x = read.totals(sample, LISTS)
    return float(sample.design.weights @ y / (sample.design.weights @ x))


FACTOR = {"IND06": 100.0, ("IND18", "hours"): 10.0}


@pytest.mark.parametrize("territory", ["north", NETWORK])
def test_the_two_totals_of_a_reading_are_the_number_itself(territory: str) -> None:
    for headline in HEADLINES:
        cell = of(cells(), headline, territory)
        if reading(headline).totals is None or cell.value is None or cell.bound is not None:
            continue
        name = headline.indicator, headline.by.get("measure", "")
        factor = FACTOR.get(headline.indicator, FACTOR.get(name, 1.0))  # type: ignore[call-overload]  # either key
        step = {(100.0, 1.0): 0.01, (1.0, 0.1): 0.1}.get(headline.unit, 1.0)
        assert cell.value == pytest.approx(
            weighed(headline, territory) * factor, abs=step / 2 + 1e-6
        )


def test_a_reading_reads_the_questions_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    firms, residents = (
        next(each for each in sampled(NOW, MARGINS, LISTS) if each.territory == "north").asked(*who)
        for who in (("firms", "F_HIRE"), ("residents", "R_STAY"))
    )
    read: set[str] = set()
    watch(monkeypatch, read)
    for headline in HEADLINES:
        read.clear()
        named = reading(headline)
        sample = firms if headline.audience == "firms" else residents
        if named.totals is not None and sample is not None:
            named.totals(sample, LISTS)
            wanted = {each.rpartition("/")[2] for each in named.questions}
            assert wanted - read <= {"F_HIRE"}  # whoever plans no hires is asked of none
            assert read - wanted <= SEEN_BESIDE


SEEN_BESIDE = {"F_SIZE", "F_JOB_LOOP", "F_HRTIME", "F_HRLATE", "F_EMP"}


def watch(monkeypatch: pytest.MonkeyPatch, read: set[str]) -> None:
    """Writes down each question that an answer table is asked for."""
    for name in ("code", "number", "chose", "chose_each", "answered", "roster"):
        kept = getattr(AnswerTable, name)

        def noted(kept: object, table: AnswerTable, question: str, *more: object) -> object:
            read.add(question)
            return kept(table, question, *more)  # type: ignore[operator]  # a method

        monkeypatch.setattr(AnswerTable, name, method(partial(noted, kept)))


def method(function: object) -> object:
    return lambda *given: function(*given)  # type: ignore[operator]  # bound to its table


def test_a_release_holds_what_it_was_compared_with() -> None:
    former = replace(FORMER, broken=frozenset({"F_HIRE", "R_STAY"}))
    held = with_former({"totals": {}, "notes": []}, former)
    assert former_in(held) == former
    assert former_in(with_former({"totals": {}}, None)) is None
    assert np.isclose(MARGINS_THEN["north"]["trainers"]["all"]["all"], 21.0)


def test_nothing_of_a_draft_is_told_and_what_is_hidden_has_one_mark() -> None:
    found = cells(0, "R_STAY").values()
    assert {type(each).__name__ for each in found} == {"Cell"}
    marks = {each.hidden for each in found if each.hidden is not None}
    assert marks == {Hidden.CONFIDENTIAL, Hidden.BREAK}


def test_every_change_that_is_told_has_a_word_and_no_other_has() -> None:
    since = [each for each in cells().values() if each.dimensions.get(CHANGE) == FORMER.wave]
    compared = [each for each in since if each.indicator not in {"IND35", "OPEN"}]
    assert any(each.value is not None for each in compared)
    for each in compared:
        assert (each.verdict is None) == (each.value is None), each.key
