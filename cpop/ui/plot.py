"""The one way to put a Plotly figure on a page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cpop.charts.enlarge import enlarged
from cpop.style import CONFIG
from cpop.ui.share import PRESENT_SCALE, is_presented


def plot(figure: dict[str, Any], *, config: dict[str, Any] = CONFIG, **kwargs: Any) -> Any:  # noqa: ANN401
    """Draw a figure: as st.plotly_chart, without Streamlit's theme, and larger where the view is presented."""
    shown = enlarged(figure, PRESENT_SCALE) if is_presented() else figure
    return st.plotly_chart(shown, theme=None, config=config, **kwargs)
