"""Levels and changes, and what they are called. Each function answers {key: row}, from METHODOLOGY's words alone."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from oracle.areas import cpp_latest, family_mean
from oracle.arithmetic import improvement, sample_sd


def shown(value, decimals):
    """A figure as it is printed: "rounded half away from zero". Read as: equal to nine decimals is equal."""
    return Decimal(repr(round(float(value), 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def too_little(one, other, decimals, yardstick):
    """ "the difference is under a tenth of the yardstick, or none at the precision shown".

    Read as: none at the precision shown where the two are printed alike, or their difference is printed as nought.
    """
    if shown(one, decimals) == shown(other, decimals) or not shown(abs(one - other), decimals):
        return True
    return bool(yardstick) and round(abs(one - other) / yardstick, 9) < 0.1


def level(sign, value, other, decimals, yardstick):
    """better, about_the_same, worse; None where a figure is missing."""
    if None in (value, other):
        return None
    if too_little(value, other, decimals, yardstick):
        return "about_the_same"
    return "better" if sign * value > sign * other else "worse"


def change(sign, first, last, decimals, yardstick):
    """improved, little_change, worsened."""
    verdict = level(sign, last, first, decimals, yardstick)
    return {"better": "improved", "about_the_same": "little_change", "worse": "worsened"}[verdict]


def ground(gain, other, decimals, yardstick):
    """gained, kept or lost: whether the gap changed, by "a tenth" of the yardstick or more."""
    if too_little(gain, other, decimals, yardstick):
        return "kept"
    return "gained" if gain > other else "lost"


def pace(mine, theirs, moved):
    """ "improving or worsening, faster or slower than it", from both changes and what became of the gap."""
    if mine == "little_change":
        return {
            ("kept", theirs): "holding",
            ("gained", "worsened"): "holding_while_it_worsened",
            ("lost", "improved"): "holding_while_it_improved",
        }.get((moved, theirs)) or ("holding_and_gaining" if moved == "gained" else "holding_and_losing")
    start = {"improved": "improving", "worsened": "worsening"}[mine]
    if moved == "kept":
        return f"{start}_at_the_same_pace"
    if (mine, moved) in (("improved", "lost"), ("worsened", "gained")):
        return f"{start}_slower"
    if theirs == mine:
        return f"{start}_faster"
    return f"{start}_while_it_{'held' if theirs == 'little_change' else theirs}"


def movement(now, then, moved):
    """What became of the gap, for the level of the latest year and that of the first: catching up, falling further
    behind, pulling away, losing ground, keeping its distance. Read as: "further" behind, and "away", only from where
    it was behind, or ahead, before; else it has fallen behind or moved ahead. Where there is no telling them apart
    now, it has caught up or lost its lead, if there was one."""
    if moved == "kept":
        return "keeping_its_distance"
    if now == "worse":
        further = "falling_further_behind" if then == "worse" else "fallen_behind"
        return "catching_up" if moved == "gained" else further
    if now == "better":
        away = "pulling_away" if then == "better" else "moved_ahead"
        return away if moved == "gained" else "losing_ground"
    if moved == "gained":
        return "caught_up" if then == "worse" else "gaining_ground"
    return "lost_its_lead" if then == "better" else "losing_ground"


def quadrant(now, moved):
    """Behind or ahead, and gaining, losing or keeping; or about the same. Not judged where either is unknown."""
    if now is None or moved is None:
        return "not_judged"
    if now == "about_the_same":
        return now
    side = {"worse": "behind", "better": "ahead"}[now]
    turned = (now, moved) in (("worse", "gained"), ("better", "lost"))
    going = {"lost": "losing", "gained": "gaining", "kept": "keeping"}[moved]
    return f"{side}_{'but' if turned else 'and'}_{going}"


@cache
def yardstick(edition):
    """ "the standard deviation (sample) of the 32 areas' latest values". Key: indicator."""
    latest = cpp_latest(edition)
    return {
        (indicator,): {"yardstick": sample_sd([latest[code, indicator]["value"] for code in edition.cpps])}
        for indicator in edition.signs
    }


@cache
def _series(edition):
    """{(place, indicator): {year: (value, status)}} of areas and family groups, missing values left out."""
    found = {}
    for indicator in edition.signs:
        for year, statuses in edition.status["cpp"][indicator].items():
            for code in edition.areas:
                value = edition.value("cpp", indicator, code, year)
                if value is not None:
                    found.setdefault((code, indicator), {})[year] = (value, statuses[code])
    for (family, group, indicator, year), row in family_mean(edition).items():
        found.setdefault((f"{family}-{group}", indicator), {})[year] = (row["value"], row["status"])
    return found


@cache
def known_years(edition, indicator, level="cpp"):
    """The years of an indicator that any place of a level is measured in, from the base year on, in order."""
    if level == "community":
        if indicator not in edition.community_indicators:
            return []
        return sorted(
            year
            for year, statuses in edition.status[level][indicator].items()
            if year >= edition.base_year(level, indicator)
            and any(
                status == "raw" and edition.value(level, indicator, code, year) is not None
                for code, status in statuses.items()
            )
        )
    found = {
        year
        for (_, of), series in _series(edition).items()
        if of == indicator
        for year, (_, status) in series.items()
        if status == "raw" and year >= edition.base_year("cpp", indicator)
    }
    return sorted(found)


def since_year(edition, indicator, since, level="cpp"):
    """ "first measured year (default), five years ago, last year, or any year"; None where nothing is measured.

    Read as: so many years before the newest measured year, or the newest measured one before that; where none is so
    early, the first.
    """
    known = known_years(edition, indicator, level)
    if not known:
        return None
    if since in ("five-years", "last-year"):
        wanted = known[-1] - {"five-years": 5, "last-year": 1}[since]
        return max((year for year in known if year <= wanted), default=known[0])
    return known[0] if since in (None, "first") else int(since)


def since_choice(edition):
    """Every choice: any year, too, in which areas are measured and a change can start. Key: since, level, indicator."""
    known = {
        (level, indicator): known_years(edition, indicator, level)
        for level in ("cpp", "community")
        for indicator in edition.signs
    }
    years = {year for (level, _), found in known.items() if level == "cpp" for year in found}
    choices = ["first", "five-years", "last-year", *(str(year) for year in years - {max(years)})]
    return {
        (since, level, indicator): {"since_year": since_year(edition, indicator, since, level)}
        for since in choices
        for level, indicator in known
        if known[level, indicator]
    }


def measured_change(edition):
    """place_change from every choice on. Key: since, place_code, indicator."""
    return {
        (since, *key): row
        for since in {since for since, *_ in since_choice(edition)}
        for key, row in place_change(edition, since).items()
    }


def _measured(edition, place, indicator, since=None):
    """The measured values by year, from the base year (or the chosen one, if later) on."""
    base = max(edition.base_year("cpp", indicator), since_year(edition, indicator, since) or 0)
    series = _series(edition).get((place, indicator), {})
    return {year: value for year, (value, status) in series.items() if status == "raw" and year >= base}


def place_change(edition, since=None):
    """From the first to the last measured year. Key: place_code, indicator; none of fewer than two such years."""
    answer = {}
    for place, indicator in _series(edition):
        known = _measured(edition, place, indicator, since)
        if len(known) < 2:
            continue
        sign, first, last = edition.signs[indicator], min(known), max(known)
        stick, decimals = yardstick(edition)[indicator,]["yardstick"], edition.decimals[indicator]
        gain = sign * (known[last] - known[first])
        answer[place, indicator] = {
            "first_year": first,
            "last_year": last,
            "first_value": known[first],
            "last_value": known[last],
            "gain": gain,
            "gain_in_yardsticks": gain / stick if stick else None,
            "improvement": improvement(sign, known[first], known[last]),
            "change": change(sign, known[first], known[last], decimals, stick),
        }
    return answer


def last_year_change(edition):
    """What became of each place's figure in its newest measured year. Key: place_code, indicator.

    "last year's movement": read as between the newest measured year and the one before it, where that is measured too
    and no break lies between.
    """
    answer = {}
    spreads = yardstick(edition)
    for place, indicator in place_change(edition):
        measured = _measured(edition, place, indicator)
        last = max(measured)
        if last - 1 in measured:
            answer[place, indicator] = {
                "first_year": last - 1,
                "last_year": last,
                "first_value": measured[last - 1],
                "last_value": measured[last],
                "change": change(
                    edition.signs[indicator],
                    measured[last - 1],
                    measured[last],
                    edition.decimals[indicator],
                    spreads[indicator,]["yardstick"],
                ),
            }
    return answer


def cpp_change(edition):
    """Key: area_code, indicator."""
    return {key: row for key, row in place_change(edition).items() if key[0] in edition.areas}


@cache
def standing(edition, since=None):
    """Every area beside every place. Key: area_code, comparator, indicator."""
    answer = {}
    places = sorted({place for place, _ in _series(edition)})
    for indicator in edition.signs:
        year = edition.latest_year("cpp", indicator)
        latest = {place: _series(edition).get((place, indicator), {}).get(year, (None, None)) for place in places}
        measured = {place: _measured(edition, place, indicator, since) for place in places}
        for area in edition.areas:
            for other in places:
                if other not in edition.areas and latest[other][0] is None:
                    continue
                answer[area, other, indicator] = {
                    "year": year,
                    **_beside(edition, indicator, latest[area], latest[other], measured[area], measured[other]),
                }
    return answer


def _beside(edition, indicator, mine, theirs, measured, others):
    sign, decimals = edition.signs[indicator], edition.decimals[indicator]
    stick = yardstick(edition)[indicator,]["yardstick"]
    now = level(sign, mine[0], theirs[0], decimals, stick)
    row = {
        "value": mine[0],
        "status": mine[1],
        "comparator_value": theirs[0],
        "comparator_status": theirs[1],
        "level": now,
        "level_gap": sign * (mine[0] - theirs[0]) / stick if now and stick else None,
    }
    both = measured.keys() & others.keys()
    if len(both) < 2:
        missing = "change comparator_change ground pace movement gap_change improvement comparator_improvement "
        missing += "first_year last_year first_value last_value comparator_first_value comparator_last_value"
        return row | dict.fromkeys(missing.split()) | {"quadrant": quadrant(now, None)}
    first, last = min(both), max(both)
    gain, other_gain = sign * (measured[last] - measured[first]), sign * (others[last] - others[first])
    changed = change(sign, measured[first], measured[last], decimals, stick)
    other_changed = change(sign, others[first], others[last], decimals, stick)
    moved = ground(gain, other_gain, decimals, stick)
    then = level(sign, measured[first], others[first], decimals, stick)
    return row | {
        "first_year": first,
        "last_year": last,
        "first_value": measured[first],
        "last_value": measured[last],
        "comparator_first_value": others[first],
        "comparator_last_value": others[last],
        "change": changed,
        "comparator_change": other_changed,
        "ground": moved,
        "quadrant": quadrant(now, moved),
        "pace": pace(changed, other_changed, moved),
        "movement": movement(now, then, moved) if now else None,
        "gap_change": (gain - other_gain) / stick if stick else None,
        "improvement": improvement(sign, measured[first], measured[last]),
        "comparator_improvement": improvement(sign, others[first], others[last]),
    }
