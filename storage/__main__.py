"""Command line of the database: ``python -m storage backup FILE``, ``restore FILE`` and ``check``.

Which database is meant is said by DATABASE_URL or DATA_DIR, as for the tool itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from settings import WrongSettings, settings
from storage import copies
from storage.errors import StorageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 with a sentence on standard error if it was not done."""
    options = _parser().parse_args(arguments)
    try:
        for sentence in options.work(options):
            print(sentence)  # noqa: T201
    except (copies.CopyError, StorageError, WrongSettings) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _back_up(options: argparse.Namespace) -> list[str]:
    copies.back_up(settings().database, options.file)
    return [
        f"Written to {options.file}. It holds what people answered: keep it as carefully as the database."
    ]


def _restore(options: argparse.Namespace) -> list[str]:
    aside = copies.restore(settings().database, options.file)
    said = [f"{options.file} is in place; the next start brings it to this version."]
    return [*said, f"What was there lies in {aside}."] if aside else said


def _check(_options: argparse.Namespace) -> list[str]:
    return [*copies.check(settings().database), "sound"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m storage", description="Backups of the database.")
    commands = parser.add_subparsers(required=True)
    for name, work, what in (
        ("backup", _back_up, "write a complete copy into a new file, also while the tool runs"),
        ("restore", _restore, "bring a backup back while the tool is stopped; what was there is set aside"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("file", type=Path)
        command.set_defaults(work=work)
    commands.add_parser("check", help="read all of it and count what is there").set_defaults(work=_check)
    return parser


if __name__ == "__main__":
    sys.exit(main())
