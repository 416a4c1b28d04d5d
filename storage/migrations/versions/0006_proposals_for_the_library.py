"""Proposals for the library, from municipalities and advisors."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.types import UtcDateTime

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        'entry_proposal',
        sa.Column('id', text(), nullable=False),
        sa.Column('series_id', text(), nullable=True),
        sa.Column('entry_id', text(), nullable=True),
        sa.Column('cells', sa.JSON(), nullable=False),
        sa.Column('remark', text(), nullable=False),
        sa.Column('role', text(), nullable=False),
        sa.Column('state', text(), nullable=False),
        sa.Column('answer', text(), nullable=False),
        sa.Column('sent_at', UtcDateTime(), nullable=False),
        sa.Column('answered_at', UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('new', 'published', 'declined')", name='proposal_state'),
        sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
    )
    with op.batch_alter_table('entry_proposal') as batch:
        batch.create_index(batch.f('ix_entry_proposal_series_id'), ['series_id'], unique=False)
        batch.create_index(batch.f('ix_entry_proposal_state'), ['state'], unique=False)
