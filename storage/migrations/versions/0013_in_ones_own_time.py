"""Rounds to be answered in one's own time: from when to when, and how many answered before the room met."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table('round') as batch:
        for name in ('begins_at', 'ends_at', 'home_until'):
            batch.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        batch.add_column(sa.Column('at_home', sa.Integer(), nullable=True))
