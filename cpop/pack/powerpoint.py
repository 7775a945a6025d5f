"""A pack as PowerPoint: native charts and tables that can be edited, wide slides, text alternatives, speaker notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from io import BytesIO

from pptx.presentation import Presentation as File
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Emu

from cpop.pack import host, native, outline_map
from cpop.pack.content import NOTHING_TO_DRAW, Map, Pack, Slide
from cpop.pack.template import (
    ATTRIBUTION,
    AUTHOR,
    BOTTOM,
    CHART,
    CHARTED,
    COVER,
    FOOTER,
    LIVE_VIEW,
    LOGO,
    POINTS,
    SMALLEST,
    TABLED,
    TITLE_SIZE,
    WORDS,
)
from cpop.style import AREA, MUTED_TEXT, TEXT
from cpop.table import letters, powerpoint
from cpop.table.powerpoint import Room, write
from cpop.words.standing import Headline

# What a map takes of a slide's width at most; in inches, how narrow it may be with its key, and how far from the words.
_MAP_SHARE, _MAP_NARROWEST, _MAP_APART = 0.33, 2.2, 0.2
_LARGEST = {WORDS: 20, CHARTED: 18, TABLED: 16}


def write_slides(pack: Pack, progress: Callable[[float], object] = lambda share: None) -> bytes:
    """The .pptx file of a pack. `progress` hears the share that is done, 0 to 1, after each slide.

    Raises HostError where the host's own presentation or logo cannot be used.
    """
    file = host.presentation()
    _own(file, pack)
    layouts = {layout.name: layout for layout in file.slide_layouts}
    _cover(file.slides.add_slide(layouts[COVER]), pack)
    for number, slide in enumerate(pack.slides, start=1):
        _slide(file, layouts, slide)
        progress(number / len(pack.slides))
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _own(file: File, pack: Pack) -> None:
    """Whose file it is, and of which edition: on the master too, which all slides show."""
    core = file.core_properties
    core.title, core.subject, core.author, core.last_modified_by = pack.title, pack.subtitle, AUTHOR, AUTHOR
    core.language, core.keywords, core.comments = "en-GB", pack.edition, pack.attribution
    core.created = core.modified = datetime.combine(pack.made, time())
    for shape in file.slide_master.shapes:
        if shape.name == FOOTER:
            shape.text_frame.paragraphs[0].runs[0].text = f"{AUTHOR}, {pack.edition} edition"


def _cover(page: Page, pack: Pack) -> None:
    _title(page).text = pack.title
    page.placeholders[POINTS].text_frame.text = pack.subtitle
    page.placeholders[ATTRIBUTION].text_frame.text = f"{pack.attribution}."
    _logo(page)
    _note(page, [Headline("Live view", pack.address), Headline("Attribution", pack.attribution)])


def _logo(page: Page) -> None:
    """The host's logo, whole, at the right of its place; without one no place, which some programs would print."""
    logo, place = host.logo(), page.placeholders[LOGO]
    place._element.getparent().remove(place._element)
    if logo is None:
        return
    picture = page.shapes.add_picture(BytesIO(logo[0]), place.left, place.top)
    scale = min(place.width / picture.width, place.height / picture.height)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    picture.left = Emu(place.left + place.width - picture.width)
    picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", "Logo")


def _title(page: Page) -> TextFrame:
    """Where the title of a slide goes: every layout has one (host.presentation)."""
    frame: TextFrame = page.placeholders[0].text_frame
    return frame


def _slide(file: File, layouts: dict[str, SlideLayout], slide: Slide) -> None:
    name = CHARTED if slide.chart else TABLED if slide.table else WORDS
    page = file.slides.add_slide(layouts[name])
    title = page.placeholders[0]
    # Bold letters are wider: as if the box were narrower.
    sizes = range(TITLE_SIZE, SMALLEST - 1, -1)
    size = letters.largest([slide.title], _inches(title.width) / letters.BOLD - 0.1, _inches(title.height), sizes)
    write(_title(page).paragraphs[0], slide.title, size, AREA.text, bold=True)
    points = page.placeholders[POINTS]
    if slide.table is not None:
        _tabled(page, points, slide)
    else:
        if slide.map is not None:
            _mapped(page, points, slide.map)
        sizes = range(_LARGEST[name], SMALLEST - 1, -1)
        texts = [point.text for point in slide.points]
        _say(
            points.text_frame,
            slide.points,
            letters.largest(texts, _inches(points.width), _inches(points.height), sizes),
        )
    if slide.chart is not None:
        place = page.placeholders[CHART]
        if slide.chart.has_values:
            native.draw(slide.chart, place)
        else:
            box = page.shapes.add_textbox(place.left, place.top, place.width, place.height)
            place._element.getparent().remove(place._element)
            write(box.text_frame.paragraphs[0], NOTHING_TO_DRAW, _LARGEST[CHARTED], MUTED_TEXT)
    live = page.placeholders[LIVE_VIEW].text_frame.paragraphs[0]
    write(live, "Live view", SMALLEST, AREA.text)
    live.runs[0].hyperlink.address = slide.live
    _note(page, [*slide.notes, Headline("Live view", slide.live)])


def _mapped(page: Page, points: SlidePlaceholder, drawn: Map) -> None:
    """The map at the right of what is said, which makes room for it."""
    left, top, width, height = (_inches(one) for one in (points.left, points.top, points.width, points.height))
    tall = (height - outline_map.KEY_HEIGHT) * drawn.width / drawn.height
    beside = min(width * _MAP_SHARE, max(tall, _MAP_NARROWEST))
    points.left, points.top, points.height = points.left, points.top, points.height
    points.width = int((width - beside - _MAP_APART) * 914400)
    outline_map.place(drawn, page, Room(left + width - beside, top, beside, height))


def _tabled(page: Page, points: SlidePlaceholder, slide: Slide) -> None:
    """What is said above a table, where there is anything, and the table beneath it."""
    left, top, width = (_inches(one) for one in (points.left, points.top, points.width))
    if slide.points:
        size = _LARGEST[TABLED]
        height = sum(
            letters.lines(point.text, size, width) * letters.LINE + letters.PARAGRAPH for point in slide.points
        )
        height = height * size / letters.POINTS_PER_INCH
        _say(points.text_frame, slide.points, size)
        points.left, points.top, points.width = points.left, points.top, points.width
        points.height = int(height * 914400)
        top += height + 0.05
    else:
        points._element.getparent().remove(points._element)
    if slide.table is not None:
        powerpoint.place(slide.table, page, Room(left - 0.1, top, width + 0.2, BOTTOM - top))


def _inches(length: int) -> float:
    return length / 914400


def _say(frame: TextFrame, points: Sequence[Headline], size: float) -> None:
    for number, point in enumerate(points):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if point.lead:
            write(paragraph, f"{point.lead}: ", size, TEXT, bold=True)
        write(paragraph, point.rest, size, TEXT)


def _note(page: Page, notes: Sequence[Headline]) -> None:
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(note.text for note in notes)
