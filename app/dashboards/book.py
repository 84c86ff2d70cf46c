"""A territory's view of one release, and the words that go with codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.questionnaire.model import Choice, Question, Questionnaire
from app.reference.cell_book import CellBook
from app.reference.cells import BESIDE, CHANGE, NETWORK, OTHERS, WAVE, Cell
from app.reference.open_codes import NO_CODES, OpenCodes


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts of codes in one language, from the questionnaires that were asked."""

    questionnaires: Mapping[str, Questionnaire]
    language: str

    def choices(self, audience: str, question: str) -> tuple[Choice, ...]:
        """None where the release does not ask that audience."""
        asked = self._question(audience, question)
        return () if asked is None else asked.choices

    def of_choice(self, audience: str, question: str, code: str) -> str:
        found = {each.code: each for each in self.choices(audience, question)}.get(code)
        return found.text.in_language(self.language) if found else code

    def of_question(self, audience: str, question: str) -> str:
        """Its text; the code where the release does not ask it."""
        asked = self._question(audience, question)
        return question if asked is None else asked.text.in_language(self.language)

    def questions(self, audience: str) -> tuple[str, ...]:
        """Codes in the order of the questionnaire; none where that audience is not asked."""
        found = self.questionnaires.get(audience)
        return () if found is None else tuple(each.code for each in found.questions())

    def families(self, audience: str, question: str) -> tuple[tuple[str, str], ...]:
        """Family codes with their texts, in the order of the questionnaire."""
        asked = self._question(audience, question)
        families = () if asked is None else asked.families
        return tuple((each.code, each.text.in_language(self.language)) for each in families)

    def _question(self, audience: str, question: str) -> Question | None:
        found = self.questionnaires.get(audience)
        return None if found is None else found.question(question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One territory's view of a release.

    former: the wave that it is compared with, "" without one. codes: those of open answers.
    """

    territory: str
    name: str
    book: CellBook
    labels: Labels
    former: str = ""
    codes: OpenCodes = NO_CODES

    def cell(self, indicator: str, audience: str, **by: str) -> Cell:
        return self.book.find(indicator, self.territory, audience, **by)

    def in_network(self, cell: Cell) -> Cell:
        return self.book.find(cell.indicator, NETWORK, cell.audience, **dict(cell.by))

    def was(self, cell: Cell) -> Cell:
        """This number in the wave before."""
        return self.cell(cell.indicator, cell.audience, **dict(cell.by), **{WAVE: self.former})

    def change(self, cell: Cell) -> Cell:
        """This number less what it was in the wave before."""
        return self.cell(cell.indicator, cell.audience, **dict(cell.by), **{CHANGE: self.former})

    def beside_others(self, cell: Cell) -> Cell:
        """This number less that of all other territories together."""
        return self.cell(cell.indicator, cell.audience, **dict(cell.by), **{BESIDE: OTHERS})
