"""Personal links, frames of firms, persons by municipality."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _make_invitations()
    _make_frames()


def downgrade() -> None:
    for table in ("persons_count", "frame_firm", "invitation"):
        op.drop_table(table)


def _make_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("reference_hash", sa.String(), nullable=False),
        sa.Column("stratum", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("prefill", JSON, nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_invitation_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_invitation_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_invitation_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "campaign_id",
            "reference_hash",
            name=op.f("uq_invitation_campaign_id_reference_hash"),
        ),
        sa.UniqueConstraint("response_id", name=op.f("uq_invitation_response_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )


def _make_frames() -> None:
    op.create_table(
        "frame_firm",
        sa.Column("territory_code", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("size_class", sa.String(), nullable=False),
        sa.Column("employment", sa.Integer(), nullable=True),
        sa.Column("holding", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_frame_firm_territory_code_territory"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_frame_firm_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("territory_code", "code", name=op.f("pk_frame_firm")),
    )
    op.create_index(op.f("ix_frame_firm_municipality_code"), "frame_firm", ["municipality_code"])
    op.create_table(
        "persons_count",
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("persons", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_persons_count_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "level", name=op.f("pk_persons_count")),
    )
