import streamlit as st

from ui import guard
from workshops.actors import Role

actor = guard.require(Role.MUNICIPALITY)
st.title("x")
