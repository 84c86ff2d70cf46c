"""flask responses open-codes, verbatims, verbatims-log: what people wrote in their own words."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from app.commands.cells import as_text
from app.commands.stating import as_json, on_the_store
from app.commands.whole_files import written_whole
from app.errors import InvalidError
from app.estimation.open_answers.codes import codes_of
from app.estimation.open_answers.languages import Detector
from app.estimation.open_answers.terms import LEAST_USERS
from app.questionnaire.reading.open_codes import read_open_codes
from app.reference.languages import LANGUAGES
from app.reference.open_codes import OpenCodes
from app.releases.asked_lists import open_paths
from app.store import campaigns, questionnaires, verbatims
from app.store.campaigns import Campaign
from app.store.database import one_moment, transaction
from app.store.verbatims import Verbatim, VerbatimExport

SHIPPED = Path(__file__).resolve().parents[2] / "surveys" / "open_codes.yaml"
COLUMNS = ("synthetic", "question", "territory", "language", "codes", "text")
with_codes = click.option(
    "--codes",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=SHIPPED,
    help="A codebook of open answers; by default surveys/open_codes.yaml.",
)


@click.command("open-codes")
@click.argument("code", metavar="CAMPAIGN")
@with_codes
@as_json
@on_the_store
def open_codes(code: str, file: Path, *, is_json: bool) -> None:
    """Count how many answers of CAMPAIGN hold each code of a codebook, by question.

    Of one to four nothing is said but that they are fewer than five. What is counted is not
    stored: `release make` applies a codebook for good.
    """
    book = read_open_codes(file)
    with one_moment():
        campaign = campaigns.by_code(code)
        found = list(_coded(campaign, _paths(campaign), book))
    rows = _counts(found, book)
    if is_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for each in rows:
        people = "fewer than 5" if each["answers"] is None else each["answers"]
        click.echo(f"{each['question']}  {each['code']}: {people}")
    if not rows:
        click.echo(f"Nobody wrote anything in {code} yet.")


@click.command("verbatims")
@click.argument("code", metavar="CAMPAIGN")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--question", "questions", multiple=True, help="Its code; by default all open ones.")
@click.option("--by", "taken_by", required=True, help="Who takes them out: a name or an address.")
@click.option("--reason", required=True, help="What for; kept with the name.")
@with_codes
@on_the_store
def take_verbatims(
    code: str, out: Path, questions: tuple[str, ...], file: Path, **why: str
) -> None:
    """Write what people of CAMPAIGN wrote in their own words to the CSV file OUT.

    Words may tell who wrote them: they stand there without number, moment or other answers, in the
    order of letters, and only you may read the file. Who took them, why and when is kept for good:
    `responses verbatims-log` lists it. Neither pages nor releases show them.
    """
    taken_by, reason = (_demanded(why[name], name) for name in ("taken_by", "reason"))
    book = read_open_codes(file)
    with written_whole(out) as opened, transaction():
        campaign = campaigns.by_code(code)
        paths = _chosen(campaign, questions)
        found = list(_coded(campaign, paths, book))
        verbatims.write_down(
            VerbatimExport(
                campaign=code,
                questions=",".join(paths),
                taken_by=taken_by,
                reason=reason,
                texts=len(found),
                taken_at=datetime.now(UTC),
            )
        )
        text = TextIOWrapper(opened, encoding="utf-8", newline="")
        _write(text, found, campaign)
        text.detach()
    label = " SYNTHETIC" if campaign.is_synthetic else ""
    click.echo(f"{len(found)}{label} texts of {code}: {out}. Written down: {taken_by}, {reason}.")


@click.command("verbatims-log")
@as_json
@on_the_store
def verbatims_log(*, is_json: bool) -> None:
    """Who took people's own words out, why and when; the first one first."""
    rows = [
        {
            "taken_at": each.taken_at.isoformat(timespec="seconds"),
            "taken_by": each.taken_by,
            "reason": each.reason,
            "campaign": each.campaign,
            "questions": each.questions.split(","),
            "texts": each.texts,
        }
        for each in verbatims.exports()
    ]
    if is_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for row in rows:
        click.echo("  ".join(str(row[name]) for name in ("taken_at", "taken_by", "campaign")))
        click.echo(f"  {row['texts']} texts: {row['reason']}")
    if not rows:
        click.echo("Nobody has taken any out.")


def _paths(campaign: Campaign) -> tuple[str, ...]:
    return tuple(open_paths(questionnaires.compiled(campaign.questionnaire_id)))


def _chosen(campaign: Campaign, questions: Sequence[str]) -> tuple[str, ...]:
    known = _paths(campaign)
    for each in questions:
        if each not in known:
            mend = f"choose {', '.join(known)}" if known else "it asks none"
            raise InvalidError(f"{each!r} is no open question of {campaign.code}: {mend}.")
    return tuple(questions) or known


def _demanded(text: str, name: str) -> str:
    if not text.strip():
        option = "--by" if name == "taken_by" else "--reason"
        raise InvalidError(f"{option} says nothing: whoever reads the log should know.")
    return text.strip()


def _coded(
    campaign: Campaign, paths: Sequence[str], book: OpenCodes
) -> Iterator[tuple[Verbatim, tuple[str, ...]]]:
    """Each text in the language that it is in, with its codes."""
    detector = Detector.of(LANGUAGES)
    for each in verbatims.texts(campaign.code, paths):
        language = detector.language_of(each.text, each.language)
        written = Verbatim(each.question, each.territory, language, each.text)
        yield written, codes_of(each.text, language, book)


def _counts(
    found: Sequence[tuple[Verbatim, tuple[str, ...]]], book: OpenCodes
) -> list[dict[str, str | int | None]]:
    held = Counter((each.question, code) for each, codes in found for code in codes)
    questions = dict.fromkeys(each.question for each, _codes in found)
    return [
        {
            "question": question,
            "code": each.code,
            "answers": count if (count := held[question, each.code]) >= LEAST_USERS else None,
        }
        for question in sorted(questions)
        for each in book.codes
    ]


def _write(
    file: TextIOWrapper, found: Sequence[tuple[Verbatim, tuple[str, ...]]], campaign: Campaign
) -> None:
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    synthetic = "true" if campaign.is_synthetic else ""
    for each, codes in found:
        row = (synthetic, each.question, each.territory, each.language, " ".join(codes))
        writer.writerow([*row, as_text(each.text)])
