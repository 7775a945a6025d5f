"""The formulas of the methodology on plain numbers; a missing value is None and stays missing."""

from __future__ import annotations

import statistics
from decimal import ROUND_HALF_UP, Decimal


def present(values):
    """The values that are not missing, in their order."""
    return [value for value in values if value is not None]


def mean(values):
    """The unweighted mean of the values present; None when there are none.

    "All means and standard deviations (sample, n - 1) are unweighted over communities."
    """
    values = present(values)
    return statistics.fmean(values) if values else None


def sample_sd(values):
    """The sample standard deviation (n - 1) of the values present; None for fewer than two."""
    values = present(values)
    return statistics.stdev(values) if len(values) > 1 else None


def z_scores(values):
    """Each value less the mean, over the sample standard deviation, by the same keys.

    "(value - mean of its CPP) / sd of its CPP". Read as: missing when the value is, and for everyone when the
    group has no spread (a standard deviation of nought, or fewer than two values).
    """
    centre, spread = mean(values.values()), sample_sd(values.values())
    return {key: None if value is None or not spread else (value - centre) / spread for key, value in values.items()}


def change(sign, first, last):
    """The change as a ratio: "s * (latest / base - 1); a zero in either year makes it missing"."""
    if not first or not last:
        return None
    return sign * (last / first - 1)


def improvement(sign, first, last):
    """The improvement rate in per cent: "s * (last / first - 1) * 100".

    Read as: missing where a value is missing or the first is nought (nothing can be divided by it); a last value
    of nought is a full 100% change.
    """
    if first is None or last is None or first == 0:
        return None
    return sign * (last / first - 1) * 100


def printed(value, decimals):
    """A figure as it is printed: "rounded half away from zero", equal to nine decimals being equal."""
    return Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def makes_no_difference(first, last, decimals):
    """Whether two figures differ by nothing "at the precision shown".

    Read as: both are printed alike, or their difference (that "of the unrounded figures") is printed as nought.
    """
    return printed(first, decimals) == printed(last, decimals) or printed(last - first, decimals) == 0


def direction(sign, first, last, decimals):
    """What became of a community's figure: improved, worsened, or little_change at the precision shown."""
    if first is None or last is None:
        return None
    if makes_no_difference(first, last, decimals):
        return "little_change"
    return "improved" if is_better(sign, last, first) else "worsened"


def told_as(first, last, kind):
    """How a change of a community's figure is told: "a change of +295% of 12 events is shown as 12 to 46".

    Read as: percentages change by points; all else by per cent, unless one end is under half of the other, or it comes
    to 0.0%.
    """
    if first is None or last is None:
        return None
    if kind == "percentage":
        return "points"
    low, high = sorted([abs(first), abs(last)])
    is_nothing = first and abs(last / first - 1) * 100 < 0.05
    return "values" if low < high / 2 or is_nothing or first == last else "percent"


def is_better(sign, value, other):
    """Whether a value is "on the better side, whichever way the numbers run". Equal is not better."""
    return sign * value > sign * other


def competition_ranks(sign, values):
    """Ranks where "1 is best; equal values share the lower number (competition ranking)".

    The rank is one more than the number of places that do better; a missing value has none and counts for none.
    """
    numbers = present(values.values())
    return {
        key: None if value is None else 1 + sum(is_better(sign, other, value) for other in numbers)
        for key, value in values.items()
    }


def tiles(ordered, count):
    """The tile, from 1, of each item of an ordered list cut into equal tiles, like SQL's ntile.

    Where the items do not divide equally, the first tiles hold one more; where there are fewer items than tiles,
    each has a tile of its own and the last tiles stay empty.
    """
    size, extra = divmod(len(ordered), count)
    result = {}
    position = 0
    for tile in range(1, count + 1):
        for _ in range(size + (1 if tile <= extra else 0)):
            result[ordered[position]] = tile
            position += 1
    return result


def simd_edition(year):
    """The SIMD edition that describes a year.

    "before 2010/11: 2009; 2010/11 to 2012/13: 2012; 2013/14 to 2017/18: 2016; 2018/19 on: 2020".
    """
    if year < 2010:
        return 2009
    if year <= 2012:
        return 2012
    if year <= 2017:
        return 2016
    return 2020


def deprivation_rate(deprived, other):
    """The income deprivation rate: "deprived / (deprived + not)"."""
    return deprived / (deprived + other)


def duncan(sign, communities):
    """The Duncan index of communities given as (value, income deprived, others), already in order of value.

    "a and b are the running shares of income-deprived and of other people;
    D = s * (sum(a[k] b[k+1]) - sum(a[k+1] b[k]))."
    """
    all_deprived = sum(deprived for _, deprived, _ in communities)
    all_other = sum(other for _, _, other in communities)
    a, b = [], []
    so_far_deprived = so_far_other = 0.0
    for _, deprived, other in communities:
        so_far_deprived += deprived
        so_far_other += other
        a.append(so_far_deprived / all_deprived)
        b.append(so_far_other / all_other)
    forward = sum(a[k] * b[k + 1] for k in range(len(a) - 1))
    backward = sum(a[k + 1] * b[k] for k in range(len(a) - 1))
    return sign * (forward - backward)


SLOPE = (
    *("sii", "rii", "line_least_deprived", "line_most_deprived"),
    *("line_ratio", "most_deprived_over_mean"),
)


def slope(sign, communities):
    """The slope index, the relative one and the fitted line (SLOPE) of communities given as (value, population).

    The least deprived stand first.

    "communities ordered from least to most deprived by rate, each at the midpoint x in [0, 1] of its cumulative
    population share; SII is the population-weighted least-squares slope of value on x ... RII = SII /
    population-weighted mean. Published with s so that positive means the deprived fare worse."

    x grows towards the deprived end, so where a lower value is better (s = -1) a rising line already means that
    the deprived fare worse: the sign that makes positive mean worse is -s. Read as: missing where fewer than
    two communities have a figure, since no slope goes through one point.

    "Others publish the ratio of the fitted line's two ends, or per cent by which the most deprived end exceeds the
    mean". Read as: no ratio where the line ends below nought.
    """
    if len(communities) < 2:
        return dict.fromkeys(SLOPE)
    population = sum(people for _, people in communities)
    points = []
    below = 0.0
    for value, people in communities:
        points.append(((below + people / 2) / population, value, people))
        below += people
    mean_x = sum(people * x for x, _, people in points) / population
    mean_value = sum(people * value for _, value, people in points) / population
    covariance = sum(people * (x - mean_x) * (value - mean_value) for x, value, people in points)
    variance = sum(people * (x - mean_x) ** 2 for x, _, people in points)
    sii = -sign * covariance / variance
    least, most = mean_value - covariance / variance * mean_x, mean_value + covariance / variance * (1 - mean_x)
    figures = (
        sii,
        sii / mean_value if mean_value else None,
        least,
        most,
        most / least if least > 0 and most > 0 else None,
        (most / mean_value - 1) * 100 if mean_value else None,
    )
    return dict(zip(SLOPE, figures, strict=True))
