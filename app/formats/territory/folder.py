"""The whole folder, read in one go: every problem of every file, or one value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.formats.csv_file import CsvFile
from app.formats.territory import firms as of_firms
from app.formats.territory import population as of_population
from app.formats.territory.about import read_about
from app.formats.territory.codes import Codes
from app.formats.territory.firms import read_firms
from app.formats.territory.margins import read_margins
from app.formats.territory.municipalities import read_municipalities
from app.formats.territory.population import read_population
from app.formats.territory.values import Firm, KnownTotal, Municipality, Persons, TerritoryFolder
from app.questionnaire.nearest import nearest
from app.questionnaire.reading import Problem, UnreadableError
from app.questionnaire.reading.source_file import SourceFile
from app.reference.audiences import Audience

ABOUT = "territory.yaml"
MUNICIPALITIES = "municipalities.csv"
FIRMS = "frame_firms.csv"
POPULATION = "population.csv"
MARGINS = "margins.csv"
FILES = (ABOUT, MUNICIPALITIES, FIRMS, POPULATION, MARGINS)
SUFFIXES = (".csv", ".yaml", ".yml")


def read_territory(folder: Path, codes: Codes) -> TerritoryFolder:
    """Raises UnreadableError with every problem of every file."""
    return _Reading(folder, codes).whole()


@dataclass(slots=True)
class _Reading:
    folder: Path
    codes: Codes
    files: dict[str, CsvFile] = field(default_factory=dict)

    def whole(self) -> TerritoryFolder:
        source = SourceFile(str(self.folder / ABOUT))
        present = self.present()
        about = read_about(self.folder / ABOUT, source) if ABOUT in present else None
        places = self.municipalities(about.country if about else "")
        firms, persons = self.firms(places), self.persons(places)
        totals = self.totals(self.sums(places, firms), firms, persons)
        found = [*self.problems_of_names(present), *source.problems]
        found += [each for file in self.files.values() for each in file.problems]
        if found or about is None:
            raise UnreadableError(found)
        return TerritoryFolder(
            about=about,
            municipalities=places,
            firms=firms,
            persons=persons,
            totals=totals,
            municipalities_file=self.files[MUNICIPALITIES].name,
        )

    def municipalities(self, country: str) -> tuple[Municipality, ...]:
        path, file = self.opened(MUNICIPALITIES)
        return tuple(read_municipalities(path, file, country)) if path.is_file() else ()

    def firms(self, places: tuple[Municipality, ...]) -> tuple[Firm, ...]:
        path, file = self.opened(FIRMS)
        known = {each.code for each in places}
        return tuple(read_firms(path, file, self.codes, known)) if path.is_file() else ()

    def persons(self, places: tuple[Municipality, ...]) -> tuple[Persons, ...]:
        path, file = self.opened(POPULATION)
        is_sure = not self.files[MUNICIPALITIES].problems
        stated = {each.code: each.persons if is_sure else None for each in places}
        return tuple(read_population(path, file, self.codes, stated)) if path.is_file() else ()

    def totals(
        self, sums: dict[str, float], firms: tuple[Firm, ...], persons: tuple[Persons, ...]
    ) -> tuple[KnownTotal, ...]:
        """Those of the file, and those that follow from the frame and the population."""
        path, file = self.opened(MARGINS)
        given = tuple(read_margins(path, file, self.codes, sums)) if path.is_file() else ()
        named = {(each.audience, each.name) for each in given}
        derived = (*of_firms.totals_of(firms), *of_population.totals_of(persons))
        others = (each for each in derived if (each.audience, each.name) not in named)
        return (*given, *others)

    def sums(self, places: Iterable[Municipality], firms: Iterable[Firm]) -> dict[str, float]:
        """What margins must add up to, where the file behind it has no fault."""
        sums = {}
        if not self.files[MUNICIPALITIES].problems:
            sums[Audience.RESIDENTS.value] = sum(each.persons for each in places)
        if not self.files[FIRMS].problems:
            sums[Audience.FIRMS.value] = float(len(tuple(firms)))
        return {audience: total for audience, total in sums.items() if total}

    def opened(self, name: str) -> tuple[Path, CsvFile]:
        path = self.folder / name
        self.files[name] = CsvFile(str(path))
        return path, self.files[name]

    def present(self) -> frozenset[str]:
        if not self.folder.is_dir():
            message = "There is no such folder."
            raise UnreadableError([self.problem("", "no-folder", message, "Check its name.")])
        return frozenset(each.name for each in self.folder.iterdir() if each.is_file())

    def problems_of_names(self, present: frozenset[str]) -> Iterator[Problem]:
        unknown = sorted(name for name in present if name.endswith(SUFFIXES) and name not in FILES)
        missing = [name for name in FILES if name not in present]
        for name in missing:
            mend = nearest(name, unknown, otherwise="Add it: docs/territory.md describes it.")
            yield self.problem(name, "no-file", "The file is missing.", mend)
        for name in unknown:
            mend = nearest(name, FILES, otherwise="Take it out of the folder.")
            yield self.problem(name, "unknown-file", "No file has this name here.", mend)

    def problem(self, name: str, code: str, message: str, mend: str) -> Problem:
        return Problem(file=str(self.folder / name), code=code, message=message, mend=mend)
