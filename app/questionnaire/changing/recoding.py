"""What becomes of the codes of a version in the next one, as said by whoever changed it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import key_in
from app.questionnaire.changing.placed import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """Keys and codes of the old version to those of the new one; what is not named stays.

    choices, dropped_choices: by the old key of their question. dropped: old answers that nothing
    continues, on purpose.
    """

    questions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    dropped_choices: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def choice(self, key: str, code: str) -> str | None:
        """What a choice of a question is called now; None: dropped."""
        if code in self.dropped_choices.get(key, frozenset()):
            return None
        return self.choices.get(key, {}).get(code, code)


NOTHING = Recoding()


def targets(old: Mapping[str, Placed], recoding: Recoding) -> Mapping[str, str]:
    """Old key to the key that continues it, there or not; what was dropped is left out.

    What lies in a repeat follows it.
    """
    found: dict[str, str] = {}
    for key, each in old.items():
        around = found.get(each.around, "")
        is_lost = bool(each.around) and not around
        if key in recoding.dropped or is_lost:
            continue
        found[key] = recoding.questions.get(key) or key_in(around, each.question.code)
    return found


def matched(
    old: Mapping[str, Placed], new: Mapping[str, Placed], recoding: Recoding
) -> Mapping[str, str]:
    """Old key to new key, of the questions that both versions have in the same repeat."""
    return dict(_pairs(old, new, targets(old, recoding)))


def _pairs(
    old: Mapping[str, Placed], new: Mapping[str, Placed], aims: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for key, target in aims.items():
        if target in new and new[target].around == aims.get(old[key].around, ""):
            yield key, target


def as_document(recoding: Recoding) -> dict[str, object]:
    """As JSON; what is empty is left out."""
    document = {
        "questions": dict(recoding.questions),
        "choices": {key: dict(codes) for key, codes in recoding.choices.items()},
        "drop": sorted(recoding.dropped),
        "drop_choices": {key: sorted(codes) for key, codes in recoding.dropped_choices.items()},
    }
    return {name: value for name, value in document.items() if value}
