"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import (
    area_series,
    areas,
    every_area_series,
    glance,
    positions,
)

__all__ = ["area_series", "areas", "every_area_series", "glance", "positions"]
