"""Modules: each has pages, and the offer of the other is a question alone on its page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.questionnaire.model import Modules, Page, Question, QuestionKind, Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.codes import QUESTION
from app.questionnaire.reading.places import Place
from app.questionnaire.reading.source_file import SourceFile

KEY = "#modules"
FEWEST = 2


@dataclass(frozen=True, slots=True)
class ModuleCheck:
    """broken: questions that are there but could not be read."""

    questionnaire: Questionnaire
    source: SourceFile
    places: Mapping[str, Place]
    broken: Collection[str]

    def check(self) -> None:
        modules = self.questionnaire.modules
        for page in self.questionnaire.pages:
            self.check_page(page, modules.names if modules else ())
        if modules is not None and modules.drawn and modules.offer:
            self.check_names(modules.names)
            self.check_drawn(modules)
            self.check_offer(modules.offer)

    def problem(self, key: str, code: str, *, message: str, mend: str) -> None:
        place = self.places.get(f"{KEY}#{key}") or self.places[KEY]
        self.source.problem(place.node, code, message=message, mend=mend)

    def check_page(self, page: Page, names: Collection[str]) -> None:
        place = self.places.get(f"{page.code}#module")
        if place is None or page.module is None or page.module in names:
            return
        message = f"Page {page.code}: no module is called {page.module}."
        mend = nearest(page.module, names, otherwise="Name it in modules.")
        self.source.problem(place.node, "unknown-module", message=message, mend=mend)

    def check_names(self, names: tuple[str, ...]) -> None:
        used = {page.module for page in self.questionnaire.pages}
        for name in names:
            if name not in used:
                message = f"Module {name} has no page."
                mend = "Give a page this module, or remove it."
                self.problem("names", "modules", message=message, mend=mend)
        if len(set(names)) < FEWEST:
            message = "Modules are drawn among at least two."
            self.problem("names", "modules", message=message, mend="Name two.")

    def check_drawn(self, modules: Modules) -> None:
        if not QUESTION.fullmatch(modules.drawn):
            message = f"{modules.drawn!r} is not a code."
            self.problem("drawn", "modules", message=message, mend="Write capitals: F_MODULE.")
        elif self.questionnaire.question(modules.drawn):
            message = f"{modules.drawn} is a question, but the module is drawn, not asked."
            self.problem("drawn", "modules", message=message, mend="Give drawn its own code.")

    def check_offer(self, code: str) -> None:
        offer = self.questionnaire.question(code)
        if offer is not None:
            self.check_offered(offer)
        elif code not in self.broken:
            known = {each.code for each in self.questionnaire.questions()}
            message = f"No question has the code {code}."
            mend = nearest(code, known)
            self.problem("offer", "unknown-question", message=message, mend=mend)

    def check_offered(self, offer: Question) -> None:
        page = next(each for each in self.questionnaire.pages if offer in each.questions)
        if offer.kind is not QuestionKind.SINGLE or offer.choice("yes") is None:
            message = f"{offer.code} offers the other module, but cannot be answered yes."
            mend = "Make it a single choice with the code yes."
            self.problem("offer", "modules", message=message, mend=mend)
        elif len(page.questions) > 1 or page.module:
            message = f"{offer.code} is not alone on its page."
            self.problem("offer", "modules", message=message, mend="Give it a page of its own.")
