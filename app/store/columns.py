"""Column types that read the same on SQLite and PostgreSQL."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from app.questionnaire.model import Answers, Value

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def _jsonb() -> sa.JSON:
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC; one without a time zone is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone: give a moment in UTC.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class AnswersColumn(sa.TypeDecorator[Answers]):
    """Path to answer. Replaced as a whole: a change inside the mapping is not seen.

    Plain JSON on PostgreSQL: answers are read as a whole, and JSONB is written as text anew for
    each reader, which takes as long as all the rest of reading.
    """

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Answers | None, _dialect: sa.Dialect) -> Answers | None:
        return None if value is None else dict(value)

    def process_result_value(
        self, value: "Mapping[str, Value | list[str]] | None", _dialect: sa.Dialect
    ) -> Answers | None:
        return None if value is None else answers_of(value)


class CodesColumn(sa.TypeDecorator[tuple[str, ...]]):
    """Codes in their order."""

    impl = _jsonb()
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, _dialect: sa.Dialect) -> list[str]:
        return [] if value is None else list(value)

    def process_result_value(
        self, value: Iterable[str] | None, _dialect: sa.Dialect
    ) -> tuple[str, ...]:
        return () if value is None else tuple(value)


class TableColumn(sa.TypeDecorator[dict[str, Json]]):
    """A JSON object whose order of keys does not matter."""

    impl = _jsonb()
    cache_ok = True


def answers_of(found: "Mapping[str, Value | list[str]]") -> Answers:
    """Answers as JSON holds them, back to values: a list of codes is a tuple."""
    return {
        path: tuple(value) if isinstance(value, list) else value for path, value in found.items()
    }
