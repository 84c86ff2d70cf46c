"""The statements that sum a frozen wave, on ClickHouse over the same file, unchanged.

Needs the extra `cluster`: `pip install -c constraints.txt -e .[cluster]`, then
`pytest -m cluster`. Without it these tests say so and are skipped.
"""

import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.estimation import cell_sums
from app.estimation.cell_sums import Counted, Groups
from app.formats.snapshot import manifest, reading, statements
from app.formats.snapshot.columns import Holds
from app.formats.snapshot.manifest import ANSWERS
from app.formats.snapshot.reading import Snapshot, Table
from app.releases import answer_shares, freezing
from tests.releases.conftest import CODES, questionnaire
from tests.releases.test_freezing import TODAY, closed

pytestmark = [pytest.mark.slow, pytest.mark.cluster, pytest.mark.usefixtures("store")]


class ClickHouse:
    """A session that knows the file as `answers`."""

    def __init__(self, session: Any, file: Path) -> None:
        self.session = session
        source = f"file('{file}', Parquet)"
        session.query(f"CREATE OR REPLACE VIEW answers AS SELECT * FROM {source}")  # noqa: S608

    def __call__(self, statement: str) -> Table:
        found = json.loads(str(self.session.query(statement, "JSONColumns")))
        return {
            name: np.array([float(each) for each in values] if name.startswith("sum") else values)
            for name, values in found.items()
        }


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    pytest.importorskip("chdb", reason="chdb is not installed: it is in the extra `cluster`.")
    made = importlib.import_module("chdb.session").Session()
    made.query("SET output_format_json_quote_64bit_integers = 0")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    closed(CODES[0])
    freezing.freeze(CODES[0], tmp_path / "wave", TODAY)
    return tmp_path / "wave"


@pytest.fixture
def there(folder: Path, session: Any) -> Snapshot:
    engine = ClickHouse(session, folder / ANSWERS)
    return reading.of_engine(folder, manifest.checked(folder), engine)


def test_both_engines_find_the_same_sums(folder: Path, there: Snapshot) -> None:
    with reading.opened(folder) as here:
        for column in here.manifest.columns:
            for of in (statements.by_answer, statements.by_territory):
                statement = of(column.name)
                assert rows(here.engine(statement)) == rows(there.engine(statement))


def rows(table: Table) -> list[tuple[object, ...]]:
    """In one order, sums to nine digits: an engine adds in the order that suits it."""
    columns = [
        [float(f"{each:.9g}") for each in values.tolist()] if name.startswith("sum") else values
        for name, values in table.items()
    ]
    return sorted(zip(*columns, strict=True), key=lambda row: [str(each) for each in row])


def test_both_engines_give_the_same_estimates(folder: Path, there: Snapshot) -> None:
    compared = 0
    with reading.opened(folder) as here:
        for column in here.manifest.columns:
            if column.holds is not Holds.CHOSEN:
                continue
            counted = [network(each, each.answered(column, ("0", "1"))) for each in (here, there)]
            if not counted[0].by_level("n", 2).any():
                continue
            one, other = (cell_sums.shares(each, 2) for each in counted)
            for field in fields(one[1]):
                first, second = (getattr(each[1], field.name) for each in (one, other))
                assert first == pytest.approx(second, rel=1e-9, nan_ok=True)
                compared += 1
    assert compared > 100


def network(snapshot: Snapshot, groups: Mapping[str, Groups]) -> Counted:
    return Counted(tuple(snapshot.frames.values()), tuple(groups.values()))


def test_both_engines_publish_the_same(folder: Path, there: Snapshot) -> None:
    asked = questionnaire("firms")
    with reading.opened(folder) as here:
        assert answer_shares.cells(there, asked) == answer_shares.cells(here, asked)
