"""The codes that a territory's files may use: those of the shared vocabulary."""

import re
from dataclasses import dataclass

from app.questionnaire.model import Choice
from app.questionnaire.prefill import length_shared
from app.questionnaire.reading import Vocabulary

SEXES = ("f", "m")
NACE = re.compile(r"(\d{2})\.?(\d{1,2})?[A-Za-z]?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """sizes: size class to its lowest and highest employment."""

    activities: tuple[Choice, ...]
    sizes: dict[str, tuple[int, int]]
    ages: tuple[str, ...]
    education: tuple[str, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Codes":
        def usable(name: str) -> tuple[Choice, ...]:
            return tuple(each for each in vocabulary.lists[name] if not each.is_missing)

        return cls(
            activities=usable("activities"),
            sizes={
                each.code: (int(each.attributes["min"]), int(each.attributes["max"]))
                for each in usable("size_classes")
            },
            ages=tuple(each.code for each in usable("age_bands")),
            education=tuple(each.code for each in usable("education")),
        )

    @property
    def activity_codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.activities)

    @property
    def ages_by_sex(self) -> tuple[str, ...]:
        return tuple(f"{age}:{sex}" for sex in SEXES for age in self.ages)

    def activity_of(self, nace: str) -> str | None:
        """The activity that a class of NACE belongs to, written 43.21, 4321 or 43.21A."""
        whole = normal_nace(nace)
        if whole is None:
            return None
        shared = {each.code: length_shared(each, "nace", whole) for each in self.activities}
        best = max(shared, key=shared.__getitem__)
        return best if shared[best] else None

    def size_of(self, employment: int) -> str | None:
        return next(
            (code for code, (low, high) in self.sizes.items() if low <= employment <= high), None
        )


def normal_nace(written: str) -> str | None:
    """43.21 for 43.21, 4321 and 43.21A, as statistical offices write it; None: no class at all."""
    found = NACE.fullmatch(written)
    if found is None:
        return None
    return f"{found[1]}.{found[2]}" if found[2] else found[1]
