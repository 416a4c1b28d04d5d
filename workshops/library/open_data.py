"""The shipped library as open data: files that everybody may have, described with who publishes them here."""

import os
from collections.abc import Mapping
from functools import cache

from storage.database import Database
from translations import _
from usecases import open_data
from usecases.dcat import DESCRIPTION_FILE, Publisher
from usecases.open_data import ATTRIBUTION, LICENCE, LICENCE_URL, OFFICIAL_DATA
from workshops.errors import WorkshopError
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

CONTRIBUTOR = "OPEN_DATA_CONTRIBUTOR_ID"
"""The setting with the address under which GovData knows this source of data."""


@cache
def files() -> Mapping[str, bytes]:
    """Return the files by name, made once per process; own entries of an installation are not among them."""
    return open_data.files(shipped())


def count() -> int:
    """Return how many use cases the files hold."""
    return len(shipped())


def description(database: Database, base_url: str) -> bytes:
    """Describe the files in DCAT-AP.de, offered at ``base_url`` by the body that the imprint names.

    Raises:
        WorkshopError: the setting CONTRIBUTOR is no address.
    """
    kept = imprint(database)
    contributor = os.environ.get("OPEN_DATA_CONTRIBUTOR_ID", "").strip()
    try:
        publisher = Publisher(kept.body or Publisher.name, kept.contact, contributor)
    except ValueError as error:
        raise WorkshopError(
            _("The description of the open data cannot be made: a setting of this server is wrong."),
            _("The setting {name} has to be an address that begins with http.").format(name=CONTRIBUTOR),
        ) from error
    return open_data.to_dcat(base_url, open_data.UPDATED, publisher).encode()
