"""Tables whose rows never change once written: the store itself refuses to."""

from collections.abc import Set as AbstractSet

import sqlalchemy as sa
from sqlalchemy import orm

from app.errors import ConflictError
from app.store.database import Base

ERASING = "erases_answers"  # execution option of the one update that a person's request allows
FROZEN: set[type[Base]] = set()
ADDED_LATER: dict[type[Base], frozenset[str]] = {}


def frozen(table: type[Base], *, but: AbstractSet[str] = frozenset()) -> None:
    """From now on rows are added and read only. but: fields that may still be filled in."""
    FROZEN.add(table)
    ADDED_LATER[table] = frozenset(but)
    sa.event.listen(table, "before_update", _refuse_update)
    sa.event.listen(table, "before_delete", _refuse_delete)


def _refuse_update(_mapper: object, _connection: object, row: Base) -> None:
    changed = {
        each.key
        for each in sa.inspect(row).attrs
        if each.history.has_changes() and each.key not in ADDED_LATER[type(row)]
    }
    if changed:
        raise _refusal(type(row))


def _refuse_delete(_mapper: object, _connection: object, row: Base) -> None:
    raise _refusal(type(row))


@sa.event.listens_for(orm.Session, "do_orm_execute")
def _refuse_statement(state: orm.ORMExecuteState) -> None:
    """Updates and deletions that pass no row through the session."""
    if not (state.is_update or state.is_delete) or state.execution_options.get(ERASING):
        return
    touched = state.bind_mapper.class_ if state.bind_mapper is not None else None
    if touched in FROZEN:
        raise _refusal(touched)


def _refusal(table: type[Base]) -> ConflictError:
    name = table.__tablename__
    return ConflictError(f"What a release holds in {name!r} never changes: make another release.")
