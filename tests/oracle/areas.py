"""What is derived for the 32 areas and Scotland. Each function answers {key: row} for every row of one view."""

from __future__ import annotations

from oracle.arithmetic import competition_ranks, improvement, mean

FAMILIES = {"deprivation": "family_deprivation", "density": "family_density"}


def cpp_latest(edition):
    """One row for every area and indicator: the figure of the latest year, and its rank among the 32.

    "Rank among the 32: 1 is best; equal values share the lower number (competition ranking); Scotland is not
    ranked." Read as: an area without a figure in the indicator's latest year keeps its row, with neither value
    nor rank. Key: area_code, indicator.
    """
    answer = {}
    for indicator, sign in edition.signs.items():
        year = edition.latest_year("cpp", indicator)
        values = {code: edition.value("cpp", indicator, code, year) for code in edition.areas}
        ranks = competition_ranks(sign, {code: values[code] for code in edition.cpps})
        for code, value in values.items():
            answer[code, indicator] = {
                "year": year,
                "value": value,
                "status": edition.status["cpp"][indicator][year].get(code),
                "rank": ranks.get(code),
            }
    return answer


def _series_improvement(sign, series):
    """The two ends and the improvement rate of a series of observed figures, by year."""
    first, last = min(series), max(series)
    return {
        "first_year": first,
        "last_year": last,
        "first_value": series[first],
        "last_value": series[last],
        "improvement": improvement(sign, series[first], series[last]),
    }


def cpp_improvement(edition):
    """One row for every area and indicator: from its first to its last observed year.

    "Improvement rate of a series, %: s * (last / first - 1) * 100 over its observed years." Read as: the first and
    the last year in which that very series has an observed figure. Key: area_code, indicator.
    """
    return {
        (code, indicator): _series_improvement(sign, edition.observed("cpp", indicator, code))
        for indicator, sign in edition.signs.items()
        for code in edition.areas
    }


def family_mean(edition):
    """One row for every family group, indicator and year, projected years included: the mean of its members.

    "the mean of a family group": unweighted, over the members that have a figure that year. Read as: the mean is
    raw only where every figure in it is, projected where any is, imputed otherwise.
    Key: family, family_group, indicator, year.
    """
    answer = {}
    for family, column in FAMILIES.items():
        for group in sorted({edition.areas[code][column] for code in edition.cpps}):
            members = [code for code in edition.cpps if edition.areas[code][column] == group]
            for indicator in edition.signs:
                for year, statuses in edition.status["cpp"][indicator].items():
                    values = {code: edition.value("cpp", indicator, code, year) for code in members}
                    values = {code: value for code, value in values.items() if value is not None}
                    if not values:
                        continue
                    kinds = {statuses[code] for code in values}
                    answer[family, group, indicator, year] = {
                        "value": mean(values.values()),
                        "status": _joint_status(kinds),
                        "members": len(values),
                    }
    return answer


def _joint_status(kinds):
    if kinds == {"raw"}:
        return "raw"
    return "projected" if "projected" in kinds else "imputed"
