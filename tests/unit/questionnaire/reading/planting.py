"""One fault planted in the small survey, and the place where it must be found."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.questionnaire.reading import check_files
from tests.unit.questionnaire.reading.small_survey import FILES, SURVEY, replace_once, write_survey


@dataclass(frozen=True)
class Planted:
    """`before` becomes `after`; the problem begins where `at` begins in the broken file."""

    code: str
    before: str
    after: str
    at: str
    file: str = SURVEY

    @property
    def position(self) -> str:
        broken = FILES[self.file].replace(self.before, self.after)
        assert broken.count(self.at) == 1, f"{broken.count(self.at)} times: {self.at}"
        head = broken[: broken.index(self.at)]
        return f"{head.count(chr(10)) + 1}:{len(head) - head.rfind(chr(10))}"

    @property
    def name(self) -> str:
        return f"{self.code}: {self.after.strip()[:40]}"


def found_in_source(planted: Planted, folder: Path) -> list[tuple[str, str]]:
    """Place and code of every problem; without translations, which would be stale as well."""
    write_survey(folder)
    shutil.rmtree(folder / "translations")
    replace_once(folder, planted.file, planted.before, planted.after)
    problems = check_files([folder / "surveys"])
    return [(each.where.removeprefix(f"{folder}/"), each.code) for each in problems]
