"""QR codes as SVG, to stand on white."""

import io
from functools import lru_cache

import segno

from design.palette import PAPER


@lru_cache(maxsize=64)
def qr_svg(target: str) -> str:
    """Return a QR code for `target` as SVG without a margin: what stands around it keeps one."""
    file = io.BytesIO()
    code = segno.make(target, error="m", micro=False)
    code.save(file, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, dark=PAPER.ink)
    return file.getvalue().decode()
