"""A release is a function of answers and sources: the same ones are computed once a process.

Tests of what is kept, edited and verified make and verify the same release again and again, on each
database. That the function is one is told by test_computing: the same answers, whatever the order
of their codes, give the same cells.
"""

from collections.abc import Mapping, Sequence

from app.estimation.protections import ALL, Protections
from app.releases.computing import Computed
from app.releases.frozen_waves import Earlier
from app.releases.whole import Counted, Sources, whole

NOT_WHOLE = ("...", "array(", " at 0x")  # in a text that does not say all of what it is of


class ComputedOnce:
    """Stands where whole() is called; releases of two waves or after another are always made."""

    def __init__(self) -> None:
        self._known: dict[str, Computed] = {}

    def __call__(
        self,
        counted: Sequence[Counted],
        sources: Sources,
        *,
        protections: Protections = ALL,
        earlier: Earlier | None = None,
    ) -> Computed:
        key = _text_of(counted, sources, protections)
        if (
            earlier is not None
            or sources.former is not None
            or any(each in key for each in NOT_WHOLE)
        ):
            return whole(counted, sources, protections=protections, earlier=earlier)
        if key not in self._known:
            self._known[key] = whole(counted, sources, protections=protections)
        return self._known[key]

    def forget(self) -> None:
        self._known.clear()


def _text_of(counted: Sequence[Counted], sources: Sources, protections: Protections) -> str:
    answers = [
        (each.campaign, each.audience, each.territory, _in_order(each.answers)) for each in counted
    ]
    return repr((answers, sources, protections))


def _in_order(value: object) -> object:
    """PostgreSQL keeps the keys of an object in an order of its own."""
    if isinstance(value, Mapping):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_in_order(each) for each in value]
    return value


ONCE = ComputedOnce()
