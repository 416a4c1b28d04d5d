"""LibreOffice as the reader that our documents must satisfy; tests that need it skip where it is absent."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(name: str, content: bytes, folder: Path, kind: str = "pdf") -> bytes:
    """Return the document as LibreOffice prints it to PDF, or saves it as another kind of file."""
    source = folder / name
    source.write_bytes(content)
    command = [
        str(SOFFICE),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "converted"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "converted" / name).with_suffix(f".{kind}").read_bytes()
