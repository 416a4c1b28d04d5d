"""A wall as a Streamlit page: code, counters every second, a look at the revision every two, a chart after
the reveal.

What the tool had before its light wall, for comparing; run by `benchmarks/wall.py`.
"""

import os

import plotly.graph_objects as go
import streamlit as st

from storage.database import open_database
from ui.addresses import qr_code
from workshops import series
from workshops.live import steering
from workshops.live.rounds import State
from workshops.wall import known

SERIES = os.environ["BENCHMARK_SERIES"]


@st.cache_resource
def database():
    return open_database(os.environ["DATABASE_URL"])


shown = series.get(database(), known.eyes(SERIES), SERIES)
now = steering.state(database(), known.eyes(SERIES), SERIES)


@st.fragment(run_every=2)
def follow() -> None:
    newer = steering.state(database(), known.eyes(SERIES), SERIES)
    if newer.round != now.round or newer.offer != now.offer:
        st.rerun()


@st.fragment(run_every=1)
def count() -> None:
    counted = steering.state(database(), known.eyes(SERIES), SERIES).readiness
    st.html(f'<p style="font-size:4.5rem">{counted.finished} / {counted.joined}</p>')


follow()
if now.round is not None and now.round.state is State.REVEALED:
    seen = known.result(database(), SERIES)
    if seen is not None:
        ranked = seen.evaluation.ranking
        bars = go.Bar(
            y=[seen.titles[each.item_id] for each in ranked],
            x=[each.score for each in ranked],
            orientation="h",
        )
        st.plotly_chart(go.Figure(bars))
else:
    picture, words = st.columns(2)
    with picture:
        st.image(qr_code(f"http://192.0.2.1:8501/join/{shown.join_code}"), width=620)
    with words:
        st.html(f'<p style="font-size:6rem">{shown.join_code}</p>')
        count()
