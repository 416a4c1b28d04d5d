"""What pages work with: the database, the library, and evaluations computed once per revision."""

import streamlit as st

from usecases.catalogue import Catalogue, load_catalogue
from workshops import evaluation, installation
from workshops.actors import Actor, Role
from workshops.installation import Database


def database() -> Database:
    """Return the open database."""
    return installation.database()


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """Return the library that comes with the tool."""
    return load_catalogue()


def round_evaluation(actor: Actor, round_id: str, revision: int) -> evaluation.RoundEvaluation | None:
    """Return a round's evaluation, computed once for each revision of its series.

    The right to see it is checked on every call: only what was computed is shared.
    """
    evaluation.check_visible(database(), actor, round_id)
    return _round_evaluation(round_id, revision)


@st.cache_resource(show_spinner=False, max_entries=64)
def _round_evaluation(round_id: str, revision: int) -> evaluation.RoundEvaluation | None:  # noqa: ARG001
    return evaluation.of_round(database(), Actor(Role.ADVISOR), round_id)
