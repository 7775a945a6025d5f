"""Figures for the far end of a room."""

from __future__ import annotations

from typing import Any

# What is a length on the screen: text, marks, lines, the room around the plot, and shifts of labels.
_LENGTHS = {"size", "height", "l", "r", "t", "b", "xshift", "yshift", "ax", "ay", "ticklen", "standoff"}


def enlarged(figure: dict[str, Any], factor: float) -> dict[str, Any]:
    """A copy of a figure (a plain dict) with text, marks, lines, margins and height `factor` times as large."""
    return {name: _enlarged(part, factor, name) for name, part in figure.items()}


def _is_length(key: str, inside: str) -> bool:
    # The width of a line is a length; that of a bar is in the units of its axis.
    return key in _LENGTHS or (key == "width" and inside == "line")


def _enlarged(part: Any, factor: float, name: str) -> Any:  # noqa: ANN401 - any piece of a figure
    if isinstance(part, dict):
        return {key: _grown(value, factor, key, name) for key, value in part.items()}
    if isinstance(part, (list, tuple)) and any(isinstance(one, dict) for one in part):
        return [_enlarged(one, factor, name) for one in part]
    return part


def _grown(value: Any, factor: float, key: str, inside: str) -> Any:  # noqa: ANN401
    if not _is_length(key, inside):
        return _enlarged(value, factor, key)
    if isinstance(value, (list, tuple)):
        return [one * factor for one in value]
    return value * factor if isinstance(value, (int, float)) else value
