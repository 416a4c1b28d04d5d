"""Command line: ``python -m reports verify FILE.json`` checks that an export was not changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports.checksum import NotSealedError, verify


def main(arguments: list[str] | None = None) -> int:
    """Return 0 if the checksum fits, 1 if the data were changed, 2 if the file cannot be checked."""
    parser = argparse.ArgumentParser(prog="python -m reports", description="Check exported data.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("verify", help="compute the checksum of an export again")
    command.add_argument("file", type=Path)
    path: Path = parser.parse_args(arguments).file
    try:
        result = verify(path.read_bytes())
    except (OSError, NotSealedError) as error:
        sys.stderr.write(f"{path}: cannot be checked: {error}\n")
        return 2
    if result.valid:
        sys.stdout.write(f"{path}: unchanged, SHA-256 {result.computed}\n")
        return 0
    sys.stdout.write(f"{path}: CHANGED, the file states {result.stated}, its data give {result.computed}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
