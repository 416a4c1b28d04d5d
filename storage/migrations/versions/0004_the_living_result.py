"""The living result: who counts, who was there, the weights at the reveal; what is typed and not saved yet.

What the room agreed on gets the time when it was agreed back, as far as it is known, and rounds that only came
about by looking at a page go.
"""

import json
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("round") as batch:
        batch.add_column(sa.Column("counts", _TEXT(), nullable=False, server_default=""))
        batch.add_column(sa.Column("from_before", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("weights", sa.JSON(), nullable=False, server_default="{}"))
        batch.create_check_constraint("round_counts", "counts IN ('', 'everyone', 'present')")
    with op.batch_alter_table("participant") as batch:
        batch.add_column(sa.Column("watching", sa.Boolean(), nullable=False, server_default=sa.false()))
    _without_defaults()
    _create_tables()
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE round SET counts = 'everyone' WHERE state <> 'draft'"))
    _remove_rounds_nobody_began(connection)
    _time_of_agreement(connection)
    _weights_at_the_reveal(connection)


def _without_defaults() -> None:
    with op.batch_alter_table("round") as batch:
        for name in ("counts", "from_before", "weights"):
            batch.alter_column(name, server_default=None)
    with op.batch_alter_table("participant") as batch:
        batch.alter_column("watching", server_default=None)


def _create_tables() -> None:
    op.create_table(
        "attendance",
        sa.Column("round_id", _TEXT(), nullable=False),
        sa.Column("participant_id", _TEXT(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "participant_id"),
    )
    op.create_index("ix_attendance_participant_id", "attendance", ["participant_id"])
    op.create_table(
        "draft",
        sa.Column("series_id", _TEXT(), nullable=False),
        sa.Column("place", _TEXT(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("series_id", "place"),
    )


def _remove_rounds_nobody_began(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "DELETE FROM round WHERE kind = 'group' AND state = 'open' AND stage = 'criteria' "
            "AND id NOT IN (SELECT round_id FROM rating)"
        )
    )


def _time_of_agreement(connection: sa.Connection) -> None:
    """Where a clean-up took the time of an agreed answer, the end of its round is when it was known."""
    connection.execute(
        sa.text(
            "UPDATE rating SET rated_at = (SELECT revealed_at FROM round WHERE round.id = rating.round_id) "
            "WHERE round_id IN (SELECT round.id FROM round JOIN series ON series.id = round.series_id "
            "WHERE round.kind = 'group' AND round.revealed_at IS NOT NULL "
            "AND series.personal_data_deleted_at IS NOT NULL "
            "AND rating.rated_at = COALESCE(round.opened_at, round.created_at))"
        )
    )


def _weights_at_the_reveal(connection: sa.Connection) -> None:
    """Find in the log what was agreed last before each reveal."""
    revealed = connection.execute(
        sa.text("SELECT id, series_id, revealed_at FROM round WHERE revealed_at IS NOT NULL")
    ).all()
    changes = connection.execute(
        sa.text("SELECT series_id, at, payload FROM event WHERE kind = 'weights_changed' ORDER BY id")
    ).all()
    for round_id, series_id, revealed_at in revealed:
        before = [payload for series, at, payload in changes if series == series_id and at <= revealed_at]
        if before:
            connection.execute(
                sa.text("UPDATE round SET weights = :weights WHERE id = :round"),
                {"weights": json.dumps(_agreed(before[-1])), "round": round_id},
            )


def _agreed(payload: Any) -> dict[str, Any]:
    facts = json.loads(payload) if isinstance(payload, str) else payload
    return {name: facts.get(name) or default for name, default in _PARTS.items()}


_PARTS: dict[str, Any] = {"method": "points", "dimensions": {}, "criteria": {}}
