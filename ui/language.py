"""The interface's language: kept in a cookie of the device, German until somebody switches."""

import streamlit as st

import translations
from sketches.model import Language
from translations import LANGUAGES, current_language
from ui import state
from workshops.access.admission import LANGUAGE_COOKIE


def apply() -> str:
    """Make `_()` speak this visitor's language for the run, and return its code."""
    chosen = st.context.cookies.get(LANGUAGE_COOKIE) or state.get(state.LANGUAGE)
    code = chosen if chosen in LANGUAGES else next(iter(LANGUAGES))
    translations.use(code)
    return code


def code() -> Language:
    """Return the language in use as sketches and documents name it."""
    return "en" if current_language() == "en" else "de"
