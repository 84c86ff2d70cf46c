"""Every table of the store together: what migrations compare the database with."""

from app.store import (
    campaign_keys,
    campaigns,
    cell_rows,
    contacts,
    erasures,
    frame,
    guesses,
    invitations,
    network,
    questionnaires,
    releases,
    responses,
    snapshots,
)
from app.store.database import Base

metadata = Base.metadata
TABLES = (
    network.Territory,
    network.Municipality,
    network.Margin,
    frame.FrameFirm,
    frame.PersonsCount,
    questionnaires.QuestionnaireVersion,
    campaigns.Campaign,
    campaign_keys.CampaignKey,
    responses.Response,
    invitations.Invitation,
    contacts.Contact,
    erasures.Erasure,
    snapshots.Snapshot,
    releases.Release,
    releases.ReleaseCounted,
    cell_rows.ReleaseCell,
    guesses.WrongGuess,
)
