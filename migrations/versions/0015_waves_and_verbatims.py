"""Who is in a panel, told by the links of several waves; who took verbatims out, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("invitation") as batch:
        batch.add_column(sa.Column("panel_hash", sa.String(), nullable=True))
        batch.create_index(op.f("ix_invitation_panel_hash"), ["panel_hash"])
    op.create_table(
        "verbatim_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("questions", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verbatim_export")),
    )


def downgrade() -> None:
    op.drop_table("verbatim_export")
    with op.batch_alter_table("invitation") as batch:
        batch.drop_index(op.f("ix_invitation_panel_hash"))
        batch.drop_column("panel_hash")
