"""Short ballots: how questions are given out, and what each person was asked."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""

    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table('allocation',
    sa.Column('round_id', text(), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('further', sa.Integer(), nullable=False),
    sa.Column('passes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id')
    )
    op.create_table('asked',
    sa.Column('round_id', text(), nullable=False),
    sa.Column('participant_id', text(), nullable=False),
    sa.Column('item_id', text(), nullable=False),
    sa.Column('criterion_id', text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('in_pass', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'participant_id', 'item_id', 'criterion_id')
    )
    with op.batch_alter_table('asked', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asked_participant_id'), ['participant_id'], unique=False)
