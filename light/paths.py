"""Which addresses a redirect may lead to."""

from urllib.parse import urlsplit


def local_path(wanted: str) -> str:
    """Return `wanted` if it is a path on this server, else "/".

    Browsers read "//host", "/\\host" and control characters as another host.
    """
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    plain = wanted.isprintable() and "\\" not in wanted and " " not in wanted
    if plain and not parts.scheme and not parts.netloc and wanted[:1] == "/" and wanted[1:2] != "/":
        return wanted
    return "/"
