"""Councils and their communities tell one story; where an outcome's direction differs, content says why.

The figures are read as published, so that a break or a series that is not alike cannot hide in our own tables.
"""

from statistics import median

import pytest
from oracle.standing import cpp_change

from cpop.catalogue import community_indicators

# How many of the 32 areas may disagree where the two series are alike: rolling years end apart.
FEW = 1


@pytest.fixture
def edition(as_published):
    return as_published.edition


def disagreeing(edition, indicator):
    """The areas whose communities and whose council figure moved apart, between years that both measured.

    Communities move as their median does; where growth is uneven (a few new towns in an area that empties) the mean
    weighted by population speaks for the area, so that only what both contradict is apart.
    """
    base = max(edition.base_year(level, indicator) for level in ("cpp", "community"))
    areas = []
    for (area, code), council in cpp_change(edition).items():
        if code != indicator or area not in edition.cpps:
            continue
        measured = [year for year in edition.years("community", indicator, ("raw",)) if year >= base]
        both = [year for year in measured if council["first_year"] <= year <= council["last_year"]]
        if len(both) < 2:
            continue
        first, last = both[0], both[-1]
        moved = edition.value("cpp", indicator, area, last) - edition.value("cpp", indicator, area, first)
        changes = {
            one: edition.value("community", indicator, one, last) - edition.value("community", indicator, one, first)
            for one in edition.members[area]
            if None not in (edition.value("community", indicator, one, year) for year in (first, last))
        }
        weighted = sum(sum(edition.income[one, 2020]) * size for one, size in changes.items())
        if council["change"] != "little_change" and moved * median(changes.values()) < 0 and moved * weighted < 0:
            areas.append(edition.areas[area]["name"])
    return areas


@pytest.mark.parametrize("indicator", community_indicators())
def test_the_two_levels_move_alike_or_the_catalogue_says_why_not(edition, indicator):
    apart = disagreeing(edition, indicator)
    if community_indicators()[indicator].alike_across_levels:
        assert len(apart) <= FEW, f"{indicator}: {len(apart)} areas disagree with their communities: {apart}"
    else:
        assert len(apart) > FEW, f"{indicator}: the two levels move alike: is alike_across_levels still false?"
