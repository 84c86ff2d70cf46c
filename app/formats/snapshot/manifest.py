"""What a snapshot is: where it comes from, and the digests that its files must have."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from app.errors import ConflictError, NotFoundError
from app.formats.snapshot.columns import Column, Holds

FORMAT = "foreterre-snapshot/1"
MANIFEST, ANSWERS, FRAMES = "manifest.json", "answers.parquet", "frames.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """rows: responses that count. lines: the same, with those who have left since they were asked.

    questionnaire: code, version and fingerprint. weights: SHA-256 of the totals that they reach.
    code: what computed them, name to version. files: to SHA-256. notes: what weighting joined or
    left out.
    """

    campaign: str
    wave: str
    audience: str
    is_synthetic: bool
    rows: int
    lines: int
    questionnaire: Mapping[str, str]
    weights: str
    code: Mapping[str, str]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        document = {"format": FORMAT, **asdict(self)}
        text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Raises NotFoundError where there is none, ConflictError where it is of another kind."""
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"{folder} holds no frozen wave: run `campaign freeze` first."
        raise NotFoundError(message, folder=str(folder)) from None
    except ValueError:
        document = {}
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ConflictError(f"{folder / MANIFEST} is no {FORMAT}: freeze the campaign again.")
    return _manifest(document)


def checked(folder: Path) -> Manifest:
    """The manifest, once every file is what it says. Raises ConflictError naming the one that is
    not, and as read()."""
    found = read(folder)
    for name, digest in found.files.items():
        path = folder / name
        is_there = path.exists()
        if not is_there or digest_of(path) != digest:
            wrong = "has another SHA-256 than when it was frozen" if is_there else "is gone"
            raise ConflictError(
                f"{path} {wrong}: bring it back from a backup, or freeze the campaign again.",
                file=str(path),
            )
    return found


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(document: dict[str, Any]) -> Manifest:
    columns = tuple(
        Column(
            name=each["name"],
            question=each["question"],
            holds=Holds(each["holds"]),
            choice=each["choice"],
            codes=tuple(each["codes"]),
        )
        for each in document["columns"]
    )
    held = {name: document[name] for name in Manifest.__dataclass_fields__}
    return Manifest(
        **cast("dict[str, Any]", {**held, "columns": columns, "notes": tuple(held["notes"])})
    )
