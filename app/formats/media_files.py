"""Pictures, sounds and films in the folder beside a form: which there are, which cannot serve."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from app.formats.imported import Imported
from app.formats.media_types import media_type_of
from app.questionnaire.media import Named, named_in
from app.questionnaire.model import Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.problems import Position, Problem

BESIDE: Final = "-media"
PICTURES: Final = ("image/png", "image/jpeg", "image/webp", "image/gif")
FILMS: Final = ("video/mp4", "video/webm")
SOUNDS: Final = ("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", *FILMS)
"""Sounds are packed as films too."""
PLACED: Final = re.compile(r"[/\\:]|\$\{|^\.")
"""In what is no plain name of a file: an address, another folder, a rule."""


@dataclass(frozen=True, slots=True)
class Fit:
    """limit: bytes."""

    media_types: tuple[str, ...]
    limit: int
    words: str


IMAGE: Final = Fit(PICTURES, 5_000_000, "a picture as PNG, JPEG, WebP or GIF")
FITS: Final[Mapping[str, Fit]] = {
    "image": IMAGE,
    "big-image": IMAGE,
    "audio": Fit(SOUNDS, 20_000_000, "a sound as MP3, M4A, OGG or WAV"),
    "video": Fit(FILMS, 50_000_000, "a film as MP4 or WebM"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """media_type: told from the bytes. size: of them."""

    name: str
    path: Path
    media_type: str
    size: int
    sha256: str


@dataclass(slots=True)
class Media:
    """What a form names and its folder holds. places, names: of all that it names. notes: what will
    not be shown; it hinders nobody."""

    file: str
    folder: Path
    places: Mapping[str, tuple[str, Position]]
    names: frozenset[str]
    files: dict[str, MediaFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def told(self, found: Imported) -> Imported:
        """What the form gave, with what is to be said of its files."""
        problems, notes = (*found.problems, *self.problems), (*found.notes, *self.notes)
        return replace(found, problems=problems, notes=notes)

    def look(self, named: Named) -> None:
        if not named.has_place:
            message = f"{_about(named)} stands at a group without a label: it is not shown."
            mend = "Write a label, or put it at a question or a note."
            self.notes.append(self.fault(named, "media-no-place", message, mend))
        path, fit = self.folder / named.name, FITS[named.kind]
        if PLACED.search(named.name):
            message = f"{_about(named)} is no plain name of a file: nothing is shown."
            mend = f"Put the file into the folder {self.folder}, and write its name alone."
            self.notes.append(self.fault(named, "media-name", message, mend))
        elif not path.is_file():
            message = f"{_about(named)} is not in the folder {self.folder}: nothing is shown."
            self.notes.append(self.fault(named, "media-missing", message, self.mend(named)))
        elif path.stat().st_size > fit.limit:
            message = f"{_about(named)} is over {fit.limit // 1_000_000} MB."
            mend = "Make it smaller: people load it on their phones."
            self.problems.append(self.fault(named, "media-size", message, mend))
        else:
            self.take(named, path, fit)

    def take(self, named: Named, path: Path, fit: Fit) -> None:
        with path.open("rb") as source:
            media_type = media_type_of(source)
        if media_type not in fit.media_types:
            message = f"{_about(named)} is not {fit.words}, by what it holds."
            self.problems.append(self.fault(named, "media-type", message, "Save it as one."))
            return
        content = path.read_bytes()
        self.files[named.name] = MediaFile(
            name=named.name,
            path=path,
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def mend(self, named: Named) -> str:
        """Of files in the folder, one that nothing names may be meant."""
        there = [each.name for each in self.folder.iterdir()] if self.folder.is_dir() else []
        otherwise = f"Put {named.name} there and import again, or take the name out."
        free = [each for each in there if each not in self.names]
        return nearest(named.name, free, otherwise=otherwise)

    def fault(self, named: Named, code: str, message: str, mend: str) -> Problem:
        sheet, position = self.places.get(named.name, ("", Position()))
        return Problem(
            file=self.file, sheet=sheet, position=position, code=code, message=message, mend=mend
        )


def media_folder(form: Path) -> Path:
    """As ODK does: survey.xlsx has survey-media."""
    return form.with_name(f"{form.stem}{BESIDE}")


def media_beside(found: Imported, questionnaire: Questionnaire, form: Path, folder: Path) -> Media:
    every = named_in(questionnaire)
    media = Media(str(form), folder, found.media_at, frozenset(each.name for each in every))
    for named in every:
        media.look(named)
    return media


def _about(named: Named) -> str:
    return f"{named.question}: {named.kind} {named.name!r}"
