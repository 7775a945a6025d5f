"""The three measures of inequality between communities. Each function answers {key: row} for one view."""

from __future__ import annotations

from oracle.arithmetic import duncan, mean, simd_edition, slope, tiles
from oracle.edition import SCOTLAND

TENTHS_EDITION = 2020


def _communities_of(edition):
    """The communities of each area by its code; Scotland's are all of them."""
    return dict(edition.members) | {SCOTLAND: sorted(edition.communities)}


def inequality_tenths(edition):
    """One row for every area, indicator and raw year: the most and the least deprived tenth of communities.

    "communities of a CPP in ntile(10) by SIMD 2020 rate (1 = least deprived). Where a CPP has fewer than ten
    communities its most deprived tile is the last one it has. For Scotland: ntile(10) over all 1,279. Value of a
    tenth: unweighted mean of raw values. Gap = most - least deprived; ratio = most / least." Read as: equal rates
    in order of code; the ratio is missing where the least deprived tenth's mean is nought.
    Key: area_code, indicator, year.
    """
    answer = {}
    for area, codes in _communities_of(edition).items():
        ordered = sorted(codes, key=lambda code: (edition.rate(code, TENTHS_EDITION), code))
        tile_of = tiles(ordered, 10)
        highest = max(tile_of.values())
        for indicator in edition.community_indicators:
            for year in edition.years("community", indicator, statuses=("raw",)):

                def tenth(tile, tile_of=tile_of, indicator=indicator, year=year):
                    return mean(
                        edition.value("community", indicator, code, year)
                        for code, own in tile_of.items()
                        if own == tile
                    )

                least, most = tenth(1), tenth(highest)
                known = least is not None and most is not None
                answer[area, indicator, year] = {
                    "least_deprived": least,
                    "most_deprived": most,
                    "gap": most - least if known else None,
                    "ratio": most / least if known and least != 0 else None,
                }
    return answer


def duncan_index(edition):
    """One row for every area, indicator and observed year.

    "order communities by value ascending, ties by community code ... Scotland = the mean of the 32. Missing when
    more than a fifth of values are." Read as: communities without a figure are left out of the shares as well;
    the income deprived are those of the SIMD edition of the year; Scotland's mean is of the values present.
    Key: area_code, indicator, year.
    """
    answer = {}
    for indicator in edition.community_indicators:
        sign = edition.signs[indicator]
        for year in edition.years("community", indicator):
            for area in edition.cpps:
                answer[area, indicator, year] = {"value": _duncan_of(edition, area, indicator, year, sign)}
            answer[SCOTLAND, indicator, year] = {
                "value": mean(answer[area, indicator, year]["value"] for area in edition.cpps)
            }
    return answer


def _duncan_of(edition, area, indicator, year, sign):
    codes = edition.members[area]
    values = {code: edition.value("community", indicator, code, year) for code in codes}
    known = [code for code in codes if values[code] is not None]
    if len(codes) - len(known) > len(codes) / 5:
        return None
    known.sort(key=lambda code: (values[code], code))
    return duncan(sign, [(values[code], *edition.income[code, simd_edition(year)]) for code in known])


def slope_index(edition):
    """One row for every area, indicator and observed year; Scotland's from all its communities together.

    Read as: only communities with a figure count, in order of the rate of the year's SIMD edition and then of
    code; a community's population is its people in that edition, deprived or not. Key: area_code, indicator, year.
    """
    answer = {}
    for area, codes in _communities_of(edition).items():
        for indicator in edition.community_indicators:
            sign = edition.signs[indicator]
            for year in edition.years("community", indicator):
                simd = simd_edition(year)
                values = {code: edition.value("community", indicator, code, year) for code in codes}
                known = [code for code in codes if values[code] is not None]
                known.sort(key=lambda code: (edition.rate(code, simd), code))
                people = [(values[code], sum(edition.income[code, simd])) for code in known]
                answer[area, indicator, year] = slope(sign, people)
    return answer
