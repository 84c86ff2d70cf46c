"""flask responses export --protected: answers that researchers may share."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from random import SystemRandom

import click

from app.commands.cells import as_text
from app.commands.columns_of_paths import placing
from app.commands.whole_files import written_whole
from app.errors import InvalidError
from app.estimation.anonymity import (
    LEAST_ALIKE,
    LEAST_DIFFERENT,
    Anonymous,
    Levels,
    anonymous,
    diverse,
)
from app.questionnaire.model import Questionnaire
from app.questionnaire.sharing import coarser_of, quasi_identifiers, sensitive, shareable
from app.store import campaigns, exports, questionnaires
from app.store.database import one_moment
from app.store.exports import Exported

ROW, PLACE, MONTH = "row", "territory", "sent_month"


@dataclass(frozen=True, slots=True)
class Shared:
    """columns: names in order; rows: their texts. found: what had to be done to them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    found: Anonymous


def export_protected(code: str, kind: str, out: Path) -> None:
    """Sent responses in a random order under new numbers, without texts, places, days or hashes."""
    if kind not in {"csv", "jsonl"}:
        raise click.UsageError(f"{kind} is not written protected: choose csv or jsonl.")
    with one_moment():
        campaign = campaigns.by_code(code)
        questionnaire = questionnaires.compiled(campaign.questionnaire_id)
        sent = [each for each in exports.rows(campaign) if each.sent is not None]
    if len(sent) < LEAST_ALIKE:
        raise InvalidError(
            f"{code} has {len(sent)} sent responses: from {LEAST_ALIKE} on they can be shared.",
            campaign=code,
        )
    SystemRandom().shuffle(sent)
    shared = share(questionnaire, sent)
    label = {"synthetic": "true"} if campaign.is_synthetic else {}
    with written_whole(out) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        (_write_csv if kind == "csv" else _write_jsonl)(shared, label, text)
        text.detach()
    _tell(shared, code, out, is_synthetic=campaign.is_synthetic)


def share(
    questionnaire: Questionnaire,
    sent: Sequence[Exported],
    least_alike: int = LEAST_ALIKE,
    least_different: int = LEAST_DIFFERENT,
) -> Shared:
    """In the order given. What tells who somebody is comes first, made coarse enough.

    least_alike, least_different: rows of a group, and sensitive answers in it; fewer are for checks
    alone of what the rule prevents.
    """
    quasi = quasi_identifiers(questionnaire)
    known = [_known(each, quasi) for each in sent]
    levels: tuple[Levels, ...] = ((), (), *(coarser_of(questionnaire, each) for each in quasi))
    found = anonymous(known, levels, least_alike)
    answers = [shareable(questionnaire, each.answers) for each in sent]
    paths = {path for row in answers for path in row} - set(quasi)
    place = placing(questionnaire)
    columns = {
        path: tuple(as_text(row.get(path)) for row in answers) for path in sorted(paths, key=place)
    }
    for path in paths.intersection(sensitive(questionnaire)):
        columns[path] = diverse(found.rows, columns[path], least_different)
    rows = (
        (str(number), *group, *(column[number - 1] for column in columns.values()))
        for number, group in enumerate(found.rows, start=1)
    )
    return Shared((ROW, PLACE, MONTH, *quasi, *columns), tuple(rows), found)


def _known(row: Exported, quasi: Sequence[str]) -> tuple[str, ...]:
    month = "" if row.sent is None else f"{row.sent:%Y-%m}"
    return (row.territory or "", month, *(as_text(row.answers.get(each)) for each in quasi))


def _write_csv(shared: Shared, label: Mapping[str, str], file: TextIOWrapper) -> None:
    writer = csv.writer(file)
    writer.writerow([*label, *shared.columns])
    writer.writerows([*label.values(), *row] for row in shared.rows)


def _write_jsonl(shared: Shared, label: Mapping[str, str], file: TextIOWrapper) -> None:
    for row in shared.rows:
        told = {name: text for name, text in zip(shared.columns, row, strict=True) if text}
        file.write(json.dumps({**label, **told}, ensure_ascii=False) + "\n")


def _tell(shared: Shared, code: str, out: Path, *, is_synthetic: bool) -> None:
    label = " SYNTHETIC" if is_synthetic else ""
    click.echo(f"{len(shared.rows)}{label} responses of {code}, protected: {out}")
    for sentence in _done(shared):
        click.echo(sentence)


def _done(shared: Shared) -> Iterator[str]:
    found = shared.found
    yield f"{100 * found.unique:.1f} % of them were alone with what tells who they are."
    names = shared.columns[1 : 1 + len(found.levels)]
    coarse = [name for name, level in zip(names, found.levels, strict=True) if level]
    if coarse:
        yield f"Made coarser or left out: {', '.join(coarse)}."
    yield f"Of {found.blanked} responses nothing of it is told; the others are {LEAST_ALIKE} alike."
