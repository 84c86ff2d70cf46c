"""Where the codes of a version go on in the next one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "questionnaire_change",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("recoding", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_questionnaire_change_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_questionnaire_change")),
    )


def downgrade() -> None:
    op.drop_table("questionnaire_change")
