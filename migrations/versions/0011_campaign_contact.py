"""Whom respondents of a campaign may turn to, in each of its languages.

Without a batch: rebuilding the table would take along what hangs on its rows.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("campaign", sa.Column("contact", JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("campaign", "contact")
