"""Whether a response shows one question at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("is_one_at_a_time", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("response", column)  # in place: a table made anew would lose what hangs on it


def downgrade() -> None:
    op.drop_column("response", "is_one_at_a_time")
