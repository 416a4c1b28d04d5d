"""${message}."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Refuse: steps back are made from the backup file."""
    raise NotImplementedError
