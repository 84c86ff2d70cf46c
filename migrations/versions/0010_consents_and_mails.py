"""Which privacy note somebody agreed to, and how many mails were asked for in an hour.

Without a batch: rebuilding the table would take along what hangs on its rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("consent_notice", sa.String(), nullable=True))
    op.add_column("response", sa.Column("consent_language", sa.String(), nullable=True))
    op.add_column("response", sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "mail_count",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_mail_count")),
    )
    op.create_index(op.f("ix_mail_count_hour"), "mail_count", ["hour"])


def downgrade() -> None:
    op.drop_index(op.f("ix_mail_count_hour"), table_name="mail_count")
    op.drop_table("mail_count")
    op.drop_column("response", "consented_at")
    op.drop_column("response", "consent_language")
    op.drop_column("response", "consent_notice")
