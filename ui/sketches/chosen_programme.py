"""Which programme helps to pay, chosen by what each would mean; the rate and the neighbours who join in."""

import streamlit as st

from sketches.funding.age import CallState, call_on
from sketches.funding.check import Verdict
from sketches.funding.offers import Offer, offers
from sketches.funding.programmes import Programme, programmes
from sketches.model import LINE_LENGTH, Applicant, SketchContent
from sketches.outline import Outline
from sketches.question_wording import offer_text
from sketches.wording import call_text
from translations import _, formats
from translations.gaps import says_nothing
from translations.numerals import NumeralError
from ui import state
from ui.language import code
from ui.number_fields import PERCENT
from ui.sketches.applicants import place_named
from ui.sketches.funding import known_rate
from ui.sketches.session import Editing, field_key
from ui.text import literal
from workshops.handing_over.sketching import SketchView

FIRST = 4


def chosen_programme(sketch: SketchView, editing: Editing, outline: Outline) -> tuple[SketchContent, bool]:
    """Ask for programme, neighbours and a rate that is known; the flag says whether all can be read."""
    content, readable = _neighbours(sketch, editing)
    found = {each.found.programme_id: each for each in offers(editing.content, formats.today())}
    known = {each.id: each for each in programmes()}
    key = field_key(sketch, editing, "question", "programme")
    everything = st.toggle(
        _("Show all {number} programmes").format(number=len(known)), key=state.widget(key, "all")
    )
    first = [each for each in found if found[each].found.verdict is not Verdict.NO][:FIRST]
    chosen = content.programme
    shown = list(found) if everything else [*first, *([chosen] if chosen and chosen not in first else [])]
    options = [*(each for each in shown if each in known), ""]
    picked = st.radio(
        _("Funding programme"),
        options,
        index=options.index(chosen or ""),
        format_func=lambda each: literal(known[each].name(code())) if each else _("not decided yet"),
        captions=[_caption(found[each], known[each], outline) if each else "" for each in options],
        key=state.widget(key, "of", str(len(options))),
    )
    with st.expander(_("The funding office has named a rate"), key=state.widget(key, "rate")):
        rate = known_rate(sketch, editing)
    content = content.model_copy(update={"programme": picked or None, "rate": rate})
    return content, readable and _rates_can_be_read(sketch, editing)


def _caption(offer: Offer, programme: Programme, outline: Outline) -> str:
    call = call_on(programme, formats.today())
    said = offer_text(offer, outline)
    if call and call[0] is not CallState.OPEN:
        said = f"{said} ({call_text(call)})"
    return literal(said)


def _neighbours(sketch: SketchView, editing: Editing) -> tuple[SketchContent, bool]:
    """Ask for municipalities that join in, by name; one that is not in the register is asked for again."""
    content = editing.content
    kept = ", ".join(partner.name for partner in content.partners)
    typed = st.text_input(
        _("Which neighbouring municipalities join in? (if any is known)"),
        value=kept,
        max_chars=LINE_LENGTH,
        placeholder=_("for example Hünfeld, Fulda"),
        key=field_key(sketch, editing, "question", "neighbours"),
    )
    if " ".join(str(typed or "").split()) == kept:
        return content, True
    before = {partner.name: partner for partner in content.partners}
    partners: list[Applicant] = []
    for name in filter(None, (part.strip() for part in str(typed or "").split(","))):
        place = place_named(name)
        if name in before:
            partners.append(before[name])
        elif place is None:
            st.warning(
                _("“{name}” is no municipality of Hessen that we know. Please write its full name.").format(
                    name=literal(name)
                )
            )
            return content, False
        else:
            partners.append(
                Applicant(
                    name=place.display_name, ags=place.ags, kind=place.kind, population=place.population
                )
            )
    return content.model_copy(update={"partners": tuple(partners)}), True


def _rates_can_be_read(sketch: SketchView, editing: Editing) -> bool:
    for end in ("low", "high"):
        text = str(state.get(field_key(sketch, editing, "rate", end)) or "")
        try:
            if not says_nothing(text):
                PERCENT.read(text)
        except NumeralError:
            return False
    return True
