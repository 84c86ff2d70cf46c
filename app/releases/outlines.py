"""What each indicator reads and is told by: noted while it looks at nobody's answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.tables import AnswerTable, RosterTable
from app.questionnaire.model import Questionnaire
from app.reference import paradata
from app.reference.audiences import Audience
from app.reference.cells import NETWORK
from app.releases.asked_lists import lists_of
from app.releases.indicators.grounds import Grounds
from app.releases.indicators.registry import SUBJECTS, Subject
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

OF_EVERY_QUESTION = "IND35"  # how solid: it looks at each question for whether it was left open


@dataclass(frozen=True, eq=False)
class NotingTable(AnswerTable):
    """Notes the questions that it is asked for; those of a roster as ROSTER.field."""

    noted: set[str] = field(default_factory=set)
    roster_code: str = ""

    def code(self, question: str) -> Labels:
        self._note(question)
        return super().code(question)

    def number(self, question: str) -> Floats:
        self._note(question)
        return super().number(question)

    def chose_each(self, question: str, codes: Sequence[str]) -> Bools:
        self._note(question)
        return super().chose_each(question, codes)

    def answered(self, question: str, missing: Iterable[str] = ()) -> Bools:
        self._note(question)
        return super().answered(question, missing)

    def roster(self, code: str) -> RosterTable:
        found = super().roster(code)
        fields = NotingTable(found.fields.rows, noted=self.noted, roster_code=code)
        return replace(found, fields=fields)

    def _note(self, question: str) -> None:
        if question == paradata.HOLDING:  # whom to protect: no indicator is made of it
            return
        self.noted.add(f"{self.roster_code}.{question}" if self.roster_code else question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What an indicator reads and what its cells are of. inputs: questions, or ROSTER.field."""

    inputs: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()


def outlines(lists: Lists) -> Mapping[str, Outline]:
    """Of every indicator in the registry; the one that looks at every question has no inputs.

    lists: of the questionnaires: what they do not ask is not looked for.
    """
    found: dict[str, Outline] = {}
    for subject in SUBJECTS:
        before = found.get(subject.indicator, Outline())
        own = _outline(subject, lists)
        found[subject.indicator] = Outline(
            inputs=before.inputs | own.inputs,
            audiences=before.audiences | own.audiences,
            dimensions=before.dimensions | own.dimensions,
        )
    return found


def fed(questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    """Question, or ROSTER.field, to the indicators that read it."""
    found: dict[str, list[str]] = {}
    lists = lists_of({questionnaire.audience: questionnaire})
    for indicator, outline in outlines(lists).items():
        for each in outline.inputs:
            found.setdefault(each, []).append(indicator)
    return {question: tuple(sorted(indicators)) for question, indicators in found.items()}


def _outline(subject: Subject, lists: Lists) -> Outline:
    table = NotingTable(())
    sample_of = {each: Sample(each.value, NETWORK, table, None) for each in Audience}
    samples = Samples(
        NETWORK,
        firms=sample_of[Audience.FIRMS],
        residents=sample_of[Audience.RESIDENTS],
        trainers=sample_of[Audience.TRAINERS],
    )
    cells = list(subject.cells(Grounds(samples=samples, others=samples, lists=lists)))
    reads_all = subject.indicator == OF_EVERY_QUESTION
    return Outline(
        inputs=frozenset() if reads_all else frozenset(table.noted),
        audiences=frozenset(cell.audience for cell in cells),
        dimensions=frozenset(name for cell in cells for name in cell.dimensions),
    )
