"""Command line: ``python -m reports verify FILE.json`` checks that an export was not changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports.checksum import NotSealedError, verify
from translations import _


def main(arguments: list[str] | None = None) -> int:
    """Return 0 if the checksum fits, 1 if the data were changed, 2 if the file cannot be checked."""
    parser = argparse.ArgumentParser(prog="python -m reports", description=_("Check exported data."))
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("verify", help=_("compute the checksum of an export again"))
    command.add_argument("file", type=Path)
    path: Path = parser.parse_args(arguments).file
    try:
        result = verify(path.read_bytes())
    except (OSError, NotSealedError) as error:
        sys.stderr.write(_("{file} cannot be checked: {reason}").format(file=path, reason=error) + "\n")
        return 2
    if result.valid:
        text = _("{file} is unchanged. SHA-256: {computed}")
    else:
        text = _("{file} was CHANGED: it states {stated}, but its data give {computed}.")
    line = text.format(file=path, stated=result.stated, computed=result.computed)
    sys.stdout.write(line + "\n")
    return 0 if result.valid else 1


if __name__ == "__main__":
    sys.exit(main())
