"""A million responses of 30 questions over 200 territories: raked, frozen, summed, released."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from app.estimation import Design, calibrate, mean
from app.estimation.cell_sums import Counted, shares
from app.formats.snapshot import manifest, reading
from app.formats.snapshot.manifest import ANSWERS
from app.formats.snapshot.reading import Snapshot
from app.releases import answer_shares, freezing
from tests import databases
from tests.programs import run
from tests.speed.size import wave
from tests.speed.size.engines import ENGINES
from tests.speed.size.measuring import Taken, taken

RESPONSES, TERRITORIES, SMALLER, FEWER = 1_000_000, 200, 100_000, 20
SNAPSHOT_SECONDS = {"sqlite": 10.0, "postgresql": 8.0}
RAKING, SUMS, RELEASE, TWENTY = 0.3, 1.5, 60.0, 2.0  # seconds
MEGABYTES = 500.0
MARGINS = (5, 8, 3, 12)  # levels
QUESTIONS_OF_TWENTY = wave.SINGLE[:20]


def million(kinds: Sequence[str]) -> Iterator[Taken]:
    """kinds: of databases."""
    yield from raking()
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        for kind in kinds:
            yield from frozen(kind, folder / kind, RESPONSES, TERRITORIES)
        yield from summed(folder / kinds[0] / wave.CODE)
        yield from released(folder / kinds[0] / wave.CODE)
        small = folder / "small"
        list(frozen("sqlite", small, SMALLER, FEWER))
        yield from statistics_of(small / wave.CODE)


def raking() -> Iterator[Taken]:
    """Of plain numbers and of texts as labels; then a mean with the calibration's error."""
    random = np.random.default_rng(wave.SEED)
    design = Design(np.full(RESPONSES, 10.0), population=10 * RESPONSES)
    levels = [random.integers(0, size, RESPONSES) for size in MARGINS]
    texts = [np.array([f"level{place}" for place in range(12)])[each] for each in levels]
    for kind, labels in {"numbers": levels, "texts": texts}.items():
        margins = {}
        for place, each in enumerate(labels):
            names = np.unique(each).tolist()
            parts = random.dirichlet(np.full(len(names), 50.0)) * 10 * RESPONSES
            totals = {str(name): part for name, part in zip(names, parts.tolist(), strict=True)}
            margins[f"margin {place}"] = (each, totals)
        what = f"raking {RESPONSES:,} rows to four margins, {kind} as labels"
        yield taken(what, partial(calibrate, design, margins), RAKING)
    values, calibrated = random.random(RESPONSES), calibrate(design, margins)
    yield taken("a mean of them with the error of the raking", partial(mean, values, calibrated))


def frozen(kind: str, folder: Path, responses: int, territories: int) -> Iterator[Taken]:
    """In a store of its own: fills it, and leaves the snapshot in `folder`."""
    folder.mkdir(parents=True)
    with ExitStack() as opened:
        app = opened.enter_context(databases.store_of(_store(kind, folder, opened)))
        with app.app_context():
            wave.made(responses, territories)
            today = datetime.now(UTC).date()
            freezing_it = partial(freezing.freeze, wave.CODE, folder / wave.CODE, today)
            what = f"snapshot of {responses:,} responses from {kind}, weights and all"
            yield taken(what, freezing_it, SNAPSHOT_SECONDS[kind])


def _store(kind: str, folder: Path, opened: ExitStack) -> sa.URL:
    if kind == "postgresql":
        return opened.enter_context(databases.cluster()).make(databases.TEMPLATE)
    url = sa.make_url(f"sqlite:///{folder / 'store.sqlite'}")
    databases.migrate(url)
    return url


def summed(folder: Path) -> Iterator[Taken]:
    """By each engine in a process of its own; all must find the same."""
    columns = [each.name for each in manifest.checked(folder).columns]
    found = {}
    for engine in ENGINES:
        arguments = ("-m", "tests.speed.size.engines", engine, str(folder / ANSWERS), *columns)
        done = run(sys.executable, *arguments)
        if done.returncode:
            sys.stdout.write(
                f"sums by {engine}: left out: {done.stderr.strip().splitlines()[-1]}\n"
            )
            continue
        found[engine] = json.loads(done.stdout)
        one, is_ours = found[engine], engine == "ours"
        yield Taken(
            f"sums of {len(columns)} columns by territory, {engine}: {one['cells']:,} cells",
            tuple(one["rounds"]),
            tuple(one["cpu"]),
            SUMS if is_ours else None,
            one["megabytes"],
            MEGABYTES if is_ours else None,
        )
    cells = {each["cells"] for each in found.values()}
    weights = [each["weight"] for each in found.values()]
    if len(cells) > 1 or max(weights) - min(weights) > 1e-9 * max(weights):
        raise AssertionError(f"The engines disagree: {found}")


def released(folder: Path) -> Iterator[Taken]:
    asked = wave.questionnaire()
    with reading.opened(folder) as snapshot:
        work = partial(answer_shares.cells, snapshot, asked)
        yield taken("release of 30 questions by territory, errors and protection", work, RELEASE)


def statistics_of(folder: Path) -> Iterator[Taken]:
    with reading.opened(folder) as snapshot:
        what = f"weighted statistics of 20 questions, {SMALLER:,} responses"
        yield taken(what, partial(_twenty, snapshot), TWENTY)


def _twenty(snapshot: Snapshot) -> None:
    """Shares with their errors, of each territory and of all."""
    columns = {each.question: each for each in snapshot.manifest.columns}
    for question in QUESTIONS_OF_TWENTY:
        groups = snapshot.answered(columns[question], wave.FIVE)
        places = [Counted((snapshot.frames[name],), (groups[name],)) for name in groups]
        places.append(Counted(tuple(snapshot.frames.values()), tuple(groups.values())))
        for place in places:
            shares(place, len(wave.FIVE))
