"""First tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


TABLES = (
    "territory",
    "municipality",
    "margin",
    "questionnaire_version",
    "campaign",
    "campaign_territory",
    "response",
    "contact",
    "release",
    "snapshot",
    "release_counted",
    "release_cell",
)


def upgrade() -> None:
    _make_network()
    _make_campaigns()
    _make_responses()
    _make_releases()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_network() -> None:
    op.create_table(
        "territory",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("nuts3", sa.String(), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_territory")),
    )
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("territory_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("minutes_to_town", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_municipality_territory_code_territory"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
    )
    op.create_index(op.f("ix_municipality_territory_code"), "municipality", ["territory_code"])
    op.create_table(
        "margin",
        sa.Column("territory_code", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_margin_territory_code_territory")
        ),
        sa.PrimaryKeyConstraint(
            "territory_code", "wave", "audience", "name", "level", name=op.f("pk_margin")
        ),
    )


def _make_campaigns() -> None:
    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_questionnaire_version_fingerprint")),
    )
    op.create_index(op.f("ix_questionnaire_version_code"), "questionnaire_version", ["code"])
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_campaign_questionnaire_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
    )
    op.create_index(op.f("ix_campaign_questionnaire_id"), "campaign", ["questionnaire_id"])
    op.create_table(
        "campaign_territory",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("territory_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_territory_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_campaign_territory_territory_code_territory"),
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id", "territory_code", name=op.f("pk_campaign_territory")
        ),
    )


def _make_responses() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("entry_hash", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("receipt_hash", sa.String(), nullable=True),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("territory_code", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("prefill", JSON, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("core_completed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_response_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_response_territory_code_territory"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_response_code_hash")),
        sa.UniqueConstraint("entry_hash", name=op.f("uq_response_entry_hash")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_response_key_hash")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_response_receipt_hash")),
    )
    op.create_index(op.f("ix_response_campaign_id"), "response", ["campaign_id"])
    op.create_index(op.f("ix_response_territory_code"), "response", ["territory_code"])
    op.create_table(
        "contact",
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("link", name=op.f("pk_contact")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_contact_campaign_code"), "contact", ["campaign_code"])


def _make_releases() -> None:
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("campaigns", JSON, nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("margins", JSON, nullable=False),
        sa.Column("questionnaires", JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("answers", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("digest", name=op.f("uq_snapshot_digest")),
    )
    op.create_index(op.f("ix_snapshot_response_id"), "snapshot", ["response_id"])
    op.create_table(
        "release_counted",
        sa.Column("release_number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_number"],
            ["release.number"],
            name=op.f("fk_release_counted_release_number_release"),
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshot.id"], name=op.f("fk_release_counted_snapshot_id_snapshot")
        ),
        sa.PrimaryKeyConstraint("release_number", "position", name=op.f("pk_release_counted")),
    )
    op.create_index(op.f("ix_release_counted_snapshot_id"), "release_counted", ["snapshot_id"])
    op.create_table(
        "release_cell",
        sa.Column("release_number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("n", sa.String(), nullable=True),
        sa.Column("bound", sa.String(), nullable=True),
        sa.Column("hidden", sa.String(), nullable=True),
        sa.Column("is_fragile", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_number"],
            ["release.number"],
            name=op.f("fk_release_cell_release_number_release"),
        ),
        sa.PrimaryKeyConstraint("release_number", "position", name=op.f("pk_release_cell")),
        sa.UniqueConstraint(
            "release_number",
            "indicator",
            "territory",
            "audience",
            "by",
            name=op.f("uq_release_cell_release_number_indicator_territory_audience_by"),
        ),
    )
