"""Texts, numbers and dates in the user's language: English source strings, German by default."""

from translations.catalogue import LANGUAGES, current_language, language, mark, ngettext, pgettext, use
from translations.catalogue import gettext as _

N_ = mark

__all__ = ["LANGUAGES", "N_", "_", "current_language", "language", "ngettext", "pgettext", "use"]
