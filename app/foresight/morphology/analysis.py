"""A morphological field taken through: counted, explained where it is empty, some kept."""

from dataclasses import dataclass

from app.foresight.errors import FieldError
from app.foresight.morphology.choosing import Kept, best
from app.foresight.morphology.field import Field, Pair
from app.foresight.morphology.possible import conflict, count


@dataclass(frozen=True, slots=True)
class Analysis:
    """combinations: of all options. possible: those without an excluded pair. conflict: only
    where none is possible: excluded pairs that rule everything out together and of which none can
    be spared. kept: in the order of keeping. is_complete: False where the search for one was cut
    short, so that a better one may exist."""

    combinations: int
    possible: int
    conflict: tuple[Pair, ...]
    kept: tuple[Kept, ...]
    is_complete: bool


def morphology(field: Field, *, keep: int = 5, distance: int = 1) -> Analysis:
    """The possible combinations, and the best that differ from one another.

    Of the possible combinations the one with the highest score is kept, then the highest that
    differs from all kept in `distance` dimensions at least (Hamming); the first options win among
    equals. Source: Zwicky 1969; Ritchey 2006, Journal of the Operational Research Society 57.
    Raises FieldError.
    """
    if keep < 0 or not 1 <= distance <= len(field.sizes):
        raise FieldError(
            f"Keeping {keep} combinations that differ in {distance} dimensions is impossible: "
            f"keep 0 or more, differing in 1 to {len(field.sizes)}."
        )
    possible = count(field.pairs, field.sizes)
    if not possible:
        pairs = conflict(field.pairs, field.sizes)
        return Analysis(field.combinations, 0, pairs, (), is_complete=True)
    kept: list[Kept] = []
    is_complete = True
    while len(kept) < keep:
        choice = best(field, [each.options for each in kept], distance)
        is_complete = is_complete and choice.is_complete
        if choice.best is None:
            break
        kept.append(choice.best)
    return Analysis(field.combinations, possible, (), tuple(kept), is_complete)
