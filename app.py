"""The web app. Run by: streamlit run app.py"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from cpop.server import apologise, warm
from cpop.shell import Shell

# Streamlit does not compress its own bundle: a first visit weighs a third with this.
compressed = Middleware(GZipMiddleware, minimum_size=2_000)

app = st.App("cpop/frame.py", lifespan=warm, on_script_error=apologise, middleware=[compressed, Middleware(Shell)])
