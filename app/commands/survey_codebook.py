"""flask survey codebook: every column of every version, with its type, texts and choices."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

import click

from app.commands.cells import as_text
from app.commands.stating import on_the_store
from app.commands.whole_files import written_whole
from app.errors import NotFoundError
from app.questionnaire.changing.codebook import Asked, Codebook, Version, codebook
from app.questionnaire.changing.fitting import is_kept
from app.questionnaire.changing.placed import shown
from app.questionnaire.changing.recoded import key_of_column
from app.releases.outlines import fed
from app.store import changes

Row = Mapping[str, str]
Feeds = Mapping[str, tuple[str, ...]]  # what indicators read to their codes
ABOUT = ("column", "version", "code", "type", "choice", "choice_code", "indicators")


@click.command("codebook")
@click.argument("code", metavar="SURVEY")
@click.option("--to", "kind", type=click.Choice(["csv", "json"]), required=True)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@on_the_store
def survey_codebook(code: str, kind: str, out: Path) -> None:
    """Write to OUT what every column of `responses together SURVEY` means in each version.

    A column goes through all versions that ask the same thing: under its newest code, with the
    code, the type, the texts and the choices that each version had; and the indicators that read
    its answers.
    """
    versions = versions_of(code)
    book = codebook(list(versions.values()))
    feeds = fed(list(versions.values())[-1].questionnaire)
    if kind == "csv":
        text = _csv(book, languages_of(list(versions.values())), feeds)
    else:
        text = json.dumps(as_document(book, feeds), indent=1, ensure_ascii=False) + "\n"
    with written_whole(out) as file:
        file.write(text.encode())
    click.echo(f"Codebook of {code}, versions {', '.join(book.labels)}: {out}")


def versions_of(code: str) -> Mapping[int, Version]:
    """Raises NotFoundError where there is none."""
    found = changes.versions(code)
    if not found:
        message = f"No questionnaire {code!r} in the store: import its file first."
        raise NotFoundError(message, questionnaire=code)
    return found


def languages_of(versions: Sequence[Version]) -> tuple[str, ...]:
    spoken = (each.questionnaire.languages for each in versions)
    return tuple(dict.fromkeys(language for languages in spoken for language in languages))


def _csv(book: Codebook, languages: Sequence[str], feeds: Feeds) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([*ABOUT, *(f"label_{each}" for each in languages)])
    for about, texts in _rows(book, feeds):
        labels = (as_text(texts.get(each, "")) for each in languages)
        writer.writerow([*about, *labels])
    return file.getvalue()


def _rows(book: Codebook, feeds: Feeds) -> Iterator[tuple[tuple[str, ...], Row]]:
    """A row a version of a column, then one for each of its choices."""
    for name, each in _asked(book):
        question = each.placed.question
        label = book.labels[each.version]
        about = (name, label, shown(each.placed.key), question.kind.value)
        indicators = " ".join(feeds.get(_read_as(each), ()))
        yield (*about, "", "", indicators), question.text.texts
        for choice in question.all_choices:
            yield (*about, each.choices[choice.code], choice.code, ""), choice.text.texts


def _read_as(asked: Asked) -> str:
    """The question's name among the inputs of indicators."""
    return ".".join([*(each.code for each in asked.placed.repeats), asked.placed.question.code])


def _asked(book: Codebook) -> Iterator[tuple[str, Asked]]:
    for column in book.columns:
        name = shown(key_of_column(book, column))
        yield from ((name, each) for each in column.asked if is_kept(each.placed.question))


def as_document(book: Codebook, feeds: Feeds) -> dict[str, object]:
    columns: dict[str, list[dict[str, object]]] = {}
    for name, each in _asked(book):
        question = each.placed.question
        columns.setdefault(name, []).append(
            {
                "version": book.labels[each.version],
                "code": shown(each.placed.key),
                "type": question.kind.value,
                "indicators": list(feeds.get(_read_as(each), ())),
                "label": dict(question.text.texts),
                "choices": [
                    {
                        "choice": each.choices[choice.code],
                        "code": choice.code,
                        "label": dict(choice.text.texts),
                    }
                    for choice in question.all_choices
                ],
            }
        )
    listed = [{"column": name, "versions": asked} for name, asked in columns.items()]
    return {"versions": list(book.labels), "columns": listed}
