"""One page with every kind of element that the tool uses, to be looked at under its security policy."""

import io

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from PIL import Image

st.set_page_config(page_title="Showcase", page_icon="🧭", layout="wide")
st.title("Showcase", anchor=False)
st.caption("A caption")
frame = pd.DataFrame({"name": ["a", "b"], "value": [1, 2]})
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])), alt="Two points", key="chart")
st.dataframe(frame, hide_index=True)
st.data_editor(frame, hide_index=True, key="editor")
st.table(frame)
st.download_button("Download", b"content", "file.txt")
st.file_uploader("Upload", key="upload")
picture = io.BytesIO()
Image.new("RGB", (8, 8), "navy").save(picture, "PNG")
st.image(picture.getvalue(), alt="A blue square")
st.segmented_control("Rating", [1, 2, 3, 4, 5], key="rating")
st.radio("Choice", ["x", "y"], key="choice")
st.selectbox("Place", ["Eichenzell", "Fulda"], key="place")
st.multiselect("Groups", ["a", "b"], ["a"], key="groups")
st.text_area("Text", key="text")
st.slider("Weight", 0, 10, key="weight")
st.code("code", language="python")
st.html("<nav aria-label='x'><a href='/language/en'>English</a></nav>")
st.badge("Badge", icon=":material/check:")
st.metric("Rated", "14 of 18")
st.progress(0.5, text="Progress")
with st.expander("More"):
    st.markdown("Text :material/star:")
with st.popover("Details"):
    st.write("Hidden")
st.error("An error", title="Title")
st.toast("A toast", icon=":material/check:")
if st.button("Fail"):
    raise ValueError("a secret detail")
st.write("The end")
