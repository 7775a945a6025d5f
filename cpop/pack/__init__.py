"""The board pack: one content, as slides to edit and as a report to read."""

from cpop.pack.content import Figures, Pack, Slide, assemble
from cpop.pack.powerpoint import powerpoint
from cpop.pack.report import report

__all__ = ["Figures", "Pack", "Slide", "assemble", "powerpoint", "report"]
