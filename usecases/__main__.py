"""Command line of the library: ``python -m usecases check | stats | schema | export``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from usecases.catalogue import LIBRARY, CatalogueError, load_catalogue
from usecases.check import check_library, stale, stats
from usecases.dcat import Publisher
from usecases.model import STALE_AFTER_YEARS
from usecases.open_data import SCHEMA_FILE, export, to_schema

GERMANY = ZoneInfo("Europe/Berlin")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if the library has problems."""
    options = _parser().parse_args(arguments)
    if options.command == "check":
        return _check(options.folder, options.date)
    if options.command == "schema":
        SCHEMA_FILE.write_text(to_schema(), encoding="utf-8")
        return _say(f"wrote {SCHEMA_FILE.name}")
    try:
        catalogue = load_catalogue(options.folder)
    except CatalogueError as error:
        return _say(str(error), failed=True)
    if options.command == "stats":
        return _say("\n".join(stats(catalogue)))
    try:
        publisher = Publisher(options.publisher, options.contact, options.contributor_id)
        files = export(catalogue, options.out, options.base_url, options.date, publisher)
    except (OSError, ValueError) as error:
        return _say(f"The export could not be written: {error}", failed=True)
    return _say("\n".join(f"wrote {file}" for file in files))


def _check(folder: Path, today: date) -> int:
    sound, problems = check_library(folder)
    for problem in problems:
        _say(str(problem), failed=True)
    if not problems:
        old = stale(load_catalogue(folder), today)
        _say(f"{len(old)} whose status is older than {STALE_AFTER_YEARS} years, to be looked into:")
        for use_case in old:
            _say(f"  {use_case.status_date:10}  {use_case.id}: {use_case.status.value}")
    return _say(f"{sound} use cases sound, {len(problems)} problems", failed=bool(problems))


def _say(text: str, failed: bool = False) -> int:
    (sys.stderr if failed else sys.stdout).write(f"{text}\n")
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m usecases", description="Look after the use-case library."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    helps = {
        "check": "check every library file",
        "stats": "count what the library holds and list its gaps",
        "schema": "renew usecases/schema.json",
        "export": "write the open-data export",
    }
    for name, help_text in helps.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        if name != "schema":
            command.add_argument("--folder", type=Path, default=LIBRARY, help="the library's folder")
        if name in ("check", "export"):
            what = "date of issue" if name == "export" else "the day from which the age of a status counts"
            command.add_argument(
                "--date", type=date.fromisoformat, default=datetime.now(GERMANY).date(), help=what
            )
        if name == "export":
            command.add_argument("out", type=Path, help="the folder to write to")
            command.add_argument(
                "--base-url", required=True, help="address at which the files will be offered"
            )
            command.add_argument(
                "--publisher", default=Publisher.name, help="the organisation that publishes them"
            )
            command.add_argument("--contact", default="", help="its e-mail or web address")
            command.add_argument(
                "--contributor-id", default="", help="its address in GovData's list of contributors"
            )
    return parser


if __name__ == "__main__":
    sys.exit(main())
