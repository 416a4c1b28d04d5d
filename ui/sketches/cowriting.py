"""What the municipality wrote on a sketch: beside the text it is on, with the difference and the answer."""

from collections.abc import Callable
from html import escape

import streamlit as st

from sketches import written
from sketches.changes import Piece, pieces
from sketches.model import TEXT_LENGTH
from sketches.outline import Outline
from translations import N_, _, ngettext
from translations.formats import date
from ui import messages, state
from ui.language import code
from ui.services import database
from ui.text import literal
from ui.typed import saved, typed_text
from workshops.actors import Actor
from workshops.errors import StorageError, WorkshopError
from workshops.handing_over import answering, contributions
from workshops.handing_over.contributions import REMARK_LENGTH, ContributionView, Kind, State
from workshops.handing_over.sketching import SketchView
from workshops.live.drafts import ANSWERS

_SIGNS = {"": "{}", "+": '<ins style="margin-inline-start: 0.15em">{}</ins>', "-": "<del>{}</del>"}
_BECAME = {
    State.ADOPTED: N_("taken over"),
    State.ADAPTED: N_("taken over with changes"),
    State.ANSWERED: N_("answered"),
}


class FromTheMunicipality:
    """The contributions to a sketch. What is pressed is done only after the editor's own text was saved."""

    def __init__(self, actor: Actor, sketch: SketchView) -> None:
        self._actor = actor
        self._sketch = sketch
        found = contributions.of_series(database(), actor, sketch.series_id)
        self.sent = tuple(each for each in found if each.sketch_id == sketch.id)
        self._pressed: Callable[[], object] | None = None

    def waiting(self, place: str) -> tuple[ContributionView, ...]:
        """Return what waits for an answer at a place of the sketch."""
        return tuple(each for each in self.sent if each.place == place and each.state is State.OPEN)

    def beside(self, place: str) -> None:
        """Show what waits at a place, with the ways to answer it."""
        for each in self.waiting(place):
            with st.container(border=True):
                st.caption(_when(each))
                if each.kind is Kind.PROPOSAL:
                    self._proposal(each)
                else:
                    st.markdown(_quoted(each.text))
                    if each.base != self._present(place):
                        st.caption(_("The text of this section has been changed since this was written."))
                    self._answer(each, _("Send the answer"))

    def carry_out(self) -> bool:
        """Do what was pressed in this run; return whether the sketch may be another one now."""
        if self._pressed is None:
            return False
        try:
            self._pressed()
        except (WorkshopError, StorageError) as error:
            messages.refusal(error)
            return False
        return True

    def _proposal(self, each: ContributionView) -> None:
        present, seen = self._present(each.place), state.widget("seen", each.id)
        before = state.get(seen, present)
        state.keep(seen, present)
        if each.base == present:
            st.html(_marked(pieces(present, each.text)))
        else:
            st.warning(_("The text has been changed since the municipality wrote. Both differences:"))
            st.caption(_("What the municipality changed in the text that it had before it:"))
            st.html(_marked(pieces(each.base, each.text)))
            st.caption(_("What would change in the present text:"))
            st.html(_marked(pieces(present, each.text)))
        text = each.text
        if st.toggle(_("Change it before taking it over"), key=state.widget("adapt", each.id)):
            text = typed_text(
                self._actor,
                self._sketch.series_id,
                _kept(each, "text"),
                _("Text to take over"),
                key=state.widget("adapted", each.id),
                stored=each.text,
                height=180,
                max_chars=TEXT_LENGTH,
            ).text
        self._answer(
            each,
            _("Do not take it over, only answer"),
            lambda answer: self._adopt(each, text, before, answer),
        )

    def _answer(
        self,
        each: ContributionView,
        label: str,
        adopt: Callable[[str], object] | None = None,
    ) -> None:
        answer = typed_text(
            self._actor,
            self._sketch.series_id,
            _kept(each, "answer"),
            _("Answer to the municipality (optional when the text is taken over)")
            if adopt
            else _("Answer to the municipality"),
            key=state.widget("answer", each.id),
            height=80,
            max_chars=REMARK_LENGTH,
        ).text
        with st.container(horizontal=True):
            if adopt and st.button(_("Take the text over"), key=state.widget("adopt", each.id)):
                self._pressed = lambda: adopt(answer)
            if st.button(label, key=state.widget("reply", each.id)):
                self._pressed = lambda: self._reply(each, answer)

    def _adopt(self, each: ContributionView, text: str, over: str, answer: str) -> None:
        where = (database(), self._actor, self._sketch.series_id, each.id)
        answering.adopt(*where, text=text, over=over, answer=answer)
        self._forget(each)

    def _reply(self, each: ContributionView, answer: str) -> None:
        answering.answer(database(), self._actor, self._sketch.series_id, each.id, text=answer)
        self._forget(each)

    def _forget(self, each: ContributionView) -> None:
        for what in ("text", "answer"):
            saved(self._actor, self._sketch.series_id, _kept(each, what))

    def _present(self, place: str) -> str:
        return written.text_of(self._sketch.content, place)


