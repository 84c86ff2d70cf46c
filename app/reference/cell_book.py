"""The cells of one release, looked up as pages need them."""

from collections.abc import Iterable

from app.reference.cells import Cell, Hidden, by_codes


class CellBook:
    """A release's cells by what they are about; a cell that the release lacks counts as hidden."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = {cell.key: cell for cell in cells}

    def of(self, indicator: str, territory: str) -> tuple[Cell, ...]:
        """All cells of an indicator in a place, in the order of the release."""
        where = (indicator, territory)
        return tuple(each for key, each in self._cells.items() if key[:2] == where)

    def holds(self, cell: Cell) -> bool:
        """Whether the release has it, hidden or not."""
        return cell.key in self._cells

    def find(self, indicator: str, territory: str, audience: str, **by: str) -> Cell:
        key = (indicator, territory, audience, by_codes(**by))
        return self._cells.get(key) or Cell(
            indicator=indicator,
            territory=territory,
            audience=audience,
            by=by_codes(**by),
            hidden=Hidden.CONFIDENTIAL,
        )
