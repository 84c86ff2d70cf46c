"""The word that goes with a difference: clear, likely, not clear."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("release_cell", sa.Column("verdict", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("release_cell") as batch:
        batch.drop_column("verdict")
