"""Command line for those who run an installation: ``python -m workshops.access sign-in-link``.

Which installation is meant is said by the settings, as for the tool itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from settings import WrongSettings, settings
from translations import _
from workshops import installation
from workshops.access import admission
from workshops.storage_problems import StorageError, sentences


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 with a sentence on standard error if it was not done."""
    parser = argparse.ArgumentParser(
        prog="python -m workshops.access", description=_("Looks after an installation.")
    )
    commands = parser.add_subparsers(required=True)
    commands.add_parser("sign-in-link", help=_("make a new sign-in link for advisors; the one before ends"))
    parser.parse_args(arguments)
    try:
        if settings().password:
            sys.stderr.write(_("Advisors sign in with ADVISOR_PASSWORD; there is no link.") + "\n")
            return 1
        print(_link())  # noqa: T201
    except WrongSettings as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except StorageError as error:
        sys.stderr.write(" ".join(sentences(error)) + "\n")
        return 1
    finally:
        installation.close()
    return 0


def _link() -> str:
    place = settings().public_url or f"http://localhost:{settings().port}"
    return f"{place}/sign-in/{admission.sign_in_link_token(installation.database())}"


if __name__ == "__main__":
    sys.exit(main())
