"""A wave that takes no more answers, weighted as in releases and frozen in one Parquet file."""

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from app.errors import ConflictError, InvalidError
from app.formats.snapshot import frames, manifest
from app.formats.snapshot.columns import columns_of
from app.formats.snapshot.manifest import ANSWERS, FRAMES, MANIFEST, Manifest
from app.formats.snapshot.source import Source
from app.formats.snapshot.writing import SnapshotWriter
from app.questionnaire.model import Questionnaire
from app.releases.actions import DISTRIBUTION
from app.releases.asked_lists import lists_of
from app.releases.planning import HOME, LEFT
from app.releases.sampling import NetworkMargins
from app.releases.stored_margins import loaded_margins, to_document
from app.releases.wave_weights import WaveWeights
from app.releases.weighting import READ
from app.store import campaigns, questionnaires, wave_lines
from app.store.campaigns import Campaign
from app.store.database import one_moment

FOLDER_OF_OWNER = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """What is frozen, read at one moment."""

    campaign: str
    wave: str
    audience: str
    is_synthetic: bool
    asked: dict[str, str]
    questionnaire: Questionnaire
    margins: NetworkMargins


def freeze(code: str, folder: Path, today: date) -> Manifest:
    """Writes the snapshot of a closed campaign into `folder`, whole or not at all.

    The same answers and totals give the same files. What was in the folder is replaced. Raises
    NotFoundError, ConflictError while it takes answers, InvalidError where nobody counts.
    """
    folder.parent.mkdir(mode=FOLDER_OF_OWNER, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".freezing-") as made:
        parts, done = Path(made) / "parts", Path(made) / "done"
        parts.mkdir()
        done.mkdir()
        with one_moment():
            found = campaigns.by_code(code)
            _demand_closed(found, today)
            wave = _wave(found)
            with SnapshotWriter(_source(wave), parts) as writer:
                writer.take(wave_lines.lines(found))
                frozen = _written(wave, writer, done)
        shutil.rmtree(folder, ignore_errors=True)
        done.replace(folder)
    return frozen


def is_current(found: Manifest) -> bool:
    """Whether its campaign still holds as many answers: none was erased since."""
    with one_moment():
        return wave_lines.number(campaigns.by_code(found.campaign)) == found.lines


def demand_current(found: Manifest) -> None:
    """Raises ConflictError where answers were erased since it was frozen."""
    if not is_current(found):
        raise ConflictError(
            f"Answers to campaign {found.campaign!r} were erased since it was frozen:"
            f" run `campaign freeze {found.campaign}` again.",
            campaign=found.campaign,
        )


def sweep(folder: Path) -> int:
    """Removes the snapshots in a folder that hold answers erased since; how many these were."""
    removed = 0
    for each in sorted(folder.glob(f"*/{MANIFEST}")):
        if not is_current(manifest.read(each.parent)):
            shutil.rmtree(each.parent)
            removed += 1
    return removed


def _demand_closed(found: Campaign, today: date) -> None:
    if found.state(today) != "closed":
        raise ConflictError(
            f"Campaign {found.code!r} takes answers until {found.closes_on}: close it before it is"
            " frozen.",
            campaign=found.code,
        )


def _wave(found: Campaign) -> Wave:
    asked = found.questionnaire
    return Wave(
        campaign=found.code,
        wave=found.wave,
        audience=found.audience,
        is_synthetic=found.is_synthetic,
        asked={"code": asked.code, "version": asked.version, "fingerprint": asked.fingerprint},
        questionnaire=questionnaires.compiled(found.questionnaire_id),
        margins=loaded_margins(found.wave, {found.audience: set(found.territories)}),
    )


def _source(wave: Wave) -> Source:
    return Source(
        columns=columns_of(wave.questionnaire),
        read=READ[wave.audience],
        left={HOME: LEFT},
        label={"campaign": wave.campaign, "synthetic": str(wave.is_synthetic).lower()},
    )


def _written(wave: Wave, writer: SnapshotWriter, folder: Path) -> Manifest:
    written = writer.finish(_weights(wave).of_territory, folder / ANSWERS)
    if not written.rows:
        raise InvalidError("Nobody has passed all core pages: there is nothing to freeze.")
    frames.write(written.shapes, folder / FRAMES)
    found = Manifest(
        campaign=wave.campaign,
        wave=wave.wave,
        audience=wave.audience,
        is_synthetic=wave.is_synthetic,
        rows=written.rows,
        lines=written.lines,
        questionnaire=wave.asked,
        weights=_digest(wave.margins),
        code={name: version(name) for name in (DISTRIBUTION, "numpy", "duckdb")},
        columns=columns_of(wave.questionnaire),
        notes=written.notes,
        files={name: manifest.digest_of(folder / name) for name in (ANSWERS, FRAMES)},
    )
    found.write(folder)
    return found


def _weights(wave: Wave) -> WaveWeights:
    margins = {territory: each[wave.audience] for territory, each in wave.margins.items()}
    return WaveWeights(wave.audience, margins, lists_of({wave.audience: wave.questionnaire}))


def _digest(margins: NetworkMargins) -> str:
    text = json.dumps(to_document(margins, ()), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
