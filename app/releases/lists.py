"""What the indicators take from the questionnaires: codes, their order, scores, missing codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    missing: question to the codes that are no usable answer. parts: of each audience's
    questionnaire; a question in none is of the core.
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
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
