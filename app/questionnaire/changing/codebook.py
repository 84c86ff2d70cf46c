"""One codebook for the answers of all versions: a column a thing asked, with its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.questionnaire.changing.fitting import goes_on
from app.questionnaire.changing.lines import Stage, followed
from app.questionnaire.changing.placed import Placed, placed
from app.questionnaire.changing.recoding import NOTHING, Recoding, matched, targets
from app.questionnaire.model import Choice, Questionnaire


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the order of saving. recoding: from the codes of the one before."""

    label: str
    questionnaire: Questionnaire
    recoding: Recoding = NOTHING


@dataclass(frozen=True, slots=True)
class Asked:
    """How one version asked a column. choices: own code to the code that the codebook has."""

    version: int
    placed: Placed
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """code: its last part, in repeats; the code of its last version, with @version where another
    column took that since."""

    code: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """labels: of the versions. places: for each version key to its column's number."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    places: tuple[Mapping[str, int], ...]


def codebook(versions: Sequence[Version]) -> Codebook:
    """Columns in the order of the newest version that has them, the newest version first."""
    labels = distinct([each.label for each in versions])
    stages = tuple(_stages(versions))
    lines = followed(stages, goes_on)
    order = _newest_first(lines)
    columns = _columns(versions, stages, lines, order, labels)
    places = {line: place for place, line in enumerate(order)}
    keyed = tuple({key: places[line] for key, line in each.items()} for each in lines)
    return Codebook(labels, columns, keyed)


def distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """Two versions of one label are 1.0 and 1.0~2."""
    found: list[str] = []
    for place, label in enumerate(labels):
        times = labels[: place + 1].count(label)
        found.append(label if times == 1 else f"{label}~{times}")
    return tuple(found)


def _stages(versions: Sequence[Version]) -> Iterator[Stage[Placed]]:
    old: Mapping[str, Placed] = {}
    for each in versions:
        new = placed(each.questionnaire)
        pairs = matched(old, new, each.recoding)
        before = {key: target for key, target in pairs.items() if goes_on(old[key], new[target])}
        dropped = old.keys() - targets(old, each.recoding).keys()
        yield Stage(new, before, each.recoding.dropped | dropped)
        old = new


def _newest_first(lines: Sequence[Mapping[str, int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(line for each in reversed(lines) for line in each.values()))


def _columns(
    versions: Sequence[Version],
    stages: Sequence[Stage[Placed]],
    lines: Sequence[Mapping[str, int]],
    order: Sequence[int],
    labels: Sequence[str],
) -> tuple[Column, ...]:
    history: dict[int, list[tuple[int, Placed]]] = {line: [] for line in order}
    for version, each in enumerate(lines):
        for key, line in each.items():
            history[line].append((version, stages[version].things[key]))
    taken: set[str] = set()
    found: list[Column] = []
    for line in order:
        version, last = history[line][-1]
        code = last.question.code
        if last.key in taken:
            code = f"{code}@{labels[version]}"
        taken.add(last.key)
        found.append(Column(code, tuple(_asked(history[line], versions, labels))))
    return tuple(found)


def _asked(
    history: Sequence[tuple[int, Placed]], versions: Sequence[Version], labels: Sequence[str]
) -> Iterator[Asked]:
    """The choices of a column, followed as columns are."""
    stages: list[Stage[Choice]] = []
    for place, (version, each) in enumerate(history):
        choices = {choice.code: choice for choice in each.question.all_choices}
        key = history[place - 1][1].key if place else ""
        recoding = versions[version].recoding
        old = stages[-1].things if stages else {}
        aims = {code: recoding.choice(key, code) for code in old}
        before = {code: aim for code, aim in aims.items() if aim is not None and aim in choices}
        fresh = recoding.dropped_choices.get(key, frozenset())
        stages.append(Stage(choices, before, fresh))
    lines = followed(stages, lambda _old, _new: True)
    names = _names(lines, [labels[version] for version, _ in history])
    for (version, each), own in zip(history, lines, strict=True):
        yield Asked(version, each, {code: names[line] for code, line in own.items()})


def _names(lines: Sequence[Mapping[str, int]], labels: Sequence[str]) -> Mapping[int, str]:
    """The newest code of a line; with @version where another took it since."""
    names: dict[int, str] = {}
    for label, each in zip(reversed(labels), reversed(lines), strict=True):
        taken = set(names.values())
        for code, line in each.items():
            names.setdefault(line, f"{code}@{label}" if code in taken else code)
    return names
