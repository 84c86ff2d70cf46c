"""flask responses together: the answers to every version of a questionnaire in one table."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from app.commands.cells import as_text
from app.commands.columns_of_paths import PLAIN
from app.commands.stating import on_the_store
from app.commands.survey_codebook import versions_of
from app.commands.whole_files import written_whole
from app.questionnaire.asked import OPEN, key_of
from app.questionnaire.changing.codebook import Codebook, codebook
from app.questionnaire.changing.fitting import is_kept
from app.questionnaire.changing.recoded import Recoder, key_of_column, recoder
from app.questionnaire.model import Answers
from app.store import changes, exports
from app.store.campaigns import Campaign
from app.store.database import one_moment

About = Mapping[str, str | None]
Place = tuple[int, str]
ABOUT = ("synthetic", "campaign", "version", *exports.ABOUT)


@dataclass(frozen=True, slots=True)
class Together:
    """Campaigns with the label of their version and what turns its answers into the codebook's."""

    book: Codebook
    campaigns: tuple[tuple[Campaign, str, Recoder], ...]

    def rows(self) -> Iterator[tuple[About, Answers]]:
        for campaign, label, recode in self.campaigns:
            for row in exports.rows(campaign):
                about = {
                    "synthetic": "true" if campaign.is_synthetic else "",
                    "campaign": campaign.code,
                    "version": label,
                    **row.about(),
                }
                yield about, recode(row.answers)


@click.command()
@click.argument("code", metavar="SURVEY")
@click.option("--to", "kind", type=click.Choice(["csv", "jsonl"]), required=True)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@on_the_store
def together(code: str, kind: str, out: Path) -> None:
    """Write every response to any version of SURVEY to the file OUT, tests left out.

    As `responses export` does, and with campaign and version; columns and choices go by the newest
    code that they have, as `survey codebook SURVEY` lists. What is stored is not changed.
    """
    with one_moment(), written_whole(out) as file:
        found = _together(code)
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        number = (_write_csv if kind == "csv" else _write_jsonl)(found, text)
        text.detach()
    label = " (SYNTHETIC ones among them)" if _is_synthetic(found) else ""
    click.echo(f"{number} responses of {code}{label}: {out}")


def _together(code: str) -> Together:
    versions = versions_of(code)
    book = codebook(list(versions.values()))
    recoders = {
        number: (book.labels[place], recoder(book, place, each.questionnaire))
        for place, (number, each) in enumerate(versions.items())
    }
    campaigns = changes.campaigns_on(list(versions))
    return Together(book, tuple((each, *recoders[each.questionnaire_id]) for each in campaigns))


def _is_synthetic(found: Together) -> bool:
    return any(campaign.is_synthetic for campaign, _, _ in found.campaigns)


def _write_jsonl(found: Together, file: TextIO) -> int:
    place, number = _placing(found.book), 0
    for about, answers in found.rows():
        ordered = {path: answers[path] for path in sorted(answers, key=place)}
        kept = {name: about[name] for name in about if name not in {"synthetic", *exports.CONSENT}}
        kept |= {name: about[name] for name in exports.CONSENT if about[name] is not None}
        label = {"synthetic": True} if about["synthetic"] else {}
        file.write(json.dumps({**label, **kept, "answers": ordered}, ensure_ascii=False) + "\n")
        number += 1
    return number


def _write_csv(found: Together, file: TextIO) -> int:
    answered = {path for _, answers in found.rows() for path in answers}
    paths = sorted(answered | _asked(found.book), key=_placing(found.book))
    about_names = ABOUT if _is_synthetic(found) else ABOUT[1:]
    writer = csv.writer(file)
    writer.writerow([*about_names, *paths])
    number = 0
    for about, answers in found.rows():
        values = (as_text(answers.get(path)) for path in paths)
        writer.writerow([*(about[name] for name in about_names), *values])
        number += 1
    return number


def _asked(book: Codebook) -> set[str]:
    """Columns outside repeats are there also where nobody answered."""
    return {
        column.code
        for column in book.columns
        if not column.asked[-1].placed.around
        and is_kept(column.asked[-1].placed.question)
        and column.asked[-1].placed.question.kind in PLAIN
    }


def _placing(book: Codebook) -> Callable[[str], Place]:
    """What sorts paths in the order of the codebook; what it lacks comes last."""
    keys = [key_of_column(book, each) for each in book.columns]
    places = {key: place for place, key in enumerate(keys)}
    last = len(places)
    return lambda path: (
        places.get(key_of(path), places.get(key_of(path.removesuffix(OPEN)), last)),
        path,
    )
