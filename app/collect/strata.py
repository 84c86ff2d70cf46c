"""By what a response is split: which questions, and how far each part is from what was expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import sqrt
from statistics import NormalDist

from app.collect.protecting import LEAST, Count, Kept, protected
from app.questionnaire.model import QuestionKind, Questionnaire
from app.reference.audiences import Audience

UNKNOWN = "?"  # not said, or of no known level
OFTEN = 0.05  # a row looks apart by chance in one of twenty tables
FAR = 0.5  # of what was expected
LEAST_COMPARED = 20  # sent, before a table says who is behind
TERRITORY, MUNICIPALITY = "territory", "municipality"  # splits by where people answer from
INVITATION = "invitation"  # the split by groups that only the inviter knows
PART = ":"  # between the two codes of a level: g15:f


@dataclass(frozen=True, slots=True)
class Split:
    """name: as the known totals of a population name it; questions: whose answers make a level."""

    name: str
    questions: tuple[str, ...]


SPLITS: Mapping[str, tuple[Split, ...]] = {
    Audience.FIRMS: (Split("size", ("F_SIZE",)),),
    Audience.RESIDENTS: (Split("age_sex", ("R_AGE", "R_SEX")), Split("education", ("R_EDU",))),
    Audience.TRAINERS: (Split("kind", ("T_TYPE",)),),
}


class Standing(StrEnum):
    """Where a part stands beside what its share of the population would bring."""

    FAR_BEHIND = "far behind"
    BEHIND = "behind"
    IN_LINE = "in line"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """By personal link; tests do not count. begun includes sent."""

    invited: int = 0
    begun: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One part of a table. population: people or firms that there are; expected: what its share of
    the population would bring of all sent; gap: share of those sent less share of the population,
    in [-1, 1]; standing: it would tell the size of a count kept back; rate: sent by personal link
    over invited, in [0, 1]. None: not known, or kept back.
    """

    level: str
    population: float | None
    sent: Count
    expected: float | None
    gap: float | None
    standing: Standing | None
    invited: int | None
    sent_by_link: Count | None
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beforehand, by level. population: {} where nothing is."""

    levels: tuple[str, ...]
    population: Mapping[str, float]
    invited: Mapping[str, Invited]


def splits_of(questionnaire: Questionnaire) -> tuple[Split, ...]:
    """Those of its audience whose questions it asks."""
    codes = {question.code for question in questionnaire.questions()}
    wanted = SPLITS.get(questionnaire.audience, ())
    return tuple(each for each in wanted if codes.issuperset(each.questions))


def place_question(questionnaire: Questionnaire) -> str | None:
    """The question that says where a response belongs."""
    kind = QuestionKind.MUNICIPALITY
    return next((each.code for each in questionnaire.questions() if each.kind is kind), None)


def levels_of(split: Split, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every level that answers can make, in the order of the questionnaire."""
    asked = [questionnaire.question(code) for code in split.questions]
    codes = [[choice.code for choice in each.choices if not choice.is_missing]
             for each in asked if each is not None]  # fmt: skip
    return tuple(PART.join(each) for each in product(*codes))


def strata(known: Known, sent: Mapping[str, int]) -> tuple[Stratum, ...]:
    """A row a level, the unknown last; what nobody has and nobody gave is left out."""
    counts = {level: sent.get(level, 0) for level in known.levels}
    counts[UNKNOWN] = sum(sent.values()) - sum(counts.values())
    wanted = {level for level, total in known.population.items() if total > 0}
    wanted |= {level for level, each in known.invited.items() if each.invited}
    counts = {
        level: count for level, count in counts.items() if count or (level in wanted - {UNKNOWN})
    }
    shown = protected(counts)
    by_link = _by_link(known, shown)
    compared = Compared.of(known, counts, shown)
    return tuple(_stratum(known, compared, level, shown[level], by_link) for level in counts)


def _by_link(known: Known, shown: Mapping[str, Count]) -> dict[str, Count]:
    """Kept back too where the whole count is, of which it would tell a part, or where the two would
    tell how few came without a personal link."""
    counts = {level: known.invited[level].sent for level in shown if level in known.invited}
    found = protected(counts)
    for level, count in counts.items():
        whole = shown[level]
        if isinstance(whole, Kept):
            found[level] = whole if count else found[level]
        elif count and 0 < whole - count < LEAST and not isinstance(found[level], Kept):
            found[level] = Kept.COMPLEMENT
    return _not_alone(found)


def _not_alone(counts: Mapping[str, Count]) -> dict[str, Count]:
    """The smallest shown one is kept back beside a single one: else the sum of all tells that."""
    found = dict(counts)
    others = {level: count for level, count in counts.items() if not isinstance(count, Kept)}
    wanted = {level: count for level, count in others.items() if count}
    if len(counts) - len(others) == 1 and wanted:
        found[min(wanted, key=wanted.__getitem__)] = Kept.COMPLEMENT
    return found


def _stratum(
    known: Known, compared: "Compared", level: str, sent: Count, by_link: Mapping[str, Count]
) -> Stratum:
    invited = known.invited[level].invited if level in known.invited else None
    by_links, share = by_link.get(level), compared.shares.get(level)
    expected = gap = rate = None
    is_kept = isinstance(sent, Kept)
    if share is not None:
        expected = compared.whole * share
        if compared.whole and not isinstance(sent, Kept):
            gap = sent / compared.whole - share
    if invited and by_links is not None and not isinstance(by_links, Kept):
        rate = by_links / invited
    return Stratum(
        level=level,
        population=known.population.get(level),
        sent=sent,
        expected=expected,
        gap=gap,
        standing=None if share is None or is_kept else compared.standing(level, share),
        invited=invited,
        sent_by_link=by_links,
        rate=rate,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Those sent beside a population. shares: of the population by level, summing to 1. whole:
    those sent of a known level; of any where the unknown are kept back, so that nothing expected
    tells how many they are."""

    sent: Mapping[str, int]
    shares: Mapping[str, float]
    whole: int

    @classmethod
    def of(cls, known: Known, sent: Mapping[str, int], shown: Mapping[str, Count]) -> "Compared":
        totals = {level: known.population.get(level, 0.0) for level in sent}
        there = sum(totals.values())
        shares = {level: total / there for level, total in totals.items() if total > 0}
        are_told = all(not isinstance(shown[level], Kept) for level in sent if level not in shares)
        counted = [count for level, count in sent.items() if level in shares or not are_told]
        return cls(sent=sent, shares=shares, whole=sum(counted))

    def standing(self, level: str, share: float) -> Standing | None:
        """Behind or ahead only beyond chance: binomial, two sides, Bonferroni over the rows."""
        if self.whole < LEAST_COMPARED or share >= 1:
            return None
        sent, expected = self.sent[level], self.whole * share
        apart = (sent - expected) / sqrt(expected * (1 - share))
        line = NormalDist().inv_cdf(1 - OFTEN / 2 / len(self.shares))
        if apart > line:
            return Standing.AHEAD
        if apart > -line:
            return Standing.IN_LINE
        return Standing.FAR_BEHIND if sent < FAR * expected else Standing.BEHIND


def thinnest(rows: Iterable[Stratum], most: int = 3) -> tuple[Stratum, ...]:
    """Those behind, the one that lacks most answers first."""
    behind = [each for each in rows if each.standing in {Standing.BEHIND, Standing.FAR_BEHIND}]
    behind.sort(key=_lacking, reverse=True)
    return tuple(behind[:most])


def _lacking(row: Stratum) -> float:
    """Answers that it would take."""
    return (row.expected or 0) - (0 if isinstance(row.sent, Kept) else row.sent)
