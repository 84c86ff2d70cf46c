"""Wrong codes and receipts, counted by the hour."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wrong_guess",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_wrong_guess")),
    )
    op.create_index(op.f("ix_wrong_guess_hour"), "wrong_guess", ["hour"])


def downgrade() -> None:
    op.drop_table("wrong_guess")
