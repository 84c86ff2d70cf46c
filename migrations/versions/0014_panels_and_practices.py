"""Panels of experts, practices, and the copies of both that releases count."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_panels()
    make_practices()
    make_trials()
    make_copies()


def downgrade() -> None:
    for table in (
        "release_further",
        "further_snapshot",
        "transfer",
        "evaluation",
        "experiment",
        "observation",
        "visit",
        "practice_change",
        "practice",
        "expert_answers",
        "expert",
        "panel_round",
        "panel",
    ):
        op.drop_table(table)


def table() -> "sa.types.TypeEngine[object]":
    return sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
    )


def text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=nullable)


def number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def moment(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def day(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Date(), nullable=nullable)


def json(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, table(), nullable=nullable)


def flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False)


def key(table_name: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table_name}"))


def refers(table_name: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    other = target.partition(".")[0]
    name = op.f(f"fk_{table_name}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def index(table_name: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table_name}_{column}"), table_name, [column], unique=False)


def make_panels() -> None:
    op.create_table(
        "panel",
        text("code"),
        text("wave"),
        number("questionnaire_id"),
        json("territories"),
        sa.Column("plan", sa.JSON(), nullable=False),
        flag("is_synthetic"),
        moment("set_up_at"),
        refers("panel", "questionnaire_id", "questionnaire_version.id"),
        key("panel", "code"),
    )
    index("panel", "wave")
    op.create_table(
        "panel_round",
        text("panel_code"),
        number("number"),
        day("opens_on"),
        day("closes_on"),
        refers("panel_round", "panel_code", "panel.code"),
        key("panel_round", "panel_code", "number"),
    )
    op.create_table(
        "expert",
        number("id"),
        text("panel_code"),
        text("key"),
        text("territory_code"),
        text("group"),
        refers("expert", "panel_code", "panel.code"),
        refers("expert", "territory_code", "territory.code"),
        key("expert", "id"),
        sa.UniqueConstraint("key", name=op.f("uq_expert_key")),
    )
    index("expert", "panel_code")
    op.create_table(
        "expert_answers",
        number("expert_id"),
        number("round"),
        text("statement"),
        json("answers"),
        moment("answered_at"),
        refers("expert_answers", "expert_id", "expert.id"),
        key("expert_answers", "expert_id", "round", "statement"),
    )


def make_practices() -> None:
    op.create_table(
        "practice",
        text("code"),
        text("territory_code"),
        text("state"),
        text("language"),
        *(json(name) for name in ("texts", "targets", "challenges", "services", "skills")),
        json("activities"),
        text("cost_band", nullable=True),
        sa.Column("staff_fte", sa.Double(), nullable=True),
        day("started_on", nullable=True),
        flag("is_running"),
        json("results"),
        json("conditions"),
        flag("is_relevant"),
        flag("owner_agrees"),
        text("kit", nullable=True),
        text("origin"),
        flag("is_synthetic"),
        refers("practice", "territory_code", "territory.code"),
        key("practice", "code"),
    )
    index("practice", "territory_code")
    op.create_table(
        "practice_change",
        text("practice_code"),
        number("number"),
        text("subject"),
        text("item"),
        text("state"),
        moment("changed_at"),
        text("changed_by"),
        text("why"),
        refers("practice_change", "practice_code", "practice.code"),
        key("practice_change", "practice_code", "number"),
    )


def make_trials() -> None:
    op.create_table(
        "visit",
        text("code"),
        text("territory_code"),
        day("starts_on"),
        day("ends_on"),
        refers("visit", "territory_code", "territory.code"),
        key("visit", "code"),
    )
    op.create_table(
        "observation",
        number("id"),
        text("practice_code"),
        text("visit_code"),
        text("territory_code"),
        json("fit"),
        json("texts"),
        refers("observation", "practice_code", "practice.code"),
        refers("observation", "visit_code", "visit.code"),
        refers("observation", "territory_code", "territory.code"),
        key("observation", "id"),
    )
    index("observation", "practice_code")
    op.create_table(
        "experiment",
        text("code"),
        text("practice_code"),
        text("territory_code"),
        text("hypothesis"),
        text("indicator"),
        json("baseline", nullable=True),
        day("starts_on"),
        day("ends_on"),
        text("outcome", nullable=True),
        json("result", nullable=True),
        refers("experiment", "practice_code", "practice.code"),
        refers("experiment", "territory_code", "territory.code"),
        key("experiment", "code"),
    )
    index("experiment", "practice_code")
    make_verdicts()


def make_verdicts() -> None:
    op.create_table(
        "evaluation",
        number("id"),
        text("experiment_code"),
        text("territory_code"),
        json("marks"),
        text("strength"),
        text("verdict"),
        refers("evaluation", "experiment_code", "experiment.code"),
        refers("evaluation", "territory_code", "territory.code"),
        key("evaluation", "id"),
    )
    index("evaluation", "experiment_code")
    op.create_table(
        "transfer",
        number("id"),
        text("practice_code"),
        text("territory_code"),
        text("state"),
        day("started_on", nullable=True),
        refers("transfer", "practice_code", "practice.code"),
        refers("transfer", "territory_code", "territory.code"),
        key("transfer", "id"),
    )
    index("transfer", "practice_code")


def make_copies() -> None:
    op.create_table(
        "further_snapshot",
        number("id"),
        text("kind"),
        text("source", nullable=True),
        text("digest", nullable=True),
        text("territory"),
        json("content", nullable=True),
        key("further_snapshot", "id"),
        sa.UniqueConstraint("digest", name=op.f("uq_further_snapshot_digest")),
    )
    index("further_snapshot", "source")
    op.create_table(
        "release_further",
        number("release_number"),
        number("position"),
        number("snapshot_id"),
        refers("release_further", "release_number", "release.number"),
        refers("release_further", "snapshot_id", "further_snapshot.id"),
        key("release_further", "release_number", "position"),
    )
    index("release_further", "snapshot_id")
