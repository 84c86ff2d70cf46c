"""flask language …: which translations there are, and who has checked them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.commands.stating import as_json, stated
from app.errors import InvalidError
from app.formats import language_states
from app.formats.language_states import INTERFACE
from app.reference.languages import LANGUAGES, NAMES, SOURCE


@click.group()
def language() -> None:
    """List the languages, and write down that a person has checked one."""


@language.command("list")
@as_json
@with_appcontext
@stated
def list_languages(*, is_json: bool) -> None:
    """Every language with its catalogues: read by a person, or a draft."""
    translations = _translations()
    drafts = language_states.drafts(translations)
    states = {
        code: {
            domain: "draft" if domain in drafts[code] else "reviewed"
            for domain in language_states.domains_of(translations, code)
        }
        for code in LANGUAGES
        if code != SOURCE
    }
    if is_json:
        click.echo(json.dumps(states, indent=1))
        return
    for code, catalogues in states.items():
        named = ", ".join(f"{domain} {state}" for domain, state in catalogues.items())
        click.echo(f"{code}  {NAMES[code]}  {named or 'no catalogue'}")


@language.command("review")
@click.argument("code", type=click.Choice([each for each in LANGUAGES if each != SOURCE]))
@click.option("--by", required=True, help="Who read every text beside its source.")
@click.option("--catalogue", "domains", multiple=True, help="Default: all of the language.")
@with_appcontext
@stated
def review_language(code: str, by: str, domains: tuple[str, ...]) -> None:
    """Write down that a person has read the texts of CODE, and found or made them right.

    From the next start on they are open to everybody. Whoever changes a text afterwards makes
    its catalogue a draft again.
    """
    translations = _translations()
    if not by.strip():
        raise InvalidError("Nobody is named: give --by with the name of the person who read it.")
    today = datetime.now(UTC).date().isoformat()
    chosen = domains or language_states.domains_of(translations, code)
    for domain in chosen:
        language_states.with_review(translations, code, domain, by=by.strip(), on=today)
    click.echo(f"{code}: {', '.join(chosen)} read by {by.strip()} on {today}.")


def is_draft_of(code: str, questionnaire: str) -> bool:
    """Whether nobody has read the interface or one of our own questionnaires in a language.

    A form that came from elsewhere brings its authors' translations.
    """
    drafts = language_states.drafts(_translations()).get(code, frozenset())
    return not drafts.isdisjoint({INTERFACE, questionnaire})


def _translations() -> Path:
    return Path(current_app.config["TRANSLATIONS_DIR"])
