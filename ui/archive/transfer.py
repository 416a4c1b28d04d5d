"""Taking a series along: the file to save, and a file from elsewhere to bring in."""

import streamlit as st

from translations import _, formats, ngettext
from ui import frame, messages, services, state
from ui.document_buttons import ZIP, document_button
from ui.documents import series
from ui.language import code as language
from ui.services import database
from ui.text import literal
from ui.uploaded import forget, once
from workshops import series as all_series
from workshops.actors import Actor
from workshops.archive import transfer, uploads
from workshops.archive.file import Archive
from workshops.archive.transfer import Known, Mode
from workshops.errors import WorkshopError


def saving(actor: Actor) -> None:
    """Offer the file of a series."""
    kept = (*all_series.every(database(), actor), *all_series.every(database(), actor, archived=True))
    by_id = {each.id: each for each in kept if not each.rehearsal}
    if not by_id:
        st.info(_("There is no series yet."))
        return
    options = list(by_id)
    current = state.get(state.SERIES)
    chosen = by_id[
        st.selectbox(
            _("Which series"),
            options,
            index=options.index(current) if current in options else 0,
            format_func=lambda key: f"{by_id[key].municipality_name} · {by_id[key].title}",
            key=state.widget("archive_series"),
        )
    ]
    name = "-".join((_("series"), chosen.municipality_name, chosen.title))
    document_button(
        _("Save as a file"),
        name,
        ZIP,
        lambda: transfer.export(database(), actor, chosen.id),
        language(),
        "archive",
    )
    if chosen.personal_data_until and not chosen.personal_data_deleted_at:
        st.caption(
            _(
                "The file holds all that is kept of the participants: remarks, answers and groups, small "
                "ones too (without names). Please delete it by {date}, too: until then the data of this "
                "series are kept."
            ).format(date=formats.date(chosen.personal_data_until))
        )


def bringing_in(actor: Actor) -> None:
    """Take a file, show what is in it, and bring it in as the advisor decides."""
    file = st.file_uploader(
        _("File of a series (.zip, at most 10 MB)"),
        type=["zip"],
        key=state.widget("archive_upload", state.get(state.IMPORTS_OF_SERIES, 0)),
    )
    if file is None:
        return
    with messages.refusals():
        read = once("series", file.getvalue(), lambda data: uploads.series(actor, data), WorkshopError)
        known = transfer.known(database(), actor, read)
        _describe(read)
        if known is None:
            if st.button(_("Bring this series in"), type="primary"):
                _bring_in(actor, read, Mode.NEW)
        else:
            _choose(actor, read, known)


def _describe(read: Archive) -> None:
    facts = [
        ngettext("{n} entry", "{n} entries", len(read.records["items"])).format(n=len(read.records["items"])),
        ngettext("{n} round", "{n} rounds", len(read.records["rounds"])).format(
            n=len(read.records["rounds"])
        ),
        ngettext("{n} answer", "{n} answers", len(read.records["ratings"])).format(
            n=formats.number(len(read.records["ratings"]))
        ),
        ngettext("{n} sketch", "{n} sketches", len(read.records["sketches"])).format(
            n=len(read.records["sketches"])
        ),
    ]
    st.markdown(
        _(
            "**{title}** for {municipality}, saved on {time}: {facts}. The file is complete and unchanged."
        ).format(
            title=literal(read.series.title),
            municipality=literal(read.series.municipality_name),
            time=formats.datetime_(read.written_at),
            facts=formats.list_(facts),
        )
    )


def _choose(actor: Actor, read: Archive, known: Known) -> None:
    st.warning(
        _(
            "Changes here that are not in the file: {here}. Changes in the file that are not here: {there}. "
            "Replacing takes the state of the file and drops what is only here; a copy leaves both."
        ).format(here=known.changes_here, there=known.changes_in_file),
        title=_("This series is here already: “{title}”.").format(title=literal(known.series.title)),
    )
    if known.hidden_rounds:
        rounds = formats.list_([str(number) for number in known.hidden_rounds])
        st.caption(
            _(
                "A copy leaves out what is not revealed yet (round {rounds}): its result would be seen "
                "too early."
            ).format(rounds=rounds)
        )
    with st.container(horizontal=True):
        if st.button(_("Replace the series here")):
            _bring_in(actor, read, Mode.REPLACE)
        if st.button(_("Bring in as a copy")):
            _bring_in(actor, read, Mode.COPY)


def _bring_in(actor: Actor, read: Archive, mode: Mode) -> None:
    brought = transfer.bring_in(database(), actor, read, mode)
    forget("series")
    services.forget_evaluations()
    series.forget()
    frame.choose(brought.id)
    state.keep(state.IMPORTS_OF_SERIES, state.get(state.IMPORTS_OF_SERIES, 0) + 1)
    messages.notice_after_rerun(_("“{title}” is here now").format(title=literal(brought.title)))
