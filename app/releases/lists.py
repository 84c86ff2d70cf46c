"""What the indicators take from the questionnaires: codes, their order, scores, missing codes.

Three things come from elsewhere: how far the municipalities lie from a town, which languages are
official, and what a release counts beside responses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.releases.further import Further


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions that not everybody is asked: a module, or a page outside the core.

    questions: codes; drawn: the system answer that says which module came first, of a module.
    """

    name: str
    questions: frozenset[str]
    drawn: str | None = None


JOB_GROUPS: Mapping[str, str] = {
    "isco13": "123",  # managers, professionals, technicians
    "isco45": "45",  # clerks, service and sales workers
    "isco6": "6",  # farmers, foresters, fishers
    "isco78": "78",  # trades, operators, drivers
    "isco9": "9",  # elementary jobs
}  # to the major groups of ISCO-08 that are pooled in each: families alone are too few locally


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """A job family. group: of JOB_GROUPS, or "other". activities: that employ most of it. uses: its
    key skills."""

    group: str
    activities: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Codes in the order of the questionnaire; "don't know" and the like apart.

    families: family to its skills. changes: answers of the outlook to their score in [-1, 1].
    missing: question to the codes that are no usable answer. asked: audience to the questions that
    people may leave open, each with those of its page that tell who saw it; () where all did.
    agreement: answers of a scale to their score. isolation: items of it to whether they are worded
    the other way round. hours: answers to hours a month. put_off: what no time was found for.
    services: what would help a firm. callings: job families in their order. drivers: of changes of
    work. conditions: of living here. forms, changing, values: of work, as residents wish it.
    choices: any question to its codes; kinds: the same without "none of these". scores: any
    question to the scores of its choices, of those that have one. minutes_to_town: by
    municipality. tongues: territory to the official languages of its country. further: experts and
    practices. open: audience to the paths of answers in
    people's own words. parts: of each audience's questionnaire; a question in none is of the core.
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
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    callings: Mapping[str, Calling] = field(default_factory=dict)
    drivers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    minutes_to_town: Mapping[str, float] = field(default_factory=dict)
    tongues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    further: Further = field(default_factory=Further)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def job_groups(self) -> Mapping[str, tuple[str, ...]]:
        """Group to its job families; "other" is none: nobody knows what it holds."""
        return {
            group: tuple(job for job, each in self.callings.items() if each.group == group)
            for group in JOB_GROUPS
        }

    def without_groups(self) -> "Lists":
        """The same without what divides respondents: for the numbers of the whole alone."""
        return replace(self, families={}, reasons=(), ages=(), sizes=(), minutes_to_town={})
