"""An estimate with everything that says how solid it is."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Estimate:
    """value, std_error, low, high in the unit of what was estimated; interval 95 %.

    n: respondents of the domain. n_eff: Kish's effective number, (sum w)^2 / sum w^2.
    df: first-stage units less strata, in the domain. deff: variance over the variance of a
    simple random sample of the same size; nan where the latter is zero.
    """

    value: float
    std_error: float
    low: float
    high: float
    n: int
    n_eff: float
    df: int
    deff: float

    def times(self, factor: float) -> "Estimate":
        """The estimate in another unit; factor > 0 and known without error."""
        return replace(
            self,
            value=self.value * factor,
            std_error=self.std_error * factor,
            low=self.low * factor,
            high=self.high * factor,
        )

    def within(self, lowest: float, highest: float) -> "Estimate":
        """The interval cut to what is possible."""
        return replace(self, low=max(self.low, lowest), high=min(self.high, highest))
