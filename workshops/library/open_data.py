"""The shipped library as open data: files that everybody may have, described with who publishes them here."""

from collections.abc import Mapping
from functools import cache

from settings import settings
from storage.database import Database
from usecases import open_data
from usecases.dcat import DESCRIPTION_FILE, Publisher
from usecases.open_data import ATTRIBUTION, LICENCE, LICENCE_URL, OFFICIAL_DATA
from workshops.imprint import imprint
from workshops.library.holdings import shipped

__all__ = (
    "ATTRIBUTION",
    "DESCRIPTION_FILE",
    "LICENCE",
    "LICENCE_URL",
    "OFFICIAL_DATA",
    "count",
    "description",
    "files",
)


@cache
def files() -> Mapping[str, bytes]:
    """Return the files by name, made once per process; own entries of an installation are not among them."""
    return open_data.files(shipped())


def count() -> int:
    """Return how many use cases the files hold."""
    return len(shipped())


def description(database: Database, base_url: str) -> bytes:
    """Describe the files in DCAT-AP.de, offered at ``base_url`` by the body that the imprint names."""
    kept = imprint(database)
    contributor = settings().open_data_contributor_id or ""
    publisher = Publisher(kept.body or Publisher.name, kept.contact, contributor)
    return open_data.to_dcat(base_url, open_data.UPDATED, publisher).encode()
