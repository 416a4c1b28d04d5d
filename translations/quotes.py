"""Quotation marks inside quotation marks, in German and English."""

_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "’"})


def inside_quotes(text: str) -> str:
    """Return a text as it stands inside quotation marks: its own become single ones.

    German opens with „ and closes with “, English opens with “ and closes with ”; “ becomes ‘ in both.
    """
    return text.translate(_INNER)
