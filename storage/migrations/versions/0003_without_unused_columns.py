"""Columns that nothing reads any more."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""

    # A remark that was marked as hidden counts as taken back, instead of being shown from now on.
    op.execute("UPDATE comment SET text = '' WHERE hidden")
    with op.batch_alter_table('comment') as batch:
        batch.drop_column('hidden')
    # SQLite rebuilds the table, and Alembic does not see its checks.
    checks = (sa.CheckConstraint('dots > 0', name='dot_positive'),)
    with op.batch_alter_table('dot', table_args=checks) as batch:
        batch.drop_column('counter')
