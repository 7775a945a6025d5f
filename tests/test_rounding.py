"""Figures are rounded half away from zero, in one place: no shown figure is left to Python's own rounding."""

import ast
from pathlib import Path

import pytest

from cpop.catalogue import indicators, number, rounded

ROOT = Path(__file__).resolve().parents[1]
# Places of a drawing and file sizes are no figures of the profile, and the axes' ticks are exact.
DRAWN = ("charts/kit.py", "charts/quadrant.py", "charts/compare.py")
ALLOWED = {
    "width",
    "y",
    "x",
    "end",
    "(row.share or 0) * 100",
    "mark",
    "label.box.bottom - 4",
    "len(content) / 1000",
}


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (406.5, 0, "407"),
        (-406.5, 0, "-407"),
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-0.004, 2, "0.00"),
        (1204.5, 0, "1,205"),
    ],
)
def test_halves_go_away_from_zero(value, decimals, shown):
    assert number(value, decimals) == shown
    assert rounded(value, decimals) == rounded(-value, decimals) * -1


def test_an_indicator_shows_its_figures_by_the_same_rule():
    whole = next(one for one in indicators().values() if one.decimals == 0)
    assert whole.format(406.5).strip("£%") == "407"


def formatted(path):
    """Each value that a module writes with a number of decimals of its own: (line, the value's source)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            spec = "".join(str(one.value) for one in node.format_spec.values if isinstance(one, ast.Constant))
            if spec.endswith(("f", "%")):
                yield node.lineno, ast.unparse(node.value)


@pytest.mark.parametrize("part", ["ui", "words", "charts", "pack", "table"])
def test_no_figure_is_shown_with_pythons_rounding(part):
    found = [
        f"{path.relative_to(ROOT)}:{line}: {value}"
        for path in sorted((ROOT / "cpop" / part).rglob("*.py"))
        for line, value in formatted(path)
        if value not in ALLOWED and not value.startswith("rounded(") and not str(path).endswith(DRAWN)
    ]
    assert found == []
