"""What a municipality writes on its sketches, and which state of them it has confirmed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.types import UtcDateTime

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        'contribution',
        sa.Column('id', text(), nullable=False),
        sa.Column('series_id', text(), nullable=False),
        sa.Column('sketch_id', text(), nullable=False),
        sa.Column('place', text(), nullable=False),
        sa.Column('kind', text(), nullable=False),
        sa.Column('text', text(), nullable=False),
        sa.Column('base', text(), nullable=False),
        sa.Column('base_version', sa.Integer(), nullable=False),
        sa.Column('state', text(), nullable=False),
        sa.Column('answer', text(), nullable=False),
        sa.Column('adopted_version', sa.Integer(), nullable=True),
        sa.Column('sent_at', UtcDateTime(), nullable=False),
        sa.Column('answered_at', UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('remark', 'proposal')", name='contribution_kind'),
        sa.CheckConstraint(
            "state IN ('open', 'adopted', 'adapted', 'answered', 'withdrawn')", name='contribution_state'
        ),
        sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['sketch_id'], ['sketch.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'confirmation',
        sa.Column('id', text(), nullable=False),
        sa.Column('series_id', text(), nullable=False),
        sa.Column('sketch_id', text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('fingerprint', text(), nullable=False),
        sa.Column('confirmed_at', UtcDateTime(), nullable=False),
        sa.Column('taken_back_at', UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['sketch_id'], ['sketch.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    for table in ('contribution', 'confirmation'):
        with op.batch_alter_table(table) as batch:
            batch.create_index(batch.f(f'ix_{table}_series_id'), ['series_id'], unique=False)
            batch.create_index(batch.f(f'ix_{table}_sketch_id'), ['sketch_id'], unique=False)
