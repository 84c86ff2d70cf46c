"""Why something of another program has no equal here."""


class NoEqualError(ValueError):
    """message: what has no equal, and why. mend: what to do instead."""

    def __init__(self, message: str, mend: str = "Write the rule anew here.") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
