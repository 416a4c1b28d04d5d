"""A seal for exported data: SHA-256 over canonical JSON, to be computed again by anybody.

Canonical means: keys sorted, no white space between tokens, UTF-8 without escapes, numbers as Python writes
them. The checksum shows that nothing was changed afterwards; it does not show who wrote it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from translations import _

CHECKSUM_KEY = "sha256"
DATA_KEY = "data"


class NotSealedError(ValueError):
    """The file is no JSON object with data and a checksum."""


@dataclass(frozen=True)
class Verification:
    """What the file states and what its data give."""

    stated: str
    computed: str

    @property
    def valid(self) -> bool:
        """Whether the data are those that the checksum was made for."""
        return self.stated == self.computed


def canonical(data: Any) -> bytes:
    """Return JSON that is the same for the same data, whatever the order of its keys."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def checksum(data: Any) -> str:
    """Return the SHA-256 of the canonical JSON as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()


def sealed(data: Any) -> bytes:
    """Return a JSON file with the data and their checksum."""
    content = {DATA_KEY: data, CHECKSUM_KEY: checksum(data)}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8")


def verify(file: bytes) -> Verification:
    """Compute the checksum of a sealed file again. Raises NotSealedError."""
    try:
        content = json.loads(file)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotSealedError(_("The file cannot be read as JSON.")) from error
    if not isinstance(content, dict) or not {DATA_KEY, CHECKSUM_KEY} <= content.keys():
        raise NotSealedError(_("The file holds no data with a checksum."))
    return Verification(stated=str(content[CHECKSUM_KEY]), computed=checksum(content[DATA_KEY]))
