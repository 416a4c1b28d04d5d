"""Wrong guesses are counted in the database, and records can be taken out before a reveal."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""

    op.create_table('guess',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('begun_at', storage.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('next_turn', storage.types.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('key')
    )
    with op.batch_alter_table('guess', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guess_begun_at'), ['begun_at'], unique=False)

    op.create_table('taken_out',
    sa.Column('participant_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('series_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', storage.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['series_id'], ['series.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('participant_id')
    )
    with op.batch_alter_table('taken_out', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_taken_out_series_id'), ['series_id'], unique=False)
