"""A project that only its sketch called by a name of its own bears it everywhere."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LONGEST_NAME = 120


def upgrade() -> None:
    """Apply this step."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT item.id, item.title, item.snapshot, sketch.content FROM item "
            "JOIN sketch ON sketch.item_id = item.id AND sketch.series_id = item.series_id"
        )
    ).all()
    for item_id, title, snapshot, content in found:
        known, name = _read(snapshot), str(_read(content).get("title") or "").strip()
        unnamed = title == known.get("title_de")
        if unnamed and name not in ("", title, known.get("title_en")) and len(name) <= _LONGEST_NAME:
            connection.execute(
                sa.text("UPDATE item SET title = :name WHERE id = :item"), {"name": name, "item": item_id}
            )


def _read(kept: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kept) if isinstance(kept, str) else kept
    return found
