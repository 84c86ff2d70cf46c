"""Every table of the store together: what migrations compare the database with."""

from app.store import (
    campaigns,
    cell_rows,
    contacts,
    erasures,
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
    erasures.Erasure,
    snapshots.Snapshot,
    releases.Release,
    releases.ReleaseCounted,
    cell_rows.ReleaseCell,
)