def standing(
    wrote: FromTheMunicipality, sketch: SketchView, outline: Outline, *, elsewhere: bool = False
) -> None:
    """Say what waits for an answer, and whether the municipality has confirmed the text.

    `elsewhere`: what waits is not shown on this view of the page.
    """
    if held := sketch.confirmation:
        day = date(held.confirmed_at)
        if held.holds:
            confirmed = _("The municipality confirmed this text on {date}.").format(date=day)
            st.success(confirmed, icon=":material/verified:")
        else:
            lapsed = _(
                "The municipality confirmed version {version} on {date}. The text has been changed since, "
                "so the confirmation holds no longer."
            )
            st.warning(lapsed.format(version=held.version, date=day))
    titles = _titles(outline)
    waiting = [titles[place] for place in written.places(outline) for _each in wrote.waiting(place)]
    if not waiting:
        return
    count = ngettext(
        "{n} contribution of the municipality waits for you",
        "{n} contributions of the municipality wait for you",
        len(waiting),
    ).format(n=len(waiting))
    where = _("They stand under “All sections and documents”.") if elsewhere else ""
    st.info(f"**{count}**: {literal('; '.join(dict.fromkeys(waiting)))}. {where}".rstrip())


def answered(wrote: FromTheMunicipality, sketch: SketchView, outline: Outline) -> None:
    """List what was answered, the newest first."""
    titles = _titles(outline)
    done = [each for each in reversed(wrote.sent) if each.state is not State.OPEN]
    if not done:
        return
    label = _("Answered contributions ({number})").format(number=len(done))
    with st.expander(label, key=state.widget("answered", sketch.id)):
        for each in done:
            title = literal(titles.get(each.place, each.place))
            st.markdown(f"**{title}** · {_when(each)} · {_became(each)}")
            st.markdown(_quoted(each.text))
            if each.answer:
                st.caption(_("Answer: {text}").format(text=literal(each.answer)))


def _titles(outline: Outline) -> dict[str, str]:
    return {section.id: section.title(code()) for section in outline.sections} | {
        written.SUMMARY: _("Summary")
    }


def _when(each: ContributionView) -> str:
    day = date(each.sent_at)
    if each.kind is Kind.PROPOSAL:
        return _("The municipality proposes another text ({date})").format(date=day)
    return _("The municipality remarks ({date})").format(date=day)


def _became(each: ContributionView) -> str:
    return _(_BECAME[each.state])


def _quoted(text: str) -> str:
    return "> " + literal(text).replace("\n", "  \n> ")


def _marked(found: tuple[Piece, ...]) -> str:
    """Return the difference of two texts as HTML: new words underlined, gone ones struck through."""
    words = "".join(_SIGNS[piece.sign].format(escape(piece.text)) for piece in found)
    return f'<p style="white-space: pre-wrap">{words}</p>'


def _kept(each: ContributionView, what: str) -> str:
    """Return the place at which the advisor's own words on a contribution are kept while being typed."""
    return f"{ANSWERS}{each.id} {what}"
