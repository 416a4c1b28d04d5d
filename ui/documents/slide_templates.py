"""Own slide templates: checked before they are kept, with what was seen in them."""

import streamlit as st

from reports.template_errors import OwnTemplateError
from reports.uploaded_slides import SlideCheck, examined
from translations import _, ngettext
from translations.formats import NO_VALUE, list_, number
from ui import messages, state
from ui.documents.templates import kept_templates, say_what_was_taken_out
from ui.services import database
from ui.text import literal
from ui.uploaded import forget, once
from workshops.actors import Actor
from workshops.handing_over import templates
from workshops.handing_over.templates import Kind


def slide_template_upload(actor: Actor) -> None:
    """Take a presentation whose layouts, logo and colours the slides shall have, and list what is there."""
    st.markdown(
        _(
            "The slides for the council can take the layouts, logo, colours and typefaces of your own "
            "presentation. They need two layouts: “Title Slide” and “Title Only”."
        )
    )
    kept = kept_templates(actor, Kind.SLIDES)
    file = st.file_uploader(
        _("Slide template (.pptx or .potx, at most 10 MB)"),
        type=["pptx", "potx"],
        key=state.widget("slide_template_upload", kept),
    )
    if file is None:
        return
    try:
        found = once("slide_template", file.getvalue(), examined, OwnTemplateError)
    except OwnTemplateError as error:
        st.error(str(error), title=_("This template cannot be used."))
        return
    _explain(found.check)
    say_what_was_taken_out(found.taken_out)
    if st.button(_("Keep this template"), type="primary", key=state.widget("keep_slides")):
        with messages.refusals():
            templates.add(database(), actor, file.name, found.file)
            forget("slide_template")
            messages.notice_after_rerun(_("The template is kept and offered with the slides"))


def _explain(found: SlideCheck) -> None:
    width, height = (number(each, digits=1) for each in found.proportions)
    sentences = [
        ngettext(
            "An example was filled in, saved and read back: {n} slide of {width} by {height} cm.",
            "An example was filled in, saved and read back: {n} slides of {width} by {height} cm.",
            found.made,
        ).format(n=found.made, width=width, height=height),
        _("The title slide takes the layout “{title}”, all others take “{content}”.").format(
            title=literal(found.title_layout), content=literal(found.content_layout)
        ),
        _("Colours of tables and charts: {colours}. Typefaces: {faces}.").format(
            colours=list_(found.colours) or NO_VALUE,
            faces=list_([literal(each) for each in found.typefaces]) or NO_VALUE,
        ),
    ]
    st.markdown(" ".join(sentences))
    if not found.pictures:
        st.warning(
            _("These layouts hold no picture. A logo belongs on the slide master, not on a single slide.")
        )
    if found.slides:
        sentence = ngettext(
            "{n} slide in the template is an example and is left out.",
            "{n} slides in the template are examples and are left out.",
            found.slides,
        )
        st.info(sentence.format(n=found.slides))
