"""The views behind Inequality: every row against the slow oracle, and figures worked out by hand."""

import shutil

import pytest
from oracle import inequality_standing
from test_schema import GLASGOW, ORKNEY, SCOTLAND, assert_same, by_key, records

VIEWS = inequality_standing.VIEWS


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_says_its_grain(database, view):
    comments = database.query("select comment from duckdb_tables() where table_name = $view", view=view)["comment"]
    assert "one row per" in comments[0].lower()


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_of_a_view_agrees_with_the_oracle(as_published, view):
    keys, answers = VIEWS[view]
    assert_same(by_key(records(as_published.ask(f"select * from {view}")), keys), answers(as_published.edition))


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_agrees_where_there_are_ties_blanks_and_noughts(strained_edition, view):
    keys, answers = VIEWS[view]
    assert_same(by_key(records(strained_edition.ask(f"select * from {view}")), keys), answers(strained_edition.edition))


# By hand. "com" is the community workbook, a cell is given as sheet!cell; test_schema.py has the arithmetic of each.
BY_HAND = [
    # Orkney's tenths are East Mainland (com row 981) and West Kirkwall (982): com 'Chi Pov - IGZ '!M982 - M981 =
    # 14.613778705636744 - 13.924050632911392, and of F, 2014/15, the first measured year:
    # 6.871609403254973 - 8.547008547008547. It turned round
    (
        "inequality_change",
        (ORKNEY, "child_poverty", "tenths"),
        {
            "first_year": 2014,
            "first_value": -1.675399143753574,
            "first_side": "others",
            "last_year": 2021,
            "last_value": 0.6897280727253516,
            "side": "deprived",
            "direction": "turned",
            "first_simd_edition": None,
        },
    ),
    # Scotland's gap by the tenths of all its communities, 31.306..., and the average area's index
    (
        "inequality_comparison",
        (ORKNEY, SCOTLAND, "child_poverty", "tenths"),
        {"comparator_value": 31.30628608563021, "level": "smaller", "is_unequal": False},
    ),
    # 0.15977540246566013 of 2021/22 by SIMD 2020; the first measured year goes by SIMD 2016
    (
        "inequality_change",
        (ORKNEY, "child_poverty", "duncan"),
        {"last_value": 0.15977540246566013, "first_simd_edition": 2016, "last_simd_edition": 2020, "side": "deprived"},
    ),
    # Crime is measured from 2013/14, when Police Scotland began; attainment to 2020/21, the last year not estimated
    ("inequality_change", (GLASGOW, "crime_rate", "tenths"), {"first_year": 2013, "last_year": 2021}),
    ("inequality_change", (GLASGOW, "attainment", "slope"), {"first_year": 2013, "last_year": 2020}),
    # Every community stands at 100 in the base year of its own index: no order, no Duncan index, no direction from it
    ("place_duncan", (GLASGOW, "depopulation", 2010), {"value": None}),
    ("place_duncan", (SCOTLAND, "depopulation", 2010), {"value": None}),
    ("inequality_change", (GLASGOW, "depopulation", "tenths"), {"first_year": 2011}),
    # Two measures: the gap and the slope
    ("inequality_verdict", (GLASGOW, "out_of_work_benefits"), {"measures": 2, "side": "deprived"}),
]


@pytest.mark.parametrize(("view", "key", "figures"), BY_HAND, ids=lambda value: None)
def test_figures_by_hand_agree_with_view_and_oracle(as_published, view, key, figures):
    keys, answers = VIEWS[view]
    where = " and ".join(f"{column} = ${column}" for column in keys)
    rows = records(as_published.ask(f"select * from {view} where {where}", **dict(zip(keys, key, strict=True))))
    assert_same(by_key(rows, keys), {key: figures})
    assert_same({key: answers(as_published.edition)[key]}, {key: figures})


def test_what_overlaps_with_deprivation_has_no_duncan_index(database):
    asked = """
        select count(*) filter (overlaps_deprivation) as overlapping, count(*) as all
        from place_duncan join indicator using (indicator)
    """
    found = database.query(asked)
    assert found["overlapping"][0] == 0
    assert found["all"][0] > 0


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((0.07, "others"), (0.02, "even"), "shrinking"),
        ((0.05, "even"), (0.3, "others"), "growing"),
        ((0.2, "deprived"), (0.4, "others"), "turned"),
        ((0.0, "even"), (0.05, "even"), "unchanged"),
    ],
)
def test_direction_goes_by_size_and_never_by_sign(first, last, said):
    assert inequality_standing.direction({2010: first, 2021: last}) == said
    assert inequality_standing.direction({2021: last}) is None


def test_simd_periods_are_those_of_the_editions_that_there_are(data, tmp_path):
    """Without the oldest two, the third serves all years before; one that is new serves from its own year on."""
    import pyarrow
    import pyarrow.parquet

    from cpop import database

    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    held = pyarrow.parquet.read_table(data / "deprivation.parquet")
    renamed = {2016: 2016, 2020: 2020, 2009: 2024}
    rows = [
        row | {"simd_edition": renamed[row["simd_edition"]]} for row in held.to_pylist() if row["simd_edition"] != 2012
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=held.schema), tmp_path / "deprivation.parquet")
    with database.connect(tmp_path) as connection:
        found = connection.execute("from simd_period order by simd_edition").fetchall()
    assert found == [(2016, -9999, 2017), (2020, 2018, 2023), (2024, 2024, 9999)]
