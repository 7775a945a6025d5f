"""The community pages of every area, read as a visitor reads them: no verdict that the figures beside it contradict."""

import re
from html import unescape

import pytest

from cpop.catalogue import community_indicators
from cpop.queries import areas, communities

pytestmark = pytest.mark.sweep
AREAS = [one.slug for one in areas.by_slug().values() if not one.is_scotland]
CATALOGUE = community_indicators()
CELL = re.compile(
    r"<strong>(?P<word>Improved|Worsened|Little change)</strong>(?:<span class=\"rest\">(?P<told>[^<]*)</span>)?</span>"
    r"<span class=\"small[^\"]*\">(?P<first>[^<→]+) → (?P<last>[^<]+)</span>"
)
COURSE = re.compile(
    r"(?P<word>Improved|Worsened|Little change)(?:: (?P<told>[^\"<]*?))?, (?P<first>£?[\d.,]+%?) in \d{4}/\d\d to "
    r"(?P<last>£?[\d.,]+%?) in \d{4}/\d\d"
)


def number(text):
    return float(re.sub(r"[^\d.\-]", "", text))


def contradicts(indicator, found):
    """Whether a verdict's word or size goes against the two figures printed beside it."""
    first, last = number(found["first"]), number(found["last"])
    if found["word"] == "Little change":
        return abs(first - last) > 1.01 * 10**-indicator.decimals
    if first == last:
        return True
    better = (last > first) == (indicator.better == "higher")
    if better != (found["word"] == "Improved"):
        return True
    told = found["told"]
    if told.startswith(("up", "down")):
        return told.startswith("up") != (last > first) or number(told) == 0
    return [number(one) for one in told.split(" to ")] != [first, last]


@pytest.mark.parametrize("area", AREAS)
def test_changes_of_the_most_vulnerable_go_with_their_figures(run_page, area):
    table = next(one.value for one in run_page("vulnerable.py", area=area).markdown if "cpop arrows" in one.value)
    seen = 0
    for row in table.split("<tbody>")[1].split("</tr>"):
        indicator = next((one for one in CATALOGUE.values() if f'scope="row">{one.label}<' in unescape(row)), None)
        for found in CELL.finditer(row):
            seen += 1
            assert not contradicts(indicator, found), (indicator.code, found[0])
    assert seen >= 8 * 6


@pytest.mark.parametrize("area", AREAS)
def test_changes_of_all_communities_go_with_their_figures_and_counts(run_page, area):
    # Each area with another outcome, so that all are read many times.
    code = list(CATALOGUE)[AREAS.index(area) % len(CATALOGUE)]
    app = run_page("all_communities.py", area=area, indicator=code)
    grid = next(one.value for one in app.markdown if "one-outcome" in one.value)
    labels = re.findall(r"<title>([^<]*)</title>", grid)
    found = [match for label in labels if (match := COURSE.search(label))]
    assert len(labels) == len(communities.within(areas.by_slug()[area]))
    assert [one[0] for one in found if contradicts(CATALOGUE[code], one)] == []
    said = next(one.value for one in app.markdown if "among" in one.value and "improved from" in one.value)
    counted = re.search(r"(None|All|\d+) of (\d+) improved", said)
    improved = sum(one["word"] == "Improved" for one in found)
    assert {"None": 0, "All": len(labels)}.get(counted[1], counted[1]) in (improved, str(improved))


@pytest.mark.parametrize("area", AREAS)
def test_the_map_and_the_rankings_shade_each_community_alike(run_page, area):
    from cpop.style import RANK_SHADES

    shades = {fill: step for step, (fill, *_) in enumerate(RANK_SHADES)}
    ranked = next(
        one.value for one in run_page("rankings.py", area=area, show="all").markdown if 'class="ranked' in one.value
    )
    names = re.findall(r'<a class="[^"]*" href="[^"]*community=([^"&]+)".*?<rect[^>]*fill="([^"]+)"', ranked)
    on_map = next(one.value for one in run_page("communities.py", area=area).markdown if "map-table" in one.value)
    steps = re.findall(r'community=([^"&]+)"[^>]*>[^<]*</a></th><td><i class="shade s(\d)"', on_map)
    assert {name: shades[fill] for name, fill in names} == {name: int(step) for name, step in steps}
    assert len(names) == len(communities.within(areas.by_slug()[area]))
