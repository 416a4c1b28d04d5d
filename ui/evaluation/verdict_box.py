"""The verdict at the top of the evaluation: one sentence, what it hangs on, and what to bear in mind."""

import streamlit as st

from translations import _, ngettext
from translations.formats import number
from ui.evaluation.notes import notes
from ui.evaluation.verdict import headline, reasons, winner
from workshops.evaluation.outcome import RoundEvaluation

ICONS = {
    "stable": ":material/verified:",
    "close": ":material/balance:",
    "fragile": ":material/warning:",
    "undetermined": ":material/help:",
}
MOST_REASONS = 3
BOXES = {"stable": st.success, "close": st.info, "fragile": st.warning, "undetermined": st.info}


def verdict_box(seen: RoundEvaluation) -> None:
    """Show the verdict; its words say what its colour says."""
    status = seen.evaluation.verdict.status
    sentences = " ".join(filter(None, (headline(seen), winner(seen))))
    BOXES[status](sentences, icon=ICONS[status])
    if hangs_on := reasons(seen):
        st.markdown(_("**What it hangs on:**"))
        st.markdown("\n".join(f"- {sentence}" for sentence in hangs_on[:MOST_REASONS]))
    if further := len(hangs_on[MOST_REASONS:]):
        text = ngettext(
            "One more reason stands under “What would change it”.",
            "{n} more reasons stand under “What would change it”.",
            further,
        )
        st.caption(text.format(n=number(further)))
    st.caption(" ".join((_people(seen), *notes(seen))))


def _people(seen: RoundEvaluation) -> str:
    return ngettext(
        "{n} rating was counted.", "The answers of {n} people were counted.", seen.evaluation.raters
    ).format(n=number(seen.evaluation.raters))
