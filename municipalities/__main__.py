"""Command line of the register: ``python -m municipalities update FILE --population-year YYYY [--write]``.

A municipality that is gone needs its successor named: ``--successor 06631006=06631099``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from municipalities.gv100ad import read_gv100ad
from municipalities.register import DATA, Register, read_register
from municipalities.renewal import changes, renew, with_key_changes, without_successor, write_register


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 with a sentence on standard error if the file cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        old = read_register(options.register)
        renewed = renew(old, read_gv100ad(options.file), options.population_year)
        new = with_key_changes(old, renewed, dict(options.successor))
        found = list(changes(old, new))
        if options.write:
            _require_successors(old, new)
            write_register(new, options.register)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"The register was not changed: {error}\n")
        return 1
    counts = Counter(change.kind.value for change in found)
    summary = ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "no differences"
    done = f"Written to {options.register}." if options.write else "Nothing written; add --write to apply."
    print(*found, f"{old.as_of} -> {new.as_of}: {summary}. {done}", sep="\n")  # noqa: T201
    return 0


def _require_successors(old: Register, new: Register) -> None:
    if lost := without_successor(old, new):
        names = ", ".join(f"{place.ags} {place.name}" for place in lost)
        raise ValueError(
            f"gone, and nobody said which municipality follows: {names}. Series and entries with these keys "
            "would lose their place; name each successor with --successor OLD=NEW."
        )


def _succession(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("expected two keys, OLD=NEW")
    return old.strip(), new.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m municipalities", description="The register of Hessen.")
    update = parser.add_subparsers(required=True).add_parser(
        "update", help="renew the register from a GV100AD file of Destatis, naming every change"
    )
    update.add_argument("file", type=Path, help="the text file, unpacked")
    update.add_argument(
        "--population-year",
        type=int,
        required=True,
        help="at the end of which year its inhabitants were counted; the description in the archive says so",
    )
    update.add_argument(
        "--successor",
        type=_succession,
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="the municipality that follows one that is gone, by their keys; may be given several times",
    )
    update.add_argument("--write", action="store_true", help="apply the changes; without it they are listed")
    update.add_argument("--register", type=Path, default=DATA, help="the register to renew (default: ours)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
