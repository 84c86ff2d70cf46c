"""In which words somebody answered: what a study of the difference that words make needs."""

from enum import StrEnum


class Words(StrEnum):
    """The version of a response: which it shows now, and whether the other was in use before."""

    USUAL = "usual"
    EASY = "easy"
    USUAL_THEN_EASY = "usual_then_easy"
    EASY_THEN_USUAL = "easy_then_usual"

    @property
    def is_easy(self) -> bool:
        return self in {Words.EASY, Words.USUAL_THEN_EASY}

    def turned(self, *, to_easy: bool, is_begun: bool) -> "Words":
        """is_begun: something was answered already, in the words of before."""
        if to_easy is self.is_easy:
            return self
        if not is_begun:
            return Words.EASY if to_easy else Words.USUAL
        return Words.USUAL_THEN_EASY if to_easy else Words.EASY_THEN_USUAL
