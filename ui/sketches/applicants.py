"""Who applies: the applicant, partner municipalities known from the register, and other supporters."""

from decimal import Decimal

import streamlit as st
from pydantic import BaseModel

from municipalities.register import Municipality, fold, load_register
from sketches.model import LINE_LENGTH, Applicant, SketchContent
from translations import N_, _, formats
from ui.number_fields import decimals, typed_number
from ui.sketches import tables
from ui.sketches.session import Editing, field_key
from ui.sketches.tables import Grid, Row
from ui.text import literal
from workshops.handing_over.sketching import SketchView

MOST_SUPPORTERS = 60
WEIGHT = decimals(Decimal("9999999999.99"))
_FORMS = ("", "Gemeinde ", "Stadt ", "Marktgemeinde ")  # no translation: how places call themselves


def place_named(name: str) -> Municipality | None:
    """Return the place of the register that is meant by a name, None unless it is exactly one."""
    typed = fold(name)
    found = {
        place.ags: place
        for place in load_register().find(name.strip())
        for called in (place.display_name, load_register().label(place))
        if typed in {fold(form + called) for form in _FORMS}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _partner_shown(row: BaseModel) -> Row:
    assert isinstance(row, Applicant)
    return {"name": row.name, "contact": row.contact, "weight": row.weight}


def _partner_typed(row: Row) -> Row:
    """Add what the register knows about a municipality of Hessen."""
    place = place_named(row.get("name", ""))
    if place is None:
        return row
    return row | {"ags": place.ags, "kind": place.kind, "population": place.population}


PARTNERS = Grid(
    "partners",
    Applicant,
    {
        "name": N_("Partner municipality"),
        "contact": N_("Contact"),
        "weight": N_("Part of the own share"),
    },
    numbers={"weight": WEIGHT},
    shown=_partner_shown,
    typed=_partner_typed,
)


def applicants(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    """Ask who applies, and show what the register says about them."""
    content = _applicant(sketch, editing, content)
    st.caption(
        _(
            "Partner municipalities apply together. The name of a place in Hessen is enough: its kind and "
            "population come from the official register. The parts say how the own share is divided."
        )
    )
    key = field_key(sketch, editing, "table", PARTNERS.name)
    rows = tables.edit(PARTNERS, editing.content.partners, editing.frame_of(PARTNERS, key), key)
    content = content.model_copy(update={"partners": rows})
    _known(content)
    return _supporters(sketch, editing, content)


def _applicant(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    if content.applicant is None:
        return content
    st.markdown(_("Applicant: **{name}**").format(name=literal(content.applicant.name)))
    contact = st.text_input(
        _("Contact at the applicant (office, not a private person)"),
        value=content.applicant.contact,
        max_chars=LINE_LENGTH,
        key=field_key(sketch, editing, "contact"),
    )
    weight = content.applicant.weight
    if content.partners:
        kept = editing.content.applicant.weight if editing.content.applicant else weight
        key = field_key(sketch, editing, "weight")
        typed = typed_number(_("Part of the own share"), key, kept, WEIGHT)
        weight = kept if typed is None else typed
    changed = content.applicant.model_copy(update={"contact": contact, "weight": weight})
    return content.model_copy(update={"applicant": changed})


def _known(content: SketchContent) -> None:
    """Say of each partner what the register knows, or that it knows nothing."""
    for partner in content.partners:
        if partner.kind is None or partner.population is None:
            st.caption(
                _("{name}: not in the register of Hessen, so the funding check does not count it.").format(
                    name=literal(partner.name)
                )
            )
        else:
            st.caption(
                _("{name}: {kind}, {people} inhabitants (official register)").format(
                    name=literal(partner.name), kind=partner.kind, people=formats.number(partner.population)
                )
            )


def _supporters(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    before = "\n".join(editing.content.supporters)
    typed = st.text_area(
        _("Other partners, one on each line"),
        value=before,
        height=90,
        key=field_key(sketch, editing, "supporters"),
    )
    if typed == before:
        return content
    names = [" ".join(line.split())[:LINE_LENGTH] for line in typed.splitlines() if line.strip()]
    if len(names) > MOST_SUPPORTERS:
        st.warning(_("Only the first {most} lines are kept.").format(most=MOST_SUPPORTERS))
    return content.model_copy(update={"supporters": tuple(names[:MOST_SUPPORTERS])})
