"""What the indicators take from the questionnaires: codes, their order, scores, missing codes.

One thing comes from the network instead: how far the municipalities lie from a town.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions that not everybody is asked: a module, or a page outside the core.

    questions: codes; drawn: the system answer that says which module came first, of a module.
    """

    name: str
    questions: frozenset[str]
    drawn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Codes in the order of the questionnaire; "don't know" and the like apart.

    families: family to its skills. changes: answers of the outlook to their score in [-1, 1].
    missing: question to the codes that are no usable answer. asked: audience to the questions that
    people may leave open, each with those of its page that tell who saw it; () where all did.
    agreement: answers of a scale to their score. isolation: items of it to whether they are worded
    the other way round. hours: answers to hours a month. put_off: what no time was found for.
    services: what would help a firm.
    open: audience to the paths of answers in people's own words.
    minutes_to_town: by municipality. parts: of each audience's questionnaire; a question in none is
    of the core.
    """

    skills: tuple[str, ...] = ()
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    mobility: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    agreement: Mapping[str, float] = field(default_factory=dict)
    isolation: Mapping[str, bool] = field(default_factory=dict)
    hours: Mapping[str, float] = field(default_factory=dict)
    put_off: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    minutes_to_town: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def without_groups(self) -> "Lists":
        """The same without what divides respondents: for the numbers of the whole alone."""
        return replace(self, families={}, reasons=(), ages=(), sizes=(), minutes_to_town={})
