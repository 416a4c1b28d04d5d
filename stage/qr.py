"""QR codes as SVG without any colour of their own."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=64)
def qr_svg(target: str) -> str:
    """Return a QR code for `target` as one SVG path in the colour of the text around it, without a margin."""
    file = io.BytesIO()
    code = segno.make(target, error="m", micro=False)
    code.save(file, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, dark="currentColor")
    return file.getvalue().decode()
