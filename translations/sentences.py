"""The first sentence of a text, for a line that has room for one."""

import re

_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=[12]\d{3}[.!?])|(?<=[)“”\"][.!?]))"  # not "3. Mai", "z. B.", "St. Georg"
    r"(?<!\bMio\.)(?<!\bMrd\.)(?<!\bbzw\.)(?<!\bAbs\.)(?<!\bArt\.)(?<!\bStr\.)(?<!\bevtl\.)(?<!\binkl\.)"
    r"\s+(?=[A-ZÄÖÜ„“\"(])"
)


def first_sentence(text: str) -> str:
    """Return the first sentence, without blanks around it; a text without a full stop stays whole.

    Dates ("3. Mai"), abbreviations of up to two letters and common longer ones end no sentence: rather a
    sentence too much than half a one.
    """
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
