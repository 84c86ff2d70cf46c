"""The study in words and columns."""

from collections.abc import Iterator, Mapping

from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Key
from tests.coverage.scoring import (
    Group,
    Hits,
    Outcome,
    Score,
    audience_of,
    cell_of,
    place_of,
    reach_of,
    scores,
    subject_of,
    worst,
)
from tests.coverage.study import LEFT_OUT, Study, Truth

HEAD = (
    f"{'':44}{'cells':>8}{'cover':>9}{'+-':>7}{'exact':>9}{'width':>9}"
    f"{'| alike: cover':>16}{'width':>9}"
)
WORST_SUBJECTS, WORST_CELLS = 12, 15


def report(study: Study, truths: Mapping[Key, Truth], found: list[Outcome]) -> Iterator[str]:
    weighted, alike = [each.weighted for each in found], [each.alike for each in found]
    yield from _what(study, truths, found)

    def kind_of(key: Key) -> tuple[str, str]:
        return key[2], str(truths[key].kind or "other")

    groups: tuple[Group, ...] = (audience_of, reach_of, kind_of, place_of)
    for group in groups:
        yield from ("", HEAD)
        beside = scores(alike, group)
        for place, score in scores(weighted, group).items():
            yield _line(_named(study, place), score, beside.get(place))
    yield from _lowest(weighted)


def _what(study: Study, truths: Mapping[Key, Truth], found: list[Outcome]) -> Iterator[str]:
    yield (
        f"{len(found)} samples of the population of seed {study.populations.seed}. Answers: the "
        "answering engine in one pass; then the release's own weighting, indicators, rounding and "
        "hiding."
    )
    yield (
        "cells: published in a sample; cover: part of them whose interval holds the truth, +- for "
        "the chance of the samples; exact: before rounding outwards; width: before rounding, in "
        "the unit of the cells; alike: without weighting, every respondent counts alike."
    )
    hidden = sum(each.hidden for each in found) / len(found)
    yield f"Hidden, so not judged: {hidden:.0f} of {len(truths)} cells in a sample, on average."
    for indicator, why in LEFT_OUT.items():
        yield f"Left out: {indicator}, for it {why}."


def _named(study: Study, place: object) -> str:
    """A territory with its population."""
    if isinstance(place, str):
        return place
    audience, code = place if isinstance(place, tuple) else ("", str(place))
    sizes = [
        each.size
        for each in study.populations.of[Audience(audience)]
        if code in (each.territory, NETWORK)
    ]
    return f"{audience}, {code}" + (f" ({sum(sizes)})" if sizes else "")


def _line(name: str, score: Score, beside: Score | None) -> str:
    line = (
        f"{name:44}{score.cells:8.1f}{score.coverage:9.1%}{score.margin:7.1%}{score.exact:9.1%}"
        f"{score.width:9.3g}"
    )
    return line if beside is None else f"{line}{beside.coverage:16.1%}{beside.width:9.3g}"


def _lowest(samples: list[Hits]) -> Iterator[str]:
    yield from ("", "Lowest by subject")
    for place, score in list(worst(samples, subject_of, len(samples)))[:WORST_SUBJECTS]:
        yield f"{place!s:60}{score.cells:8.1f}{score.coverage:9.1%}{score.width:9.3g}"
    yield from ("", "Lowest cells, published in at least half of the samples")
    for place, score in list(worst(samples, cell_of, len(samples) // 2))[:WORST_CELLS]:
        yield f"{place!s:68}{score.coverage:9.1%}{score.width:9.3g}"
