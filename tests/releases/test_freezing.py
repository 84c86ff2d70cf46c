"""A frozen wave: its file is what it says, and its sums say what the respondents' rows say."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from app.commands.campaign import campaign as campaign_command
from app.errors import ConflictError, InvalidError, NotFoundError
from app.estimation import cell_sums, mean, share
from app.estimation.cell_sums import Counted
from app.estimation.disclosure import Basis, Kind, has_base, protect
from app.estimation.drafts import Draft
from app.estimation.estimates import Estimate
from app.estimation.tables import AnswerTable
from app.formats.snapshot import manifest, reading
from app.formats.snapshot.columns import Column, Holds
from app.formats.snapshot.manifest import ANSWERS, FRAMES, MANIFEST
from app.formats.snapshot.reading import Snapshot
from app.questionnaire.model import Question
from app.reference.cells import NETWORK, Cell, Hidden, by_codes
from app.releases import answer_shares, freezing
from app.releases.asked_lists import lists_of
from app.releases.planning import HOME, LEFT
from app.releases.protecting import apart
from app.releases.samples import Sample, network_sample, territory_sample
from app.releases.stored_margins import loaded_margins
from app.releases.weighting import weigh
from app.store import answer_tables, campaigns, responses
from app.store.campaigns import Campaign
from app.store.database import db, transaction
from app.store.responses import Response
from tests.releases.conftest import CODES, WAVE, questionnaire

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store")]
AUDIENCES = dict(zip(("firms", "residents", "trainers"), CODES, strict=True))
TODAY = datetime.now(UTC).date()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots" / "wave"


def closed(code: str) -> Campaign:
    with transaction():
        found = campaigns.by_code(code)
        if found.closed_at is None:
            campaigns.close(found, datetime.now(UTC))
    return found


def samples(audience: str) -> dict[str, Sample]:
    """By rows, as releases make them: the territories, and the network."""
    code = AUDIENCES[audience]
    found = campaigns.by_code(code)
    margins = loaded_margins(WAVE, {audience: set(found.territories)})
    lists = lists_of({audience: questionnaire(audience)})
    rows: dict[str, list[answer_tables.Counted]] = {}
    for each in answer_tables.counted([code]):
        if each.answers.get(HOME) != LEFT:
            rows.setdefault(each.territory, []).append(each)
    places = {}
    for territory in sorted(rows):
        table = AnswerTable.of(each.answers for each in rows[territory])
        weighing = partial(weigh, audience, margins=margins[territory][audience], lists=lists)
        places[territory] = territory_sample(audience, territory, table, weighing)
    return {**places, NETWORK: network_sample(audience, places)}


def core(audience: str) -> dict[str, Question]:
    pages = questionnaire(audience).pages
    return {each.code: each for page in pages if page.is_core for each in page.questions}


def counted(snapshot: Snapshot, column: Column, codes: tuple[str, ...], place: str) -> Counted:
    groups = snapshot.answered(column, codes)
    names = [place] if place != NETWORK else list(snapshot.frames)
    return Counted(
        tuple(snapshot.frames[each] for each in names), tuple(groups[each] for each in names)
    )


def agrees(found: Estimate, expected: Estimate) -> None:
    """deff is left out where there is no error: rows divide one rounding by another."""
    is_certain = expected.std_error < 1e-12
    for each in fields(Estimate):
        if is_certain and each.name == "deff":
            continue
        one, other = getattr(found, each.name), getattr(expected, each.name)
        assert one == pytest.approx(other, rel=1e-9, abs=1e-12, nan_ok=True), each.name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_sums_of_the_file_say_what_rows_say(audience: str, folder: Path) -> None:
    closed(AUDIENCES[audience])
    freezing.freeze(AUDIENCES[audience], folder, TODAY)
    asked, compared = core(audience), 0
    by_rows = samples(audience)
    with reading.opened(folder) as snapshot:
        for column in snapshot.manifest.columns:
            if column.question not in asked or column.holds is Holds.NUMBER:
                continue
            codes = tuple(each.code for each in asked[column.question].choices)
            answers = codes if column.choice is None else ("0", "1")
            for place, sample in by_rows.items():
                domain = sample.answers.answered(column.question)
                if not domain.any():
                    continue
                found = cell_sums.shares(counted(snapshot, column, answers, place), len(answers))
                for answer, each in zip(answers, found, strict=True):
                    chose = sample.answers.chose(column.question, column.choice or answer)
                    chose = ~chose if answer == "0" and column.choice else chose
                    agrees(each, share(chose & domain, sample.design, domain))
                    compared += 1
    assert compared > 50


def test_means_of_the_file_are_those_of_rows(folder: Path) -> None:
    closed(CODES[0])
    freezing.freeze(CODES[0], folder, TODAY)
    by_rows = samples("firms")
    with reading.opened(folder) as snapshot:
        column = next(each for each in snapshot.manifest.columns if each.name == "F_EMP")
        for place, sample in by_rows.items():
            numbers = sample.answers.number("F_EMP")
            known = np.unique(numbers[np.isfinite(numbers)])
            given = tuple(str(each) for each in known.tolist())
            found = cell_sums.mean(counted(snapshot, column, given, place), known)
            agrees(found, mean(numbers, sample.design, np.isfinite(numbers)))


def test_the_same_answers_make_the_same_file_on_every_database(folder: Path) -> None:
    closed(CODES[0])
    first = freezing.freeze(CODES[0], folder, TODAY)
    again = freezing.freeze(CODES[0], folder, TODAY)
    assert again == first == manifest.checked(folder)
    assert sorted(each.name for each in folder.iterdir()) == [ANSWERS, FRAMES, MANIFEST]
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]
    assert first.questionnaire["code"] == "firms"
    assert set(first.code) == {"foreterre", "numpy", "duckdb"}


@pytest.mark.parametrize("name", [ANSWERS, FRAMES])
def test_a_changed_or_lost_file_is_refused_by_name(name: str, folder: Path) -> None:
    closed(CODES[2])
    freezing.freeze(CODES[2], folder, TODAY)
    path = folder / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(ConflictError, match=f"{name} has another SHA-256"), reading.opened(folder):
        pass
    path.unlink()
    with pytest.raises(ConflictError, match=f"{name} is gone"), reading.opened(folder):
        pass
    path.write_bytes(whole)
    with reading.opened(folder) as snapshot:
        assert snapshot.manifest.campaign == CODES[2]


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="campaign freeze"):
        manifest.checked(tmp_path)
    for wrong in ("{", "[]", '{"format": "other"}'):
        (tmp_path / MANIFEST).write_text(wrong)
        with pytest.raises(ConflictError, match="foreterre-snapshot/1"):
            manifest.checked(tmp_path)


def test_an_open_campaign_or_one_without_answers_is_not_frozen(folder: Path) -> None:
    with pytest.raises(ConflictError, match="close it before"):
        freezing.freeze(CODES[1], folder, campaigns.by_code(CODES[1]).opens_on)
    with transaction():
        for each in responses_of(CODES[1]):
            responses.erase(each)
    closed(CODES[1])
    with pytest.raises(InvalidError, match="nothing to freeze"):
        freezing.freeze(CODES[1], folder, TODAY)
    assert list(folder.parent.iterdir()) == []


def responses_of(code: str) -> list[Response]:
    query = sa.select(Response).where(Response.campaign_id == campaigns.by_code(code).id)
    return list(db.session.scalars(query))


def test_after_an_erasure_a_snapshot_is_no_longer_read(folder: Path) -> None:
    closed(CODES[2])
    made = freezing.freeze(CODES[2], folder, TODAY)
    freezing.demand_current(made)
    with transaction():
        responses.erase(responses_of(CODES[2])[0])
    with pytest.raises(ConflictError, match="erased since"):
        freezing.demand_current(made)
    freezing.demand_current(freezing.freeze(CODES[2], folder, TODAY))


def by_rows(audience: str) -> tuple[Cell, ...]:
    """The cells of answer_shares.cells() from the respondents one by one."""
    return apart(
        [
            one_by_one(sample, place, question, each.code)
            for question in core(audience).values()
            if question.kind in {"single", "scale", "yes_no", "multiple"}
            for place, sample in samples(audience).items()
            for each in question.choices
            if not each.is_missing
        ]
    )


def one_by_one(sample: Sample, place: str, question: Question, code: str) -> Draft:
    usable = (
        ()
        if question.kind == "multiple"
        else tuple(each.code for each in question.choices if each.is_missing)
    )
    domain = sample.answers.answered(question.code, usable)
    cell = Draft(
        indicator=answer_shares.ANSWERS,
        territory=place,
        audience=sample.audience,
        by=by_codes(question=question.code, answer=code),
        answered=int(domain.sum()),
    )
    design = sample.design
    if design is None:
        return replace(cell, hidden=Hidden.BASE)
    chose = sample.answers.chose(question.code, code) & domain
    basis = Basis(
        kind=Kind.SHARE,
        chosen=int(chose.sum()),
        whole=float(design.weights[domain].sum()),
        part_of=None if question.kind == "multiple" else question.code,
    )

    def measure() -> tuple[Estimate, Basis]:
        return share(chose, design, domain), basis

    if not has_base(cell.answered):
        return replace(cell, hidden=Hidden.BASE, measure=measure)
    return protect(cell, *measure())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_published_shares_are_those_of_rows(audience: str, folder: Path) -> None:
    closed(AUDIENCES[audience])
    freezing.freeze(AUDIENCES[audience], folder, TODAY)
    with reading.opened(folder) as snapshot:
        found = answer_shares.cells(snapshot, questionnaire(audience))
    expected = {each.key: each for each in by_rows(audience)}
    assert {each.key: each for each in found} == expected
    assert sum(each.hidden is None for each in found) > 20


def run(store: Flask, *arguments: str) -> Result:
    return store.test_cli_runner().invoke(campaign_command, list(arguments))


def test_the_commands_freeze_and_show(store: Flask) -> None:
    refused = run(store, "shares", CODES[0])
    assert (refused.exit_code, "campaign freeze" in refused.output) == (1, True)
    closed(CODES[0])
    made = run(store, "freeze", CODES[0])
    assert made.exit_code == 0, made.output
    assert "80 SYNTHETIC responses" in made.output
    shown = run(store, "shares", CODES[0])
    assert shown.output.startswith("SYNTHETIC answers.")
    found = json.loads(run(store, "shares", CODES[0], "--json").output)
    assert (found["campaign"], found["synthetic"]) == (CODES[0], True)
    assert found["sha256"] in made.output
    assert all(each["n"] is None for each in found["cells"] if each["suppressed"])


def test_retention_removes_a_snapshot_that_holds_what_was_erased(store: Flask) -> None:
    closed(CODES[2])
    run(store, "freeze", CODES[2])
    folder = Path(store.config["DATA_DIR"]) / "snapshots"
    assert freezing.sweep(folder) == 0
    with transaction():
        responses.erase(responses_of(CODES[2])[0])
    assert freezing.sweep(folder) == 1
    assert list(folder.iterdir()) == []
