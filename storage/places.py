"""Where the data of an installation lie, as its environment says."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder for the database file, backups and the error log (`DATA_DIR`, else `data`)."""
    return Path(os.environ.get("DATA_DIR") or "data").resolve()


def database_url() -> str:
    """Return `DATABASE_URL`, else the SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_folder() / 'werkstatt.db'}"
