"""Appointments of a series: when, where, in which order, who is invited, and what lies between."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        'appointment',
        sa.Column('id', text(), nullable=False),
        sa.Column('series_id', text(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('title', text(), nullable=False),
        sa.Column('day', sa.Date(), nullable=True),
        sa.Column('begins', sa.Time(), nullable=True),
        sa.Column('ends', sa.Time(), nullable=True),
        sa.Column('place', text(), nullable=False),
        sa.Column('agenda', text(), nullable=False),
        sa.Column('invited', text(), nullable=False),
        sa.Column('tasks', text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    with op.batch_alter_table('appointment') as batch:
        batch.create_index(batch.f('ix_appointment_series_id'), ['series_id'], unique=False)
