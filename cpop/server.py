"""What the server does before its first visitor, and when a page fails."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import plotly.graph_objects  # noqa: F401 - loaded here, so that no visitor waits for it
import streamlit as st

from cpop import database
from cpop.queries import areas


@asynccontextmanager
async def warm(app: st.App) -> AsyncIterator[None]:
    """Load the figures before anybody asks, and spare each rerun a garbage collection of what never changes."""
    database.bundled()
    database.edition()
    areas.by_slug()
    gc.collect()
    gc.freeze()
    yield


def apologise(error: Exception) -> bool:
    """Log what went wrong in full, and tell the visitor calmly. The answer keeps Streamlit's own box away."""
    logging.getLogger("cpop").error("a page failed", exc_info=error)
    st.error(
        "Sorry, this page could not be shown. The fault has been logged. "
        "Please reload, or choose another page or area on the left.",
        icon=":material/error:",
    )
    return True
