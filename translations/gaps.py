"""Words that people write where nothing is known: they fill a cell, and say nothing."""

import re

# Abbreviations need their stop or slash: "KA" may be a sewage works, "k. A." is no answer.
_ABBREVIATED = r"k[./] ?a\.?|n[./] ?[av]\.?|n\. ?n\.?|t\. ?b\. ?[da]\.?|tb[da]|#nv|#n/a"
_SIGNS = r"[-–—_?./…]{0,3}"
_SPOKEN = (
    r"keine? angaben?|ohne angaben?|nicht bekannt|unbekannt|nicht angegeben|nicht vorhanden|entfällt|"
    r"entfaellt|unknown|not known|not applicable|not available|not given|no answer|none given"
)
_GAP = re.compile(rf"[(\[]?(?:{_ABBREVIATED}|{_SIGNS}|{_SPOKEN})[)\]]?\.?")


def says_nothing(text: str) -> bool:
    """Return whether a text only fills its place, as "k. A.", "-", "n/a", "unbekannt" or a blank do."""
    return _GAP.fullmatch(" ".join(text.split()).casefold()) is not None
