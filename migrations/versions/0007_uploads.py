"""Files that respondents gave: what is known of each; the files lie in DATA_DIR/uploads."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_upload_response_id_response")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_response_id"), "upload", ["response_id"])


def downgrade() -> None:
    op.drop_table("upload")
