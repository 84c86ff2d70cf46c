"""Answers as the text that they are read as: on PostgreSQL JSON in place of JSONB.

Each table is written anew, and nobody else reads it meanwhile.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = {
    "response": ("answers", "prefill"),
    "invitation": ("prefill",),
    "snapshot": ("answers",),
    "expert_answers": ("answers",),
}


def upgrade() -> None:
    _become("JSON")


def downgrade() -> None:
    _become("JSONB")


def _become(kind: str) -> None:
    """SQLite holds JSON as text in any case."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in COLUMNS.items():
        changes = (f"ALTER COLUMN {name} TYPE {kind} USING {name}::{kind}" for name in columns)
        op.execute(f"ALTER TABLE {table} {', '.join(changes)}")
