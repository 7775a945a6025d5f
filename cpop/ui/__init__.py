"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.board_pack import board_pack, make_pack, pick_pack, preview_pack
from cpop.ui.card import header
from cpop.ui.places import chosen

__all__ = ["board_pack", "chosen", "header", "make_pack", "pick_pack", "preview_pack"]
