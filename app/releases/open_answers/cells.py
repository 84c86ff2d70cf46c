"""All cells of open answers: codes with their shares, terms, topics, and what rises."""

from collections.abc import Iterator, Sequence

import numpy as np

from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.open_answers.codes import codes_of
from app.estimation.shares import share
from app.reference.cells import NETWORK, Cell
from app.reference.open_codes import OpenCodes
from app.releases.indicators.measuring import blank, measured
from app.releases.lists import Lists
from app.releases.open_answers.counts import INDICATOR, rising_cells, term_cells, topic_cells
from app.releases.open_answers.written import Written, written
from app.releases.samples import Samples


def coded(places: Sequence[Samples], lists: Lists, codes: OpenCodes) -> Iterator[Cell]:
    """Shares of codes, of each territory and the network: drafts, for the rules between cells."""
    if codes.codes:
        for each in _by_question(places, lists):
            for one in each:
                yield from _codes(one, codes)


def used(places: Sequence[Samples], lists: Lists) -> Iterator[Cell]:
    """Terms of each territory and the network, and topics, as they may be told."""
    for each in _by_question(places, lists):
        whole = [one for one in each if one.sample.territory == NETWORK]
        parts = [one for one in each if one.sample.territory != NETWORK]
        for network in whole:
            yield from term_cells(network, parts)
            yield from topic_cells(network)


def rising(
    now: Sequence[Samples], before: Sequence[Samples], lists: Lists, wave: str
) -> Iterator[Cell]:
    """Of the network, between two waves."""
    later, earlier = (_by_question(_network(each), lists) for each in (now, before))
    then = {(each.sample.audience, each.question): each for one in earlier for each in one}
    for found in (each for one in later for each in one):
        other = then.get((found.sample.audience, found.question))
        if other is not None:
            yield from rising_cells(found, other, wave)


def _network(places: Sequence[Samples]) -> tuple[Samples, ...]:
    return tuple(each for each in places if each.territory == NETWORK)


def _by_question(places: Sequence[Samples], lists: Lists) -> list[list[Written]]:
    """A question's texts, of all places."""
    found: dict[tuple[str, str], list[Written]] = {}
    for place in places:
        for each in written(place, lists):
            found.setdefault((each.sample.audience, each.question), []).append(each)
    return list(found.values())


def _codes(place: Written, codes: OpenCodes) -> Iterator[Cell]:
    """Weighted shares of those who wrote something, whatever their language."""
    size = place.sample.answers.size
    members = np.zeros(size, dtype=np.bool_)
    chose = {each.code: np.zeros(size, dtype=np.bool_) for each in codes.codes}
    for language, texts in place.texts.items():
        for row, text in texts.items():
            members[row] = True
            for code in codes_of(text, language, codes):
                chose[code][row] = True
    for code, picked in chose.items():

        def measure(design: Design, picked: np.ndarray = picked) -> tuple[Estimate, Basis]:
            count = int(picked.sum())
            whole = float(design.weights[members].sum())
            basis = Basis(kind=Kind.SHARE, chosen=count, numerator=count, whole=whole)
            return share(picked, design, members), basis

        cell = blank(INDICATOR, place.sample, code=code, question=place.question)
        yield measured(cell, place.sample, members, measure)
