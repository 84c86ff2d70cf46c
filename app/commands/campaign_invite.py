"""flask campaign invite: personal links, with what is known already, from a CSV file."""

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click
from flask import current_app

from app.commands.problems import print_problems
from app.commands.stating import on_the_store
from app.errors import ConflictError, SettingError
from app.formats.invitations import Invited, read_invitations
from app.questionnaire.reading import UnreadableError
from app.reference.audiences import Audience
from app.store import campaigns, frame, invitations, keys, network, questionnaires
from app.store.campaigns import Campaign
from app.store.database import transaction
from app.store.invitations import Invitation

COLUMNS = ("reference", "link")
OF_TESTS = "test\0"  # before a reference: no file of references holds that character


@dataclass(frozen=True, slots=True)
class Issued:
    """links: reference and token of those invited now; left_out: how many were before."""

    links: tuple[tuple[str, str], ...]
    left_out: int


@click.command("invite")
@click.argument("code", metavar="CAMPAIGN")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--again", "is_again", is_flag=True, help="New links also for who has one: it dies.")
@click.option(
    "--panel", "is_panel", is_flag=True, help="They agreed to be recognised in later waves."
)
@click.option("--test", "is_test", is_flag=True, help="What is answered never counts.")
@on_the_store
def invite(code: str, file: Path, out: Path, **flags: bool) -> None:
    """Write a personal link for each row of FILE, a CSV file, to the new file given by --out.

    FILE has the column reference (what you call the firm or person) and, if wanted, stratum,
    municipality, for firms holding (the owner of several firms, or else as the frame says where
    the reference is a code of it: numbers count owners, not firms), and what the questionnaire
    takes as known: frame.employment, frame.nace. The store keeps neither the reference nor the
    link: the file OUT is the only copy of the links. With --panel, the same reference in campaigns
    of several waves is taken as the same person: a release that compares the waves counts them as
    a panel.
    """
    address = _address()
    _refuse_existing(out)
    campaign = _campaign(code)
    places = {each.code: each.name for each in network.places(campaign.territories)}
    try:
        asked = questionnaires.compiled(campaign.questionnaire_id)
        rows = read_invitations(file, asked, places)
    except UnreadableError as error:
        print_problems(error.problems, is_json=False)
        return
    with _private_file(out) as opened, transaction():
        issued = issue(_campaign(code), rows, **flags)
        _write(opened, issued, address)
    click.echo(f"{len(issued.links)} personal links of {code}: {out}")
    if issued.left_out:
        click.echo(f"{issued.left_out} were invited before and left out: --again replaces links.")


def issue(
    campaign: Campaign,
    rows: Sequence[Invited],
    *,
    is_again: bool,
    is_test: bool,
    is_panel: bool = False,
) -> Issued:
    """Invites those who are not yet; again: new tokens for the others, in place of the old.

    A test of a reference and its real link know nothing of each other.
    """
    apart = OF_TESTS if is_test else ""
    hashes = {
        each.reference: keys.reference_hash(campaign.id, f"{apart}{each.reference}")
        for each in rows
    }
    known = invitations.by_reference_hashes(campaign, hashes.values())
    owners = frame.holdings(campaign.territories) if campaign.audience == Audience.FIRMS else {}
    links, new = [], []
    for each in rows:
        found = known.get(hashes[each.reference])
        if found is not None and not is_again:
            continue
        token = keys.new_key()
        links.append((each.reference, token))
        if found is None:
            found = Invitation(campaign_id=campaign.id, reference_hash=hashes[each.reference])
            new.append(found)
        found.token_hash = keys.hashed(token)
        if is_panel and not is_test:
            found.panel_hash = keys.panel_hash(campaign.audience, each.reference)
        if found.response_id is None:
            owner = each.holding or owners.get(each.reference)
            found.holding_hash = keys.holding_hash(owner) if owner else None
            _fill(found, each, is_test=is_test)
    invitations.add_all(new)
    return Issued(tuple(links), len(rows) - len(links))


def _fill(invitation: Invitation, row: Invited, *, is_test: bool) -> None:
    invitation.is_test = is_test
    invitation.stratum, invitation.municipality_code = row.stratum, row.municipality
    invitation.prefill, invitation.invited_on = dict(row.prefill), datetime.now(UTC).date()


def _campaign(code: str) -> Campaign:
    found = campaigns.by_code(code)
    if found.state(datetime.now(UTC).date()) == "closed":
        message = f"Campaign {code!r} is closed: nobody could answer. Extend it, or open another."
        raise ConflictError(message, campaign=code)
    return found


def _address() -> str:
    address = current_app.config.get("BASE_URL")
    if not isinstance(address, str):
        raise SettingError(
            "FORETERRE_BASE_URL is missing: set the address that the links begin with."
        )
    return address


def _refuse_existing(out: Path) -> None:
    if out.exists():
        message = f"{out} is there already, and may hold the only copy of links: name a new file."
        raise ConflictError(message)


def _write(file: TextIO, issued: Issued, address: str) -> None:
    """On the disk when it returns, so that no link is made known whose file got lost."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((reference, f"{address}/i/{token}") for reference, token in issued.links)
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _private_file(out: Path) -> Iterator[TextIO]:
    """Only its owner reads it; it appears when it is complete."""
    draft = out.with_name(f"{out.name}.part")
    try:
        with open(draft, "x", encoding="utf-8", newline="", opener=_for_the_owner) as file:
            yield file
        draft.rename(out)
    except OSError as error:
        message = f"{out} cannot be written ({error.strerror}): name another file."
        raise click.ClickException(message) from error
    finally:
        draft.unlink(missing_ok=True)


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
