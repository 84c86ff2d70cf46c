"""What the indicators take from the questionnaires: codes, their order, scores, missing codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Codes in the order of the questionnaire; "don't know" and the like apart.

    families: family to its skills. changes: answers of the outlook to their score in [-1, 1].
    missing: question to the codes that are no usable answer. asked: audience to the questions that
    people may leave open, each with those of its page that tell who saw it; () where all did.
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
