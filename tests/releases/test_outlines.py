"""What each indicator reads is what its sheet names; nothing is read on the side."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from app.estimation import Design
from app.questionnaire.reading import read_questionnaire
from app.reference.cells import BESIDE, NETWORK, Cell
from app.releases.asked_lists import lists_of
from app.releases.indicators.grounds import Grounds
from app.releases.indicators.registry import SUBJECTS, Subject
from app.releases.outlines import OF_EVERY_QUESTION, NotingTable, fed, outlines
from app.releases.samples import Sample, Samples
from tests.releases import made_cells
from tests.releases.made_answers import LISTS, network

SURVEYS = Path(__file__).parents[2] / "surveys"
ASKED = {
    name: read_questionnaire(SURVEYS / f"{name}.yaml")
    for name in ("firms", "residents", "trainers")
}
OUTLINES = outlines(replace(lists_of(ASKED), further=LISTS.further))


def sheets() -> dict[str, dict[str, Any]]:
    text = (SURVEYS / "indicators.yaml").read_text(encoding="utf-8")
    return {each["code"]: each for each in yaml.safe_load(text)["indicators"]}


SHEETS = sheets()


def test_every_indicator_is_registered() -> None:
    assert len(SHEETS) == 36
    assert {each.indicator for each in SUBJECTS} == SHEETS.keys()


@pytest.mark.parametrize("code", sorted(OUTLINES.keys() - {OF_EVERY_QUESTION}))
def test_an_indicator_reads_what_its_sheet_names(code: str) -> None:
    elsewhere = ("E_", "practices.", "experiments.", "paradata", "frame")
    named = {each for each in SHEETS[code]["inputs"] if not each.startswith(elsewhere)}
    assert OUTLINES[code].inputs == named


def noted_with_answers(subject: Subject) -> frozenset[str]:
    """What a subject reads of people who answered."""
    noted: set[str] = set()
    found: dict[str, Sample] = {}
    for audience in ("firms", "residents", "trainers"):
        rows = tuple(each.answers for each in network()[0] if each.audience == audience)
        design = Design(np.full(len(rows), 10.0), population=10.0 * len(rows))
        found[audience] = Sample(audience, NETWORK, NotingTable(rows, noted=noted), design)
    samples = Samples(NETWORK, found["firms"], found["residents"], found["trainers"])
    assert list(subject.cells(Grounds(samples=samples, others=samples, lists=LISTS, seed=1)))
    return frozenset(noted)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.indicator)
def test_answers_are_read_where_nobody_s_were(subject: Subject) -> None:
    if subject.indicator != OF_EVERY_QUESTION:
        assert noted_with_answers(subject) <= OUTLINES[subject.indicator].inputs


def cells_by(code: str) -> list[Cell]:
    return [each for each in made_cells.cells() if each.indicator == code]


@pytest.mark.parametrize("code", sorted(OUTLINES.keys() - {OF_EVERY_QUESTION}))
def test_cells_are_of_the_audiences_and_dimensions_of_the_outline(code: str) -> None:
    cells = [each for each in cells_by(code) if BESIDE not in each.dimensions]
    assert {each.audience for each in cells} == OUTLINES[code].audiences
    dimensions = OUTLINES[code].dimensions - {BESIDE}
    assert {name for each in cells for name in each.dimensions} == dimensions


def test_a_question_names_the_indicators_that_it_feeds() -> None:
    feeds = fed(ASKED["firms"])
    assert feeds["F_DRIVER"] == ("IND09",)
    assert feeds["F_JOB_LOOP.hard"] == ("IND03", "IND10")
    assert feeds["F_PRACT"] == ("IND31",)
