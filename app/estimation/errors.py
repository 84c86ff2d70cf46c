"""What an estimator refuses, naming the thing and the mend."""

from app.errors import InvalidError


class DesignError(InvalidError):
    """The description of the sample contradicts itself."""


class TwoStageError(DesignError):
    def __init__(self) -> None:
        super().__init__(
            "Two stages are not estimated yet: give one array of clusters and one population."
        )


class LonelyStratumError(InvalidError):
    """A stratum holds one unit of a larger population: no variance can be seen in it."""

    def __init__(self, stratum: str) -> None:
        super().__init__(
            f"Stratum {stratum!r} holds a single unit: join it with a neighbouring stratum.",
            stratum=stratum,
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

    def __init__(self, margin: str, miss: float) -> None:
        super().__init__(
            f"No weights reach the totals: {margin!r} stays {miss:.2g} of its total away. "
            "Join small levels, drop a margin or widen the bounds.",
            margin=margin,
        )


class SlowConvergenceError(InvalidError):
    """The likeliest distribution of times was not reached."""

    def __init__(self, sweeps: int) -> None:
        super().__init__(
            f"The distribution of times still moves after {sweeps} sweeps: "
            "use fewer, wider classes of time."
        )
