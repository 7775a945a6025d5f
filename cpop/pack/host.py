"""What a host may make its own: the presentation that packs start from, and a logo. Both are files, set by name."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pptx.presentation import Presentation as File
from pptx.slide import SlideLayout

from cpop.pack import template

# A .pptx or .potx with the layouts of ours; a .png or .jpg.
TEMPLATE, LOGO = "CPOP_PACK_TEMPLATE", "CPOP_PACK_LOGO"
_LOGOS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_FILE_TYPE = b"presentationml.presentation.main+xml"


class HostError(ValueError):
    """A file of the host's that packs cannot use; the message names the setting, the file and what to do."""


def presentation() -> File:
    """An empty presentation: the host's, or ours. Raises HostError where the host's lacks a layout or a place."""
    path = _set(TEMPLATE) or template.PATH
    try:
        file = Presentation(BytesIO(_opened(path.read_bytes())))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise HostError(f"{TEMPLATE} = {path}: no presentation ({error}). Name a .pptx or .potx file") from error
    layouts = {layout.name: _places(layout) for layout in file.slide_layouts}
    for name, places in template.PLACES.items():
        missing = sorted(places - layouts.get(name, set()))
        if name not in layouts or missing:
            lack = f"lacks the placeholders {missing}" if name in layouts else "is missing"
            raise HostError(f"{TEMPLATE} = {path}: layout {name!r} {lack}. Start from {template.PATH.name} of this app")
    return file


def _places(layout: SlideLayout) -> set[int]:
    """The placeholders of a layout, by their numbers."""
    return {shape.placeholder_format.idx for shape in layout.shapes if shape.is_placeholder}


def _opened(stored: bytes) -> bytes:
    """A .potx as the .pptx that it would become: they differ in the name of one type."""
    if not zipfile.is_zipfile(BytesIO(stored)):
        raise ValueError("not an Office file")
    with zipfile.ZipFile(BytesIO(stored)) as source:
        types = source.read("[Content_Types].xml")
        if _TEMPLATE_TYPE not in types:
            return stored
        written = BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                is_types = name == "[Content_Types].xml"
                target.writestr(name, content.replace(_TEMPLATE_TYPE, _FILE_TYPE) if is_types else content)
    return written.getvalue()


def logo() -> tuple[bytes, str] | None:
    """The host's logo and its media type, if it has one. Raises HostError where it is no PNG or JPEG."""
    path = _set(LOGO)
    if path is None:
        return None
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise HostError(f"{LOGO} = {path}: cannot be read ({error})") from error
    for start, kind in _LOGOS.items():
        if stored.startswith(start):
            return stored, kind
    raise HostError(f"{LOGO} = {path}: neither PNG nor JPEG. Save the logo as one of these")


def _set(name: str) -> Path | None:
    value = os.environ.get(name, "").strip()
    return Path(value) if value else None
