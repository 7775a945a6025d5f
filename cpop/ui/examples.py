"""The worked examples of the Guide: the pages' own charts, sentences and questions, for one area and one outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from cpop import status
from cpop.catalogue import Area, Indicator, community_indicators, comparator, headline_indicators
from cpop.charts import small
from cpop.charts.series import Line, points_of
from cpop.markup import element, render
from cpop.plan import Plan
from cpop.queries import areas
from cpop.queries import compare as compare_ask
from cpop.queries import inequality as inequality_ask
from cpop.queries import priorities as priorities_ask
from cpop.queries import rankings as rankings_ask
from cpop.style import BESIDE, SEQUENCE
from cpop.ui import compare, glance, inequality, priorities, rankings
from cpop.ui.card import as_example, html, judged, legend
from cpop.ui.places import Chosen
from cpop.words.community import band_name
from cpop.words.inequality import by_indicator
from cpop.words.standing import Verdict, trend

# How many communities of either end of a ranking an example shows.
ENDS = 4
FAMILY = "deprivation"


def example_area(chosen: Chosen) -> Area:
    """The area of the examples: the chosen one, or the first of them while it is Scotland."""
    return areas.partnerships()[0] if chosen.area.is_scotland else chosen.area


def _example(chosen: Chosen) -> Chosen:
    """The area of the examples beside Scotland."""
    area = example_area(chosen)
    return Chosen(area, comparator(area, areas.scotland().slug, areas.by_slug()), False, [], Plan(area.slug))


@cache
def example_indicator() -> Indicator:
    """The outcome of the examples: the first of those for communities where a lower figure is better."""
    some = community_indicators().values()
    return next((one for one in some if one.sign < 0), next(iter(some)))


def _glance(chosen: Chosen) -> None:
    """A row of At a glance."""
    example, indicator = _example(chosen), example_indicator()
    codes = [indicator.code]
    rows = areas.glance(example.area.code, example.comparator.place_code, codes)
    series = areas.series([example.area.code], codes, projected=False)
    last_year = areas.last_year(example.area.code)
    shown = {indicator.code: indicator}
    glance.table(example, glance.by_theme(rows, shown), series, areas.latest_values(), shown, last_year)


def _standings(_chosen: Chosen) -> None:
    """Every standing with its mark."""
    rows = [element("li", judged(Verdict(mark, name[0].upper() + name[1:]))) for name, mark in BESIDE.items()]
    html(element("ul", *rows, class_="standings"))


def _trend(chosen: Chosen) -> None:
    """A chart of Trends, with its projection."""
    example, indicator = _example(chosen), example_indicator()
    places = [
        (example.comparator.place_code, example.comparator.name, example.comparator_role),
        (example.area.code, example.area.name, example.area_role),
    ]
    series = areas.series([code for code, *_ in places], [indicator.code], projected=True)
    points = points_of(series)
    lines = [Line(name, role, points.get((indicator.code, code), ())) for code, name, role in places]
    rows = areas.glance(example.area.code, example.comparator.place_code, [indicator.code])
    sentence = trend(example.area, example.comparator, rows[0], indicator)
    legend([(line.name, line.role) for line in reversed(lines)], status.present(one.status for one in series))
    drawing = small.multiple(indicator, lines, breaks=indicator.breaks_at("cpp"), width=420, height=190)
    html(drawing, render("notes.html", notes=[sentence]))


def _compare_pick(example: Chosen) -> compare.Pick:
    """The outcome of the examples among similar areas."""
    indicator = example_indicator()
    return compare.Pick(
        view="bars",
        indicator=indicator,
        shown={indicator.code: indicator},
        family=FAMILY,
        group=example.area.group(FAMILY),
        year=max(compare_ask.observed_years(indicator.code)),
        by_rank=False,
        sort=indicator.code,
        benchmarks=(example.comparator.place_code, example.area.group(FAMILY)),
    )


def _bars(chosen: Chosen) -> None:
    """The ranking of Compare."""
    example = _example(chosen)
    pick = _compare_pick(example)
    rows = compare_ask.standings(pick.group, pick.benchmarks, list(pick.shown), pick.year, example.area.code)
    with as_example():
        compare.ranking(example, pick, rows)


def _then_and_now(chosen: Chosen) -> None:
    """Then and now of Compare."""
    example = _example(chosen)
    pick = _compare_pick(example)
    code = pick.indicator.code
    rows = compare_ask.changes(pick.group, pick.benchmarks, code)
    with as_example():
        compare.then_and_now(example, pick, rows, compare_ask.change_tally(pick.group, code))


def _quadrants(chosen: Chosen) -> None:
    """The picture of Priorities."""
    example, shown = _example(chosen), headline_indicators()
    asked = (example.area.code, example.comparator.place_code, list(shown))
    with as_example():
        priorities.quadrants(example, priorities_ask.priorities(*asked), priorities_ask.quadrants(*asked), shown)


def _inequality(chosen: Chosen) -> tuple[Chosen, inequality.Pick]:
    example, indicator = _example(chosen), example_indicator()
    measures = by_indicator(inequality_ask.measures(example.area.code, example.comparator.place_code))
    return example, inequality.Pick(indicator, measures[indicator.code])


def _compared(example: Chosen) -> list[str]:
    return [example.area.code, example.comparator.place_code]


def _tenths(chosen: Chosen) -> None:
    """The first measure of Inequality."""
    example, pick = _inequality(chosen)
    series = inequality_ask.tenths(_compared(example), pick.code)
    with as_example():
        inequality.tenths(example, pick, series, inequality_ask.tenth_sizes(example.area.code))


def _duncan(chosen: Chosen) -> None:
    """The second measure of Inequality."""
    example, pick = _inequality(chosen)
    with as_example():
        inequality.duncan(example, pick, inequality_ask.duncan(_compared(example), pick.code))


def _slope(chosen: Chosen) -> None:
    """The third measure of Inequality."""
    example, pick = _inequality(chosen)
    with as_example():
        inequality.slope(example, pick, inequality_ask.gradient(example.area.code, pick.code))


def _bands(_chosen: Chosen) -> None:
    """The legend of the map of communities."""
    bands = len(SEQUENCE)
    swatches = [element("i", "", class_="swatch", style=f"background:{colour}") for colour in SEQUENCE]
    names = [band_name(bands - place, bands) for place in range(bands)]
    html(render("legend.html", items=list(zip(swatches, names, strict=True)), lead=""))


def _rankings(chosen: Chosen) -> None:
    """The columns of Rankings."""
    area = example_area(chosen)
    rows = rankings_ask.ranking(area, list(community_indicators()))
    html(rankings.columns(area.name, rows, ends=ENDS))


# By the name that a part of the Guide calls it; each draws itself.
EXAMPLES: dict[str, Callable[[Chosen], None]] = {
    "glance": _glance,
    "standings": _standings,
    "trend": _trend,
    "bars": _bars,
    "then-and-now": _then_and_now,
    "quadrants": _quadrants,
    "tenths": _tenths,
    "duncan": _duncan,
    "slope": _slope,
    "bands": _bands,
    "rankings": _rankings,
}
