"""The slow oracle: every derived number in plain Python, formula by formula, from the methodology's words.

It was written without reading the SQL, and imports nothing of the project, so that the two can disagree.
Each function's docstring quotes the definition that it implements; where the methodology leaves a choice open,
the docstring says "Read as" and names the choice.

arithmetic   means, deviations, ranks, tiles and the two inequality measures, on plain numbers
edition      the figures of one edition, as they stand in the Parquet files
areas        what is derived for the 32 areas and Scotland: latest, improvement, family means, standing
standing     how far areas are from each other and from where they were, and what that is called
communities  what is derived for communities: scores, and the most vulnerable five
inequality   tenths, Duncan index, slope index
strained     a copy of the data full of ties, blanks and noughts, to hold the SQL and the oracle to the rare cases
"""

from oracle import areas, communities, inequality, standing

# Each derived view by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "cpp_latest": (("area_code", "indicator"), areas.cpp_latest),
    "cpp_improvement": (("area_code", "indicator"), areas.cpp_improvement),
    "family_mean": (("family", "family_group", "indicator", "year"), areas.family_mean),
    "yardstick": (("indicator",), standing.yardstick),
    "place_change": (("place_code", "indicator"), standing.place_change),
    "last_year_change": (("place_code", "indicator"), standing.last_year_change),
    "cpp_change": (("area_code", "indicator"), standing.cpp_change),
    "cpp_standing": (("area_code", "comparator", "indicator"), standing.standing),
    "community_score": (("community_code", "indicator"), communities.community_score),
    "vulnerable_change": (("community_code", "indicator"), communities.vulnerable_change),
    "inequality_tenths": (("area_code", "indicator", "year"), inequality.inequality_tenths),
    "duncan_index": (("area_code", "indicator", "year"), inequality.duncan_index),
    "slope_index": (("area_code", "indicator", "year"), inequality.slope_index),
}


def key_columns(view):
    """The columns that make the key of a view, in the order of the oracle's keys."""
    return VIEWS[view][0]


def answers(view, edition):
    """Every row of a view by its key, each a dictionary of the other columns."""
    return VIEWS[view][1](edition)
