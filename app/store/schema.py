"""Every table of the store together: what migrations compare the database with."""

from app.store import (
    campaign_keys,
    campaigns,
    cell_rows,
    changes,
    contacts,
    erasures,
    frame,
    guesses,
    invitations,
    mailings,
    media,
    network,
    questionnaires,
    releases,
    responses,
    snapshots,
    uploads,
    verbatims,
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
    changes.QuestionnaireChange,
    media.MediaFile,
    campaigns.Campaign,
    campaign_keys.CampaignKey,
    responses.Response,
    uploads.Upload,
    invitations.Invitation,
    contacts.Contact,
    erasures.Erasure,
    snapshots.Snapshot,
    releases.Release,
    releases.ReleaseCounted,
    cell_rows.ReleaseCell,
    guesses.WrongGuess,
    mailings.MailCount,
    verbatims.VerbatimExport,
)
