"""A seal for exported data: SHA-256 over canonical JSON, to be computed again by anybody.

Canonical means: keys sorted, no white space between tokens, UTF-8 without escapes, numbers as Python writes
them. The checksum shows that nothing was changed afterwards; it does not show who wrote it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from translations import _

CHECKSUM_KEY = "sha256"
DATA_KEY = "data"
_DIGITS = re.compile(r"[0-9a-f]{64}")


class NotSealedError(ValueError):
    """The file is no JSON object with data and a checksum, or can be read in more than one way."""


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
        content = json.loads(file, object_pairs_hook=_object, parse_constant=_no_number)
        if not _is_sealed(content):
            raise NotSealedError(_("The file holds no data with a checksum."))
        return Verification(stated=content[CHECKSUM_KEY], computed=checksum(content[DATA_KEY]))
    except NotSealedError:
        raise
    except (ValueError, RecursionError) as error:  # also endless numbers and half characters
        raise NotSealedError(_("The file cannot be read as JSON.")) from error


def _is_sealed(content: Any) -> bool:
    if not isinstance(content, dict) or not {DATA_KEY, CHECKSUM_KEY} <= content.keys():
        return False
    stated = content[CHECKSUM_KEY]
    return isinstance(stated, str) and _DIGITS.fullmatch(stated) is not None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands there twice: people may read the one, machines the other."""
    content = dict(pairs)
    if len(content) < len(pairs):
        raise NotSealedError(_("The file names the same thing twice, so it can be read in two ways."))
    return content


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")
