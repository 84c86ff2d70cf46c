"""flask campaign …: which questionnaire is in the field, where, and from when to when."""

import json
from datetime import UTC, date, datetime

import click

from app.commands.campaign_freeze import freeze, shares
from app.commands.campaign_invite import invite
from app.commands.fieldwork import make_key, show_fieldwork
from app.commands.language import is_draft_of
from app.commands.stating import as_json, on_the_store
from app.errors import InvalidError
from app.store import campaigns, network, questionnaires
from app.store.campaigns import Campaign, NewCampaign
from app.store.database import transaction
from app.store.questionnaires import QuestionnaireVersion


class Day(click.ParamType[date]):
    """A day as people write it down for computers."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day: write it as 2026-03-02.", param, ctx)


def _in_languages(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    for each in given:
        language, _equals, text = each.partition("=")
        if not language.strip() or not text.strip():
            message = f"{each!r} names no language: write it as 'en=Town hall, 05 65 00 00 00'."
            raise click.BadParameter(message, ctx, param)
    return given


@click.group()
def campaign() -> None:
    """Open, extend, close, list and follow campaigns; invite to them."""


campaign.add_command(make_key)
campaign.add_command(show_fieldwork)


@campaign.command("list")
@as_json
@on_the_store
def list_campaigns(*, is_json: bool) -> None:
    """Every campaign with its responses started and sent; tests do not count."""
    counts = campaigns.counts()
    found = campaigns.all_campaigns()
    if is_json:
        click.echo(json.dumps([_listed(each, *counts[each.code]) for each in found], indent=1))
        return
    today = datetime.now(UTC).date()
    for each in found:
        started, sent = counts[each.code]
        label = "  SYNTHETIC" if each.is_synthetic else ""
        where = ", ".join(each.territories)
        click.echo(
            f"{each.code}  {each.state(today)}  {started} started, {sent} sent  {where}{label}"
        )
    if not found:
        click.echo("No campaign yet: open one with `campaign open CODE`.")


@campaign.command("open")
@click.argument("code")
@click.option("--questionnaire", required=True, help="Its code; the version saved last is taken.")
@click.option("--wave", required=True, help="Such as w2026.")
@click.option("--territory", "territories", multiple=True, required=True, help="Once for each.")
@click.option("--from", "opens_on", type=Day(), required=True, help="The first day.")
@click.option("--to", "closes_on", type=Day(), required=True, help="The last day.")
@click.option("--language", "languages", multiple=True, help="Default: all that a person has read.")
@click.option(
    "--contact",
    "contacts",
    multiple=True,
    callback=_in_languages,
    metavar="LANGUAGE=TEXT",
    help="Whom people may turn to, told after sending: once for each language.",
)
@on_the_store
def open_campaign(
    code: str,
    questionnaire: str,
    wave: str,
    opens_on: date,
    closes_on: date,
    **several: tuple[str, ...],
) -> None:
    """Put a questionnaire into the field as campaign CODE.

    It is labelled synthetic where a territory that it asks is.
    """
    with transaction():
        version = questionnaires.latest(questionnaire)
        asked = [network.territory(each) for each in several["territories"]]
        is_synthetic = any(each.label for each in asked)
        opened = campaigns.add(
            NewCampaign(
                code=code,
                questionnaire_id=version.id,
                wave=wave,
                territories=several["territories"],
                opens_on=opens_on,
                closes_on=closes_on,
                languages=_languages(version, several["languages"], is_synthetic=is_synthetic),
                is_synthetic=is_synthetic,
                contact=_by_language(several["contacts"]),
            )
        )
        spoken = ", ".join(opened.languages)
    click.echo(f"Campaign {code} asks from {opens_on} to {closes_on}, in {spoken}: /s/{code}")


@campaign.command("extend")
@click.argument("code")
@click.option("--to", "closes_on", type=Day(), required=True, help="The new last day.")
@on_the_store
def extend_campaign(code: str, closes_on: date) -> None:
    """Take answers for campaign CODE until another day, also where it was closed."""
    today = datetime.now(UTC).date()
    with transaction():
        campaigns.extend(campaigns.by_code(code), closes_on, today)
    click.echo(f"Campaign {code} takes answers until {closes_on}.")


@campaign.command("close")
@click.argument("code")
@on_the_store
def close_campaign(code: str) -> None:
    """Take no more answers for campaign CODE."""
    with transaction():
        campaigns.close(campaigns.by_code(code), datetime.now(UTC))
    click.echo(f"Campaign {code} is closed.")


campaign.add_command(invite)
campaign.add_command(freeze)
campaign.add_command(shares)


def _by_language(texts: tuple[str, ...]) -> dict[str, str]:
    parts = (each.partition("=") for each in texts)
    return {language.strip(): text.strip() for language, _equals, text in parts}


def _languages(
    version: QuestionnaireVersion, chosen: tuple[str, ...], *, is_synthetic: bool
) -> tuple[str, ...]:
    """Those chosen, else all that a person has read. Raises InvalidError naming a draft.

    A synthetic territory asks nobody: drafts may be shown there.
    """
    if is_synthetic:
        return chosen or version.languages
    unread = [code for code in version.languages if is_draft_of(code, version.code)]
    refused = [code for code in chosen if code in unread]
    if refused:
        named = ", ".join(refused)
        raise InvalidError(
            f"Nobody has checked the translation into {named}: read it and run `language review"
            f" {refused[0]} --by NAME`, or try it with the test link, which speaks drafts too."
        )
    return chosen or tuple(code for code in version.languages if code not in unread)


def _listed(each: Campaign, started: int, sent: int) -> dict[str, object]:
    return {
        "code": each.code,
        "audience": each.audience,
        "languages": list(each.languages),
        "territories": list(each.territories),
        "started": started,
        "sent": sent,
    }
