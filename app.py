"""The web app. Run by: uvicorn app:app, or streamlit run app.py"""

import streamlit as st

from cpop import downloads, server

server.load()
downloads.keep()
app = st.App(
    "cpop/frame.py",
    lifespan=server.warm,
    on_script_error=server.apologise,
    routes=server.routes(),
    middleware=server.middleware(),
)
