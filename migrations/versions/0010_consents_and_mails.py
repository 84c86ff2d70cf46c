"""Which privacy note somebody agreed to, and how many mails were asked for in an hour."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("consent_notice", sa.String(), nullable=True))
        table.add_column(sa.Column("consent_language", sa.String(), nullable=True))
        table.add_column(sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
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
    with op.batch_alter_table("response") as table:
        table.drop_column("consented_at")
        table.drop_column("consent_language")
        table.drop_column("consent_notice")
