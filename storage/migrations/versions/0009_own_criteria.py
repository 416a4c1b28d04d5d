"""Own criteria: the set that a series rates by, as it was when the series took it."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table('series', schema=None) as batch_op:
        batch_op.add_column(sa.Column('own_criteria', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('series', schema=None) as batch_op:
        batch_op.alter_column('own_criteria', server_default=None)


def downgrade() -> None:
    """Refuse: steps back are made from the backup file."""
    raise NotImplementedError
