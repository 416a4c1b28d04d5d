"""Groups that are left out of criteria: of whom a round does not ask what, and what each person is not asked."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    text = sqlmodel.sql.sqltypes.AutoString
    with op.batch_alter_table('round') as batch:
        batch.add_column(sa.Column('left_out', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('round') as batch:
        batch.alter_column('left_out', server_default=None)
    op.create_table(
        'not_asked',
        sa.Column('round_id', text(), nullable=False),
        sa.Column('participant_id', text(), nullable=False),
        sa.Column('criterion_ids', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['round_id'], ['round.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('round_id', 'participant_id'),
    )
    with op.batch_alter_table('not_asked') as batch:
        batch.create_index(batch.f('ix_not_asked_participant_id'), ['participant_id'], unique=False)


def downgrade() -> None:
    """Refuse: steps back are made from the backup file."""
    raise NotImplementedError
