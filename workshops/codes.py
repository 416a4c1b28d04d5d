"""Codes that are read from a wall, heard over a microphone and typed with a thumb."""

import secrets
import unicodedata

LETTERS = "ACDEFHJKLMNPRTUWXY3479"
"""No two of them look alike; whoever types one of their doubles means the one that is here."""
LENGTH = 6
_DOUBLES = str.maketrans(
    {
        "O": "D",
        "0": "D",
        "Q": "D",
        "I": "L",
        "1": "L",
        "V": "U",
        "G": "C",
        "6": "C",
        "B": "3",
        "8": "3",
        "Z": "7",
        "2": "7",
        "S": "3",
        "5": "3",
    }
)


def new_code() -> str:
    """Return a random code: one of 113 million."""
    return "".join(secrets.choice(LETTERS) for _position in range(LENGTH))


def code_of(digest: bytes) -> str:
    """Return the code that belongs to a digest of at least eight bytes."""
    number = int.from_bytes(digest[:8], "big")
    places = []
    for _position in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        places.append(LETTERS[place])
    return "".join(places)


def normalized(typed: str) -> str:
    """Return what was meant by a typed code: any case, any gaps, look-alikes forgiven."""
    letters = unicodedata.normalize("NFKC", typed[:60]).upper()
    return "".join(character for character in letters if character.isalnum()).translate(_DOUBLES)


def spaced(code: str) -> str:
    """Return a code in two halves, as it is shown and read out: "ACD EFH"."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
