"""Which activities use what somebody can do."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from app.questionnaire.model import Choice

USES = "uses"  # attribute of an activity in the vocabulary: codes of skills with spaces between


@dataclass(frozen=True, slots=True)
class Fitting:
    """An activity, and which of somebody's skills it uses, in the vocabulary's order."""

    activity: str
    skills: tuple[str, ...]


def uses_of(activities: Iterable[Choice]) -> dict[str, tuple[str, ...]]:
    """Activity to the skills it needs most, as the vocabulary says; none where it says nothing."""
    return {each.code: tuple(each.attributes.get(USES, "").split()) for each in activities}


def fitting(
    skills: Set[str], uses: Mapping[str, tuple[str, ...]], openings: Mapping[str, float]
) -> tuple[Fitting, ...]:
    """Activities that use at least one of the skills, the one that uses most of them first.

    uses: activity to the skills it needs most. openings: the share of expected openings of each
    activity that is looked through, in [0, 1]; it decides between activities that use as many.
    An activity without expected openings is left out: it would send people where nobody hires.
    """
    found = [
        Fitting(activity, tuple(skill for skill in uses.get(activity, ()) if skill in skills))
        for activity, share in openings.items()
        if share > 0
    ]
    some = [each for each in found if each.skills]
    return tuple(sorted(some, key=lambda each: (-len(each.skills), -openings[each.activity])))
