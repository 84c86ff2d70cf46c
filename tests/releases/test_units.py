"""Pages write each number in the unit that it was estimated in, and have words for it."""

from flask import Flask

from app.dashboards.book import Labels
from app.dashboards.indicators.measures import measure_names
from app.dashboards.indicators.units import unit_of
from app.dashboards.indicators.words import label_of
from app.estimation.disclosure import Kind
from app.reference.cells import BESIDE, Cell, Key
from app.web.published import Unit
from tests.coverage.study import drafts_of
from tests.releases import made_cells
from tests.releases.test_outlines import ASKED

UNITS = {
    Kind.SHARE: Unit.SHARE,
    Kind.COUNT: Unit.COUNT,
    Kind.BALANCE: Unit.POINTS,
    Kind.GAP: Unit.POINTS,
    Kind.INDEX: Unit.INDEX,
    Kind.SCORE: Unit.INDEX,
    Kind.CORRELATION: Unit.RATIO,
    Kind.NUMBER: Unit.RATIO,
    Kind.TIME: Unit.COUNT,
    Kind.HOURS: Unit.COUNT,
    Kind.TIMES: Unit.TIMES,
    Kind.QUOTIENT: Unit.RATIO,
}
FACTS = "IND35"  # of the sample: rounded as indices and written as counts
CODES = {"skill", "family", "activity", "question", "job", "reason", "with"} | {
    *("statement", "group", "lever")  # of the panel, which is not among these questionnaires
}  # made up in these answers


def kinds() -> dict[Key, Kind]:
    drafts = drafts_of(made_cells.drafts())
    return {key: each.basis.kind for key, each in drafts.items() if each.basis is not None}


def whole(cell: Cell) -> bool:
    return BESIDE not in cell.dimensions


def test_a_number_is_written_in_the_unit_that_it_was_estimated_in() -> None:
    kind_of = kinds()
    told = [each for each in made_cells.cells() if each.key in kind_of and whole(each)]
    assert {each.indicator for each in told} >= {"IND04", "IND05", "IND08", "IND10", "IND12"}
    wrong = {
        (each.indicator, each.by, kind_of[each.key], unit_of(each))
        for each in told
        if each.indicator != FACTS and unit_of(each) not in (UNITS[kind_of[each.key]], Unit.FACT)
    }
    assert wrong == set()


def test_hidden_numbers_are_of_the_unit_of_shown_ones_like_them() -> None:
    """A share that is hidden here may be shown beside in the network."""
    units: dict[tuple[str, str, frozenset[str]], set[Unit]] = {}
    for each in filter(whole, made_cells.cells()):
        names = frozenset(each.dimensions)
        kind = (each.indicator, each.dimensions.get("measure", ""), names)
        units.setdefault(kind, set()).add(unit_of(each))
    assert {kind for kind, found in units.items() if len(found) > 1} <= {
        (FACTS, "gap", frozenset({"measure", "margin"}))
    }


def test_every_code_that_no_question_holds_has_a_word(store: Flask) -> None:
    with store.test_request_context("/en/"):
        assert silent_codes() == set()


def silent_codes() -> set[tuple[str, str, str]]:
    labels = Labels(questionnaires=ASKED, language="en")
    return {
        (each.indicator, name, code)
        for each in made_cells.cells()
        for name, code in each.by
        if name not in {*CODES, BESIDE}
        and label_of(labels, each, name) == code
        and (each.indicator, code) not in measure_names()
    }
