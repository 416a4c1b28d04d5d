"""The tool with a broken press: no PDF can be made."""

import sys
from typing import Any

import reports.pdf
import serve


def broken(*_given: Any) -> bytes:
    raise RuntimeError("the press is broken")


reports.pdf.pdf_bytes = broken

if __name__ == "__main__":
    sys.exit(serve.main())
