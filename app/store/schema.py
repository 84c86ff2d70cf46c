"""Every table of the store together: what migrations compare the database with."""

from app.store import (
    campaigns,
    cell_rows,
    contacts,
    guesses,
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
    questionnaires.QuestionnaireVersion,
    campaigns.Campaign,
    responses.Response,
    contacts.Contact,
    snapshots.Snapshot,
    releases.Release,
    releases.ReleaseCounted,
    cell_rows.ReleaseCell,
    guesses.WrongGuess,
)
