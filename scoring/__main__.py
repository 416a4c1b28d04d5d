"""Command line of the criteria: ``python -m scoring check FILE …`` and ``python -m scoring write``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scoring.criteria import load_criteria
from scoring.own_criteria import CriteriaError, parse, to_toml


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if a file has problems."""
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Look after own criteria.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check files with own criteria")
    check.add_argument("files", type=Path, nargs="+", help="TOML files")
    commands.add_parser("write", help="print the criteria of the tool as a file to begin from")
    options = parser.parse_args(arguments)
    if options.command == "write":
        sys.stdout.write(to_toml(load_criteria()))
        return 0
    return max([_check(file) for file in options.files])


def _check(file: Path) -> int:
    try:
        found = parse(file.read_text(encoding="utf-8"))
    except CriteriaError as error:
        sys.stderr.write("".join(f"{file}: {problem}\n" for problem in error.problems))
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{file}: {error}\n")
    else:
        sys.stdout.write(f"{file}: {len(found.criteria)} criteria sound\n")
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
