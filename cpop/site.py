"""The pages of the app: what each is called, where it stands, and what its link says."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

NAME = "Community Planning Outcomes Profile"
PAGES = Path(__file__).parent.parent / "pages"


class Page(NamedTuple):
    """One page: its section of the navigation, its title, its file and its path in the link.

    is_compared: whether the area stands beside the comparator on it; has_changes: whether it speaks of changes that
    are measured since a year of the visitor's choice.
    """

    section: str
    title: str
    file: str
    path: str
    is_compared: bool = False
    has_changes: bool = False


# The first answers at the root. No icons: the page's own would become its favicon, and that is fetched from
# another host.
SITE = tuple(
    Page(*page)
    for page in (
        ("Area", "At a glance", "glance.py", "", True, True),
        ("Area", "Trends", "trends.py", "trends", True, True),
        ("Area", "Compare", "compare.py", "compare", True, True),
        ("Area", "Priorities", "priorities.py", "priorities", True, True),
        ("Area", "Inequality", "inequality.py", "inequality", True),
        ("Communities", "Community map", "communities.py", "communities"),
        ("Communities", "Rankings", "rankings.py", "rankings"),
        ("Communities", "Community profile", "community.py", "community"),
        ("Communities", "All communities", "all_communities.py", "all-communities", False, True),
        ("Communities", "Most vulnerable", "vulnerable.py", "vulnerable", False, True),
        ("Communities", "Data zones", "data_zones.py", "data-zones"),
        ("Plan", "Our plan", "plan.py", "plan"),
        ("Plan", "Localities", "localities.py", "localities"),
        ("Plan", "Progress", "progress.py", "progress"),
        ("Plan", "Duties", "duties.py", "duties"),
        ("Take away", "Board pack", "board_pack.py", "board-pack", True, True),
        ("Take away", "Newer figures", "newer.py", "newer"),
        ("Take away", "What changed", "changes.py", "changes"),
        ("Take away", "Data", "data.py", "data"),
        ("Take away", "Guide", "guide.py", "guide"),
        ("Take away", "Find", "find.py", "find"),
    )
)
# The box of the frame leads to it, and the list of pages is for reading, not for looking up.
UNLISTED = ("find",)


def nearest(asked: str) -> str:
    """The path of the page that a mistyped path most likely meant; the first page's, "", where none is alike.

    asked: a path as it stands in an address, with or without slashes: "/Foo/compair" asks for "compare".
    """
    # By its path and by its title: both are what people write.
    known = {page.path: page.path for page in SITE if page.path}
    known = {page.title.lower().replace(" ", "-"): page.path for page in SITE} | known
    whole = asked.strip("/").lower()
    # People cut and paste: the last part of the path is the likeliest to be a page's.
    for part in (*reversed(whole.split("/")), whole.replace("/", "-")):
        words = part.removesuffix(".html").replace("_", "-").replace(" ", "-")
        similar = get_close_matches(words, known, n=1)
        if similar:
            return known[similar[0]]
    return ""
