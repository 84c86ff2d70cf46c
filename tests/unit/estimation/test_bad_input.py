"""What is given wrongly is refused by name, and never becomes a warning or a silent nan."""

from collections.abc import Callable

import numpy as np
import pytest

from app.errors import InvalidError
from app.estimation import Design, calibrate, mean, share, total
from app.estimation.crosstabs import independence
from app.estimation.nonresponse import by_classes
from app.estimation.trimming import most_by_median, trimmed

pytestmark = pytest.mark.filterwarnings("error")

N = 12
Y = np.arange(12.0)
THREE = np.repeat(["é", "ß", "c"], 4)
TWO = np.tile(["f", "m"], 6)
MIXED = np.array([1, "a", 2.5] * 4, dtype=object)
GAP = np.array([None, *["a"] * 11], dtype=object)
EACH = {"é": 10.0, "ß": 10.0, "c": 10.0}
PLAIN = Design(np.ones(N))


def calibrated(margins: dict[str, object], **how: object) -> object:
    return calibrate(PLAIN, margins, **how)  # type: ignore[arg-type]  # faults on purpose


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a weight below zero": (lambda: Design(np.array([-1.0, 2.0])), "below zero"),
    "weights of text": (lambda: Design(np.array(["a", "b"])), "Weights must be numbers"),
    "strata with a gap": (lambda: Design(np.ones(N), GAP), "label of strata is missing"),
    "strata with nan": (lambda: Design(np.ones(2), np.array([1, np.nan])), "strata is missing"),
    "clusters with a gap": (lambda: Design(np.ones(N), clusters=GAP), "of clusters is missing"),
    "population unknown": (lambda: Design(np.ones(N), population=np.nan), "population of nan"),
    "population of text": (lambda: Design(np.ones(N), population="x"), "Populations must be"),
    "populations unknown": (
        lambda: Design(np.ones(N), THREE, population=EACH | {"ß": np.nan}),
        "'ß' holds 4 units of a population of nan",
    ),
    "several populations": (
        lambda: Design(np.ones(N), THREE, population=np.arange(20.0, 32.0)),
        "'é' has several populations",
    ),
    "several populations of a second stage": (
        lambda: Design(np.ones(N), clusters=THREE, population=(9, np.arange(20.0, 32.0))),
        "'é' has several populations",
    ),
    "values of text": (lambda: mean(TWO, PLAIN), "values must be numbers"),
    "complex values": (lambda: mean(Y + 1j, PLAIN), "values must be numbers"),
    "a domain with a gap": (lambda: mean(Y, PLAIN, np.r_[np.nan, Y[1:] > 3]), "true or false"),
    "a domain of text": (lambda: mean(Y, PLAIN, np.array(["False"] * N)), "domain must be"),
    "a share of amounts": (lambda: share(Y, PLAIN), "share needs true or false"),
    "a table of a census": (
        lambda: independence(THREE, TWO, Design(np.ones(N), population=N)),
        "no error to test against",
    ),
    "a question with itself": (lambda: independence(THREE, THREE, PLAIN), "cells of the table"),
    "a question with a gap": (lambda: independence(GAP, TWO, PLAIN), "is missing"),
    "a total unknown": (lambda: calibrated({"g": (THREE, EACH | {"c": np.nan})}), "'g': a total"),
    "a total without end": (lambda: calibrated({"g": (THREE, EACH | {"c": np.inf})}), "'g': a tot"),
    "a total of text": (lambda: calibrated({"g": (THREE, EACH | {"c": "x"})}), "margin 'g' must"),
    "an amount unknown": (lambda: calibrated({"y": (Y, np.nan)}, method="linear"), "'y': a total"),
    "amounts of text": (lambda: calibrated({"y": (TWO, 5.0)}, method="linear"), "margin 'y' must"),
    "a total below zero": (
        lambda: calibrated({"g": (THREE, EACH | {"z": -5})}),
        "level 'z' has a total of -5",
    ),
    "two totals of a level": (
        lambda: calibrated({"g": (np.ones(N), {1: 5.0, "1": 6.0})}),
        "two totals",
    ),
    "logit without an end": (
        lambda: calibrated({"g": (THREE, EACH)}, method="logit", bounds=(0.5, np.inf)),
        "have no end",
    ),
    "a level without weight": (
        lambda: calibrate(Design(np.r_[np.zeros(4), np.ones(8)]), {"g": (THREE, EACH)}),
        "level 'é' has weights of 0 alone",
    ),
    "trimming a gap": (lambda: trimmed(np.array([np.nan, 1.0]), 2.0), "mend them"),
    "trimming below zero": (lambda: trimmed(np.array([-1.0, 2.0]), 2.0), "mend them"),
    "a limit unknown": (lambda: trimmed(np.ones(2), np.nan), "limit of weights is nan"),
    "nobody to take what is cut": (lambda: trimmed(np.array([0.0, 0.0, 5.0]), 2.0), "above 2"),
    "groups of another length": (lambda: trimmed(np.ones(3), 2.0, TWO), "one label a row"),
    "a median of nothing": (lambda: most_by_median(np.zeros(3)), "mend them"),
    "a response with a gap": (
        lambda: by_classes(np.ones(N), np.r_[np.nan, np.ones(11)], TWO, least=2),
        "true or false",
    ),
    "a class with a gap": (
        lambda: by_classes(np.ones(N), Y > 2, GAP, least=2),
        "classes is missing",
    ),
    "sampled without weight": (
        lambda: by_classes(np.zeros(N), Y > 2, TWO, least=2),
        "must be above 0",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_given_wrongly_is_refused_by_name(name: str) -> None:
    call, words = REFUSED[name]
    with pytest.raises(InvalidError, match=words):
        call()


def test_labels_of_several_kinds_are_levels_as_any_others() -> None:
    design = Design(np.ones(N), MIXED, population={1: 8, "a": 8, 2.5: 8})
    plain = Design(np.ones(N), MIXED.astype(str), population={"1": 8, "a": 8, "2.5": 8})
    assert mean(Y, design) == mean(Y, plain)
    assert independence(MIXED, TWO, PLAIN) == independence(MIXED.astype(str), TWO, PLAIN)
    reached = calibrate(PLAIN, {"g": (MIXED, {1: 10, "a": 20, 2.5: 30})}).weights
    assert [reached[each == MIXED].sum() for each in (1, "a", 2.5)] == pytest.approx([10, 20, 30])
    assert trimmed(np.arange(1.0, 13.0), 9.0, MIXED).sum() == pytest.approx(78.0)


def test_whole_numbers_of_few_bits_do_not_run_over() -> None:
    found = total(np.full(N, 127, dtype=np.int8), Design(np.ones(N, dtype=np.float32)))
    assert found.value == 12 * 127


def test_the_gap_of_somebody_outside_the_domain_is_no_choice() -> None:
    chose = np.r_[np.nan, np.ones(5), np.zeros(6)]
    inside, strata = np.arange(N) > 0, np.repeat(["a", "b"], 6)
    design = Design(np.linspace(1, 2, N), strata)
    assert share(chose, design, inside) == share(chose > 0, design, inside)
