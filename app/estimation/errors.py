"""What an estimator refuses, naming the thing and the mend."""

from app.errors import InvalidError


class DesignError(InvalidError):
    """The description of the sample contradicts itself."""


class LonelyStratumError(InvalidError):
    """A stratum holds one unit of a larger population: no variance can be seen in it."""

    def __init__(self, stratum: str) -> None:
        super().__init__(
            f"Stratum {stratum!r} holds a single unit: join it with a neighbouring stratum "
            "or choose another way by the argument lonely of Design.",
            stratum=stratum,
        )


class ReplicateError(InvalidError):
    """Replicate weights can't be made, or say nothing."""


class SmallAreaError(InvalidError):
    """Territories that can't borrow strength from one another as they are given."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}: {mend}.")


class NonResponseError(InvalidError):
    """A class whose respondents can't stand for the others."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"Class {name!r} has {why}: join it with a neighbouring class.", class_name=name
        )


class EmptyDomainError(InvalidError):
    def __init__(self) -> None:
        super().__init__("Nobody of the sample is in the domain: widen it or leave it out.")


class MarginError(InvalidError):
    """A margin can't be used as it is given."""

    def __init__(self, margin: str, why: str, mend: str) -> None:
        super().__init__(f"Margin {margin!r}: {why}: {mend}.", margin=margin)


class CalibrationError(InvalidError):
    """No weights reach the totals."""

    def __init__(self, margins: tuple[str, ...], miss: float) -> None:
        names = " and ".join(repr(each) for each in margins)
        how = "contradict each other, totals stay" if len(margins) > 1 else "stays"
        super().__init__(
            f"No weights reach the totals: {names} {how} {miss:.2g} of a total away. "
            "Join small levels, drop one of these margins or widen the bounds.",
            margin=margins[0],
        )


class SlowConvergenceError(InvalidError):
    """The likeliest distribution of times was not reached."""

    def __init__(self, sweeps: int) -> None:
        super().__init__(
            f"The distribution of times still moves after {sweeps} sweeps: "
            "use fewer, wider classes of time."
        )
