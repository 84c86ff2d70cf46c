"""Published numbers as near as there are any: of one's own territory, else of the network."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.questionnaire.model import Choice, Question, Questionnaire
from app.reference.cell_book import CellBook
from app.reference.cells import NETWORK, Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """territory: code; the network's for who lives in none."""

    territory: str
    book: CellBook
    questionnaire: Questionnaire
    language: str

    def cell(self, indicator: str, audience: str, **by: str) -> Cell:
        """The territory's number where it is shown, else the network's; hidden where both are."""
        here = self.book.find(indicator, self.territory, audience, **by)
        if here.value is not None:
            return here
        everywhere = self.book.find(indicator, NETWORK, audience, **by)
        return here if everywhere.value is None else everywhere

    def listed(
        self, indicator: str, audience: str, dimension: str, codes: Iterable[str], **by: str
    ) -> tuple[Cell, ...]:
        """The shown numbers of a list: all of the territory, or all of the network where it has
        none to show."""
        listed = tuple(codes)
        for place in dict.fromkeys((self.territory, NETWORK)):
            found = (
                self.book.find(indicator, place, audience, **{dimension: code}, **by)
                for code in listed
            )
            shown = tuple(each for each in found if each.value is not None)
            if shown:
                return shown
        return ()

    def is_here(self, cell: Cell) -> bool:
        return cell.territory != NETWORK

    def question(self, code: str) -> Question | None:
        return self.questionnaire.question(code)

    def choices(self, code: str) -> tuple[Choice, ...]:
        """Those that say something: no "don't know", no "none of these"."""
        found = self.question(code)
        return () if found is None else tuple(each for each in found.choices if _says(each))

    def text(self, question: str, code: str) -> str:
        found = self.question(question)
        choice = None if found is None else found.choice(code)
        return code if choice is None else choice.text.in_language(self.language)


def _says(choice: Choice) -> bool:
    return not (choice.is_missing or choice.is_exclusive)
