"""What a method refuses, naming the thing and the mend."""

from app.errors import InvalidError


class ForesightError(InvalidError):
    """What a method was given contradicts itself or is too little."""


class MatrixError(ForesightError):
    """A cross-impact matrix, or a number beside it, that no scenario can be judged by."""


class EventError(ForesightError):
    """Events whose probabilities or influences are none."""


class FieldError(ForesightError):
    """A morphological field that contradicts itself."""


class TrendError(ForesightError):
    """A trend, or events that bend it, that do not fit together."""


class SquareError(ForesightError):
    """A table of numbers cannot be what it is given as."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}: {mend}.")


class AmountError(ForesightError):
    """Counts, rates or shares of people and jobs that cannot be."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}: {mend}.")


class AnswerError(ForesightError):
    """Answers of experts, or what stands beside them, that no statistic can be made of."""


class ScaleError(ForesightError):
    """A scale of answers that contradicts itself, or an answer that is not on it."""


class RuleError(ForesightError):
    """A rule of consensus, of stability or of a roadmap that decides nothing."""


class VoteError(ForesightError):
    """Votes that are neither agree, pass, disagree nor unseen."""


class RoadmapError(ForesightError):
    """An action or a scenario that a roadmap can't place."""
