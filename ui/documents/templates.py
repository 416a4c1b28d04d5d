"""Own Word templates: checked before they are kept: what they ask for in vain and leave out."""

import streamlit as st

from reports.own_template import TemplateCheck
from reports.sample_template import sample_template
from reports.template_errors import OwnTemplateError
from reports.uploaded_template import examined
from sketches.model import Language
from sketches.outline import load_outline
from translations import _, ngettext
from translations.formats import date, list_
from ui import messages, state
from ui.document_buttons import WORD, document_button
from ui.services import database
from ui.text import literal
from ui.uploaded import forget, once
from workshops.actors import Actor
from workshops.handing_over import templates
from workshops.handing_over.templates import Kind


def template_upload(actor: Actor, code: Language) -> None:
    """Offer the sample, take a template, and list those that are there."""
    st.markdown(
        _(
            "Sketches can be filled into your own Word template: write placeholders such as `{{ title }}` "
            "where the texts belong. The sample holds all of them."
        )
    )
    document_button(
        _("Sample template (Word)"),
        _("sample template"),
        WORD,
        lambda: sample_template(load_outline(), code),
        code,
        "sample",
    )
    _upload(actor, kept_templates(actor, Kind.WORD))


def kept_templates(actor: Actor, kind: Kind) -> int:
    """List the templates of a kind, each with a key to delete it, and return how many there are."""
    kept = templates.templates(database(), actor, kind)
    for template in kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                _("**{name}**, uploaded on {date}").format(
                    name=literal(template.name), date=date(template.uploaded_at)
                )
            )
            if st.button(_("Delete"), key=state.widget("template_remove", template.id)):
                with messages.refusals():
                    templates.remove(database(), actor, template.id)
                    messages.notice_after_rerun(_("The template was deleted"))
    return len(kept)


def _upload(actor: Actor, kept: int) -> None:
    file = st.file_uploader(
        _("Word template (.docx or .dotx, at most 10 MB)"),
        type=["docx", "dotx"],
        key=state.widget("template_upload", kept),
    )
    if file is None:
        return
    content = file.getvalue()
    try:
        found = once("template", content, lambda file: examined(file, load_outline()), OwnTemplateError)
    except OwnTemplateError as error:
        st.error(str(error), title=_("This template cannot be used."))
        return
    _explain(found.check)
    say_what_was_taken_out(found.taken_out)
    if st.button(_("Keep this template"), type="primary"):
        with messages.refusals():
            templates.add(database(), actor, file.name, found.file)
            forget("template")
            messages.notice_after_rerun(_("The template is kept and offered with every sketch"))


def _explain(found: TemplateCheck) -> None:
    _say_what_is_filled(found)
    _say_what_was_done(found)
    if found.unknown:
        st.warning(
            _names(found.unknown),
            title=_("Unknown placeholders; they stay in the document as they are"),
        )
    if found.unused:
        with st.expander(_("Not used by this template: {number}").format(number=len(found.unused))):
            st.markdown(_names(found.unused))
    if not found.unknown and not found.unused:
        st.success(_("The template uses every placeholder."))


def _say_what_is_filled(found: TemplateCheck) -> None:
    if not found.used:
        text = _("The template holds no placeholder, so that nothing would be filled in.")
        if found.mail_merge:
            text = _(
                "The template holds fields of Word's mail merge, but no placeholder such as `{{ title }}`."
            )
        st.warning(text)
    else:
        sentence = ngettext(
            "An example was filled in, saved and read back: {n} placeholder is used.",
            "An example was filled in, saved and read back: {n} placeholders are used.",
            found.used,
        )
        st.markdown(sentence.format(n=found.used))
    if found.places:
        places = list_(found.places)
        st.warning(
            _("Placeholders stay as they are in these places: {places}.").format(places=places),
            title=_("Please write them into the text instead"),
        )


def _say_what_was_done(found: TemplateCheck) -> None:
    done = []
    if found.changes:
        sentence = ngettext(
            "{n} tracked change is accepted.", "{n} tracked changes are accepted.", found.changes
        )
        done.append(sentence.format(n=found.changes))
    if found.comments:
        sentence = ngettext("{n} comment is left out.", "{n} comments are left out.", found.comments)
        done.append(sentence.format(n=found.comments))
    if found.bound:
        sentence = ngettext(
            "{n} field is freed from the property of the file that it would have shown.",
            "{n} fields are freed from the properties of the file that they would have shown.",
            found.bound,
        )
        done.append(sentence.format(n=found.bound))
    if done:
        st.info(" ".join(done))


def say_what_was_taken_out(kinds: tuple[str, ...]) -> None:
    """Say what every document made with a template would have fetched from elsewhere."""
    if kinds:
        st.info(
            _(
                "The template pointed to files elsewhere ({kinds}), which every document made with it would "
                "have fetched when it is opened. These references were taken out; all texts are still there."
            ).format(kinds=", ".join(kinds))
        )


def _names(placeholders: tuple[str, ...]) -> str:
    return ", ".join(f"`{{{{ {name} }}}}`" for name in placeholders)
