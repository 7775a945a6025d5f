"""Colours, marks and sizes, each named by its use. The palette is the Government Analysis Function's accessible one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """How one kind of series looks on every chart: its colour, the darker shade for text, and its marker."""

    colour: str
    text: str
    marker: str
    width: float


AREA = Role(colour="#12436D", text="#12436D", marker="circle", width=3.0)
COMPARATOR = Role(colour="#F46A25", text="#B5471A", marker="square", width=2.5)
SCOTLAND = Role(colour="#3D3D3D", text="#3D3D3D", marker="diamond", width=2.0)
EXTRA = (
    Role(colour="#28A197", text="#1B6F68", marker="triangle-up", width=2.0),
    Role(colour="#801650", text="#801650", marker="triangle-down", width=2.0),
    Role(colour="#A285D1", text="#6B4AA0", marker="circle", width=2.0),
)
REST = Role(colour="#BFBFBF", text="#595959", marker="line-ns", width=1.0)
LEAST_DEPRIVED = Role(colour="#28A197", text="#1B6F68", marker="circle", width=2.5)
MOST_DEPRIVED = Role(colour="#801650", text="#801650", marker="square", width=2.5)
# Between the two lines of the tenths: light, so that both lines and the words in it stay readable.
GAP_FILL = "#F3EAF0"
# Where an index is about even.
EVEN_BAND = "#EEF1F5"

# A community in focus, and what stands beside it on its profile.
COMMUNITY = AREA
COMMUNITY_AREA = COMPARATOR
TYPE_MEAN = EXTRA[0]
SIMILAR = EXTRA[1]
# The marker of a role as a character, for the names of a chart's rows.
SIGN = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "triangle-down": "▼"}
# All other areas where they are bars or dots, not thin lines: 3:1 on paper.
BAR_REST = "#8A95A1"

TEXT = "#1F2933"
MUTED_TEXT = "#595959"
GRID = "#E3E6EA"
AXIS = "#6B7280"
PAPER = "#FFFFFF"
PROJECTION_BAND = "#F1F3F6"

# Solid for measured, dashed for estimated, dotted for projected: the same on every chart.
DASH = {"raw": "solid", "imputed": "dash", "projected": "dot"}
SVG_DASH = {"raw": "none", "imputed": "5 3", "projected": "1.5 3"}
STATUS_WORD = {"raw": "measured", "imputed": "estimated", "projected": "projected"}

# One hue, light to dark: for maps and heatmaps. The darkest is the area's own colour.
SEQUENCE = ("#EAF0F6", "#C9D8E6", "#A3BDD4", "#7BA0C0", "#5482A9", "#2F648D", "#12436D")
# Worse to better, from dark brown over grey to pale blue: hues apart for every kind of colour vision, and ever lighter,
# so that a sheet in grey tells them apart too.
WORSE_SHADES = ("#5A2103", "#8F3E0D", "#C0662A")
LITTLE_CHANGE = "#B0AAA2"
BETTER_SHADES = ("#9FC6E3", "#C3DDF1", "#EAF4FC")


# The cells of a heatmap, background and text: the same hue from best to poorest, without the middle shades on which
# neither dark nor white text reaches 4.5:1.
HEAT = (
    ("#EAF0F6", TEXT),
    ("#C9D8E6", TEXT),
    ("#ABC4DA", TEXT),
    ("#8BAECB", TEXT),
    ("#2F648D", PAPER),
    ("#12436D", PAPER),
)
# Fifths from the best to the poorest, background and text: shades on which the number inside can be read.
FIFTHS = (HEAT[0], HEAT[1], HEAT[3], HEAT[4], HEAT[5])
# Between two places of a map; a place that is not compared; a place without a figure.
MAP_EDGE = "#6B7280"
MAP_OTHER = "#FFFFFF"
MAP_TO_CHOOSE = "#DCE7F1"
MAP_MISSING = "#D9D2CC"
MAP_SIZE_OF_TEXT = 14
# The localities of a plan on a map, in turn (each has its number on it too); a community in several; one in none.
LOCALITIES = ("#12436D", "#28A197", "#F46A25", "#A285D1", "#801650", "#8BAECB", "#C9A227")
IN_SEVERAL, IN_NONE = "#3D3D3D", "#EFEDE9"
# The neighbours of what a map shows: land, paler than every shade of a figure.
MAP_AROUND = "#F7F6F3"
MAP_AROUND_EDGE = "#B9BEC5"
# Names of towns: those for which a phone has room too, and those further, which app.css knows by this size.
MAP_SIZE_OF_NAMES = 13
MAP_SIZE_OF_FURTHER_NAMES = 12
# How wide maps are at least, by the column that the page gives them on a desk (1250 px), and on a phone.
MAP_WIDTH, MAP_PHONE_WIDTH = 430, 280
AREA_MAP_WIDTH, AREA_ZONE_MAP_WIDTH, DATA_ZONE_MAP_WIDTH, FIRST_MAP_WIDTH = 470, 500, 350, 380
COMMUNITY_MAP_WIDTH = 520
COMMUNITY_MAP_HEIGHTS = (380, 620)
SCOTLAND_MAP_HEIGHT = 760
DATA_ZONE_MAP_HEIGHT = 460
AREA_ZONE_MAP_HEIGHT = 620


@dataclass(frozen=True)
class Mark:
    """How a standing or a change looks: a sign that survives without colour, and its colour."""

    sign: str
    colour: str
    background: str


NOT_COMPARED = Mark("–", "#595959", "#FFFFFF")
BETTER = Mark("▲", "#12436D", "#DCE7F1")
WORSE = Mark("▼", "#801650", "#F1DCE7")
UNCHANGED = Mark("=", "#3D3D3D", "#F1F1F1")
# How a place stands beside another, as it is called: open where level and movement point different ways.
BESIDE = {
    "better": BETTER,
    "better, but losing ground": Mark("△", "#12436D", "#F1F5F9"),
    "about the same": UNCHANGED,
    "worse, but catching up": Mark("▽", "#801650", "#F9F1F5"),
    "worse": WORSE,
}

# Whether inequality grows, shrinks or stays where the deprived fare worse; else who does not, or no agreement.
INEQUALITY = {
    "growing": WORSE,
    "shrinking": Mark("▽", "#801650", "#F9F1F5"),
    "unchanged": UNCHANGED,
    "turned": WORSE,
    "mixed": Mark("≠", "#3D3D3D", "#F1F1F1"),
    "others": BETTER,
    "even": UNCHANGED,
}

FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
FONT_SIZE = 14
CHART_HEIGHT = 460

_AXIS = {
    "gridcolor": GRID,
    "linecolor": AXIS,
    "tickcolor": AXIS,
    "tickfont": {"color": TEXT, "size": 13},
    "title": {"font": {"color": TEXT, "size": 13}},
    "zerolinecolor": AXIS,
    "automargin": True,
}

# The one Plotly template, as the plain dict that figures carry in their layout.
TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 56, "r": 24, "t": 24, "b": 48},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": AXIS, "font": {"color": TEXT, "size": 13}},
        "xaxis": _AXIS | {"showgrid": False},
        "yaxis": _AXIS | {"zeroline": False},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
    }
}
# The mode bar adds eight tab stops a chart; a chart's data is one click away beneath it instead.
CONFIG = {"displayModeBar": False, "responsive": True}
# A map scrolls with its page instead of zooming under the finger. Plotly's maps ask for a base map even where none is
# drawn: this sends them to an empty one of our own instead of another host. Relative, as all that is served by URL, so
# that it also works where the app is served under a path of its own.
STATIC = "app/static"
MAP_CONFIG = CONFIG | {"topojsonURL": f"{STATIC}/topojson", "scrollZoom": False}

# Communities in seven shades by rank, the poorest darkest: background and text of a label (4.5:1 at least), and the
# line that leads from it (3:1 on paper). One hue, without the middle shades on which no text is readable.
RANK_SHADES = (
    ("#12436D", PAPER, "#12436D"),
    ("#2F648D", PAPER, "#2F648D"),
    ("#457399", PAPER, "#457399"),
    ("#9DBAD3", TEXT, "#5A84A8"),
    ("#B9CFE1", TEXT, "#6B8FAF"),
    ("#D3E0EC", TEXT, "#7794B0"),
    ("#EDF3F8", TEXT, "#7F96AC"),
)
# A community that the reader follows across a chart.
FOLLOWED = "#1F2933"
