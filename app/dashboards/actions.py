"""What a territory's pages need: the latest published release, its cells and its words."""

from dataclasses import dataclass
from datetime import datetime

from app.dashboards.book import Labels, Place
from app.errors import NotFoundError
from app.reference.languages import LANGUAGES
from app.reference.open_codes import RELEASE_KEY, from_document
from app.store import network, questionnaires, releases, told
from app.store.releases import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A territory as the latest published release shows it.

    languages: those in which all that was asked has its words.
    """

    place: Place
    languages: tuple[str, ...]
    release: int
    published: datetime
    is_synthetic: bool


def view(territory: str, language: str) -> View:
    """Raises NotFoundError for an unknown territory, or where nothing of it is published yet."""
    found = network.territory(territory)
    release = releases.published_latest(territory)
    if release is None or release.published_at is None:
        raise NotFoundError(f"Nothing of {territory!r} is published yet: publish a release first.")
    asked = {
        audience: questionnaires.compiled(version)
        for audience, version in release.questionnaires.items()
    }
    labels = Labels(questionnaires=asked, language=language)
    return View(
        languages=tuple(
            code for code in LANGUAGES if all(code in each.languages for each in asked.values())
        ),
        place=Place(
            territory=found.code,
            name=found.name,
            book=told.book_of(release.number),
            labels=labels,
            former=_former(release),
            codes=from_document(release.margins.get(RELEASE_KEY, []), RELEASE_KEY),
        ),
        release=release.number,
        published=release.published_at,
        is_synthetic=release.is_synthetic,
    )


def _former(release: Release) -> str:
    """The wave that a release is compared with; "" where it is of one wave."""
    held = release.margins.get("former")
    return str(held.get("wave", "")) if isinstance(held, dict) else ""
