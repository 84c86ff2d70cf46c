"""The tables of the fieldwork, as pages and files show them: a row has a code and a label."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.collect.fieldwork import Breakdown, Fieldwork
from app.collect.hurrying import Hurried
from app.collect.protecting import Count, Kept
from app.collect.strata import INVITATION, MUNICIPALITY, TERRITORY, UNKNOWN, Stratum, splits_of
from app.collect.words import (
    Unit,
    Value,
    Wordings,
    language_of,
    mode_of,
    name_of,
)
from app.errors import NotFoundError
from app.web.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """code: its name in files."""

    code: str
    label: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    label: Value
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """code: its address. what: the heading of the labels."""

    code: str
    what: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one moment, in the language of the request."""

    fieldwork: Fieldwork
    wordings: Wordings

    def of(self, code: str) -> Table:
        """Raises NotFoundError."""
        found = {each.code: each for each in self.every()}
        if code not in found:
            raise NotFoundError(f"No table {code!r}: choose one of {', '.join(found)}.")
        return found[code]

    def every(self) -> Iterator[Table]:
        yield self.days()
        yield self.languages()
        yield from (self.breakdown(each) for each in self.fieldwork.breakdowns)
        yield self.stops()
        yield self.hurried()

    def days(self) -> Table:
        rows = tuple(
            Row(code=each.day.isoformat(), label=each.day, values=(each.started, each.sent))
            for each in self.fieldwork.days
        )
        columns = (_started(), _sent())
        return Table(code="days", what=_("Day"), columns=columns, rows=rows)

    def languages(self) -> Table:
        sent = self.fieldwork.sent
        rows = tuple(
            Row(code=code, label=language_of(code), values=(count, _share(count, sent)))
            for code, count in self.fieldwork.languages.items()
        )
        share = Column(code="share", label=_("Share of those sent"), unit=Unit.SHARE)
        return Table(code="languages", what=_("Language"), columns=(_sent(), share), rows=rows)

    def breakdown(self, found: Breakdown) -> Table:
        rows, columns = found.strata, list(_columns(found))
        values = tuple(
            Row(
                code=each.level,
                label=self.label(found.name, each.level),
                values=tuple(value(each) for _column, value in columns),
            )
            for each in rows
        )
        return Table(
            code=found.name.replace("_", "-"),
            what=name_of(found.name),
            columns=tuple(column for column, _value in columns),
            rows=values,
        )

    def label(self, name: str, level: str) -> str:
        if name == INVITATION:
            return level
        if name not in {TERRITORY, MUNICIPALITY}:
            splits = {each.name: each for each in splits_of(self.wordings.questionnaire)}
            return self.wordings.level(splits[name], level)
        if level == UNKNOWN:
            return _("Not said, or elsewhere")
        if name == TERRITORY:
            return self.fieldwork.territory_names.get(level, level)
        return self._municipality(level)

    def _municipality(self, code: str) -> str:
        found = {each.code: each for each in self.fieldwork.places}.get(code)
        if found is None:
            return code
        is_only = len(self.fieldwork.territory_names) == 1
        return found.name if is_only else f"{found.name} ({found.territory})"

    def stops(self) -> Table:
        columns = (
            Column(code="page", label=_("Page"), unit=Unit.TEXT),
            Column(code="reached", label=_("Came that far")),
            Column(code="stopped", label=_("Stopped here")),
            Column(code="share", label=_("Of those who came that far"), unit=Unit.SHARE),
        )
        rows = tuple(
            Row(
                code=each.step,
                label=self.wordings.step(each),
                values=(self.wordings.page(each), each.reached, each.stopped, each.share),
            )
            for each in self.fieldwork.stops.steps
        )
        return Table(code="stops", what=_("Question"), columns=columns, rows=rows)

    def hurried(self) -> Table:
        found = self.fieldwork.hurried
        rows = () if found is None else tuple(_fast_rows(found))
        columns = (Column(code="fast", label=_("Very fast")),)
        return Table(code="fast", what=_("Language or way"), columns=columns, rows=rows)


def _started() -> Column:
    return Column(code="started", label=_("Started"))


def _sent() -> Column:
    return Column(code="sent", label=_("Sent"))


def _share(count: Count, whole: int) -> float | Kept | None:
    if isinstance(count, Kept):
        return count
    return count / whole if whole else None


def _fast_rows(found: Hurried) -> Iterator[Row]:
    named: tuple[tuple[Mapping[str, Count], Callable[[str], str]], ...] = (
        (found.languages, language_of),
        (found.modes, mode_of),
    )
    for counts, name in named:
        for code, count in counts.items():
            yield Row(code=code, label=name(code), values=(count,))


def _columns(
    found: Breakdown,
) -> Iterator[tuple[Column, Callable[[Stratum], Value]]]:
    rows: Sequence[Stratum] = found.strata
    if any(each.population is not None for each in rows):
        yield Column(code="population", label=_("In the population")), lambda each: each.population
    yield _sent(), lambda each: each.sent
    if any(each.expected is not None for each in rows):
        yield Column(code="expected", label=_("Expected")), lambda each: each.expected
        gap = Column(code="gap", label=_("Gap, points"), unit=Unit.POINTS)
        yield gap, _gap
        yield (
            Column(code="standing", label=_("Reading"), unit=Unit.TEXT),
            lambda each: each.standing,
        )
    if any(each.invited for each in rows):
        yield Column(code="invited", label=_("Invited")), lambda each: each.invited
        by_link = Column(code="sent_by_link", label=_("Sent by personal link"))
        yield by_link, lambda each: each.sent_by_link
        rate = Column(code="response_rate", label=_("Response rate"), unit=Unit.SHARE)
        yield rate, lambda each: each.rate


def _gap(each: Stratum) -> Value:
    """A kept-back count keeps its gap back too."""
    return each.sent if isinstance(each.sent, Kept) and each.expected is not None else each.gap
