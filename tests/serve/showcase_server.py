"""Serves the showcase exactly as serve.py serves the tool."""

import sys
from pathlib import Path

import streamlit as st

import serve
from ui import held
from web import site

app = st.App(
    Path(__file__).with_name("showcase.py"),
    lifespan=serve.lifespan,
    routes=serve.own_routes,
    middleware=site.middleware(serve.house, serve.own_routes, serve.STREAMLIT_FILES, (), held.holders),
    on_script_error=serve.show_script_error,
    exception_handlers=site.exception_handlers,
)
serve.app = app

if __name__ == "__main__":
    sys.exit(serve.main())
