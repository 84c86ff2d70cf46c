"""Whether somebody helped to answer, and in which words the questions were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("response") as batch:
        batch.add_column(
            sa.Column("is_assisted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("words", sa.String(), nullable=False, server_default="usual"))


def downgrade() -> None:
    with op.batch_alter_table("response") as batch:
        batch.drop_column("words")
        batch.drop_column("is_assisted")
