"""What became of what was decided: a state with its day, amount and effect."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.types import UtcDateTime

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        'project_state',
        sa.Column('id', text(), nullable=False),
        sa.Column('series_id', text(), nullable=False),
        sa.Column('item_id', text(), nullable=False),
        sa.Column('state', text(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('amount', sa.BigInteger(), nullable=True),
        sa.Column('effect', text(), nullable=False),
        sa.Column('entered_at', UtcDateTime(), nullable=False),
        sa.Column('taken_back_at', UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('applied', 'granted', 'refused', 'running', 'live', 'ended')", name='project_state_known'
        ),
        sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['item_id'], ['item.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    with op.batch_alter_table('project_state') as batch:
        batch.create_index(batch.f('ix_project_state_series_id'), ['series_id'], unique=False)
