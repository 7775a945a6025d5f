"""The tables and views of schema/*.sql: their names, columns and comments, every derived row, and figures by hand.

The slow oracle (tests/oracle) works every view out again from the methodology's words. The figures by hand were
read and calculated from cells of the published workbooks, with the arithmetic beside them. A later edition has
other figures by hand; all else holds for it too.
"""

import math

import pytest
from oracle import VIEWS, key_columns

# The contract with analysts: these columns stand first, in this order; others may follow.
COLUMNS = {
    "area": "area_code slug name family_deprivation family_density",
    "community": "community_code name area_code typology_group typology_label strategic_area vulnerable_rank",
    "data_zone": "data_zone_code name community_code longitude latitude",
    "indicator": "indicator label theme unit better headline",
    "observation": "level place_code indicator year period value status",
    "deprivation": "community_code simd_edition income_deprived not_income_deprived",
    "cpp_latest": "area_code indicator year value status rank",
    "cpp_improvement": "area_code indicator first_year last_year first_value last_value improvement",
    "community_score": "community_code area_code indicator year value area_score type_score change "
    "area_change_score type_change_score",
    "inequality_tenths": "area_code indicator year least_deprived most_deprived gap ratio",
    "duncan_index": "area_code indicator year value",
    "slope_index": "area_code indicator year sii rii line_least_deprived line_most_deprived line_ratio "
    "most_deprived_over_mean",
    "vulnerable_change": "community_code area_code vulnerable_rank indicator first_year last_year first_value "
    "last_value improvement area_improvement",
    "family_mean": "family family_group indicator year value status members",
    "cpp_standing": "area_code comparator indicator year value comparator_value level pace movement ground status "
    "comparator_status level_gap gap_change first_year last_year first_value last_value comparator_first_value "
    "comparator_last_value change comparator_change improvement comparator_improvement quadrant",
    "last_year_change": "place_code indicator first_year last_year first_value last_value change",
    "cpp_change": "area_code indicator first_year last_year first_value last_value gain gain_in_yardsticks improvement "
    "change",
    "place_change": "place_code indicator first_year last_year first_value last_value gain gain_in_yardsticks "
    "improvement change",
    "yardstick": "indicator yardstick",
}
TABLES = {
    "area": ("area_code",),
    "community": ("community_code",),
    "data_zone": ("data_zone_code",),
    "deprivation": ("community_code", "simd_edition"),
    "observation": ("level", "place_code", "indicator", "year"),
}


def records(frame):
    """The rows of a frame as dictionaries of plain values; whatever way a value is missing, it is None."""
    columns = {}
    for name in frame.columns:
        known = frame[name].notna().tolist()
        columns[name] = [value if there else None for value, there in zip(frame[name].tolist(), known, strict=True)]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def agree(found, wanted):
    """Whether two values are the same: numbers to one part in 10^9, or to 10^-9 about nought."""
    if found is None or wanted is None or isinstance(found, str) or isinstance(wanted, str):
        return found == wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


def by_key(rows, keys):
    indexed = {tuple(row[key] for key in keys): row for row in rows}
    assert len(indexed) == len(rows), f"{len(rows) - len(indexed)} rows repeat a key ({', '.join(keys)})"
    return indexed


def assert_same(found, wanted, any_will_do=lambda row, column: False):
    """Fails with the first few keys and values that differ between two sets of rows by key."""
    lacking, beyond = wanted.keys() - found.keys(), found.keys() - wanted.keys()
    assert not lacking, f"{len(lacking)} rows are missing, such as {sorted(lacking)[:3]}"
    assert not beyond, f"{len(beyond)} rows too many, such as {sorted(beyond)[:3]}"
    differing = [
        f"{key} {column}: found {found[key][column]!r}, expected {value!r}"
        for key, row in wanted.items()
        for column, value in row.items()
        if not agree(found[key][column], value) and not any_will_do(row, column)
    ]
    assert not differing, f"{len(differing)} values differ, such as\n" + "\n".join(differing[:8])


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_of_the_contract_stand_first_and_in_order(database, name):
    wanted = COLUMNS[name].split()
    assert list(database.query(f"select * from {name} limit 0").columns)[: len(wanted)] == wanted


@pytest.mark.parametrize("name", COLUMNS)
def test_each_table_and_view_says_its_grain(database, name):
    comments = database.query(
        "select comment from duckdb_tables() where table_name = $name and not internal "
        "union all select comment from duckdb_views() where view_name = $name and not internal",
        name=name,
    )["comment"].tolist()
    assert len(comments) == 1
    assert isinstance(comments[0], str), f"{name} has no comment"
    words = comments[0].lower().split()
    assert "per" in words or "one row" in " ".join(words), comments[0]


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_the_parquet_files_row_for_row(database, table, name):
    columns, keys = COLUMNS[name].split(), TABLES[name]
    wanted = by_key([{column: row[column] for column in columns} for row in table(name)], keys)
    assert_same(by_key(records(database.query(f"select * from {name}")), keys), wanted)


def test_indicators_are_those_of_the_catalogue(database, table):
    from cpop import catalogue

    wanted = {
        (code,): {name: getattr(one, name) for name in ("label", "theme", "unit", "better", "headline")}
        for code, one in catalogue.indicators().items()
    }
    assert_same(by_key(records(database.query("select * from indicator")), ("indicator",)), wanted)


def untold(row, column):
    """Whether a value may be anything: the status of a figure that is not there may be told or not."""
    return column == "status" and row["value"] is None


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_of_a_view_agrees_with_the_oracle(database, expected, view):
    found = by_key(records(database.query(f"select * from {view}")), key_columns(view))
    assert_same(found, expected(view), untold)


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_agrees_where_there_are_ties_blanks_and_noughts(strained_edition, view):
    found = by_key(records(strained_edition.ask(f"select * from {view}")), key_columns(view))
    assert_same(found, strained_edition.expected(view), untold)


@pytest.mark.parametrize("view", VIEWS)
def test_the_oracle_answers_every_column_of_the_contract(expected, view):
    answered = {*key_columns(view), *next(iter(expected(view).values()))}
    assert answered == set(COLUMNS[view].split())


SCOTLAND, GLASGOW, ORKNEY, INVERCLYDE = "S92000003", "S12000049", "S12000023", "S12000018"
EAST_RENFREWSHIRE, CLACKMANNANSHIRE, EILEAN_SIAR = "S12000011", "S12000005", "S12000013"
DUMFRIES_AND_GALLOWAY, SOUTH_AYRSHIRE = "S12000006", "S12000028"
WEST_MAINLAND, EAST_MAINLAND, WEST_KIRKWALL = "S02002214", "S02002215", "S02002216"

# By hand: (view, key in the order of the oracle's keys, {column: figure}).
# "cpp" is the council workbook, "com" the community workbook; a cell is given as sheet!cell. Income deprivation is
# the reference table's. Orkney's six communities are com rows 979 to 984, S02002213 to S02002218.
BY_HAND = [
    # cpp 'Chi Pov - CPP'!M17 = 31.81686..., the largest of the 32 (next: North Ayrshire, M22 = 28.57338...)
    (
        "cpp_latest",
        (GLASGOW, "child_poverty"),
        {"year": 2021, "value": 31.81686206585837, "status": "raw", "rank": 32},
    ),
    # -(M17 / B17 - 1) * 100 = -(31.81686206585837 / 17.300848574066503 - 1) * 100; B is 2010/11, imputed
    (
        "cpp_improvement",
        (GLASGOW, "child_poverty"),
        {
            "first_year": 2010,
            "last_year": 2021,
            "first_value": 17.300848574066503,
            "last_value": 31.81686206585837,
            "improvement": -83.90347692858819,
        },
    ),
    # -(M34 / B34 - 1) * 100 = -(20.753530907646773 / 11.644675404488018 - 1) * 100
    ("cpp_improvement", (SCOTLAND, "child_poverty"), {"improvement": -78.22335262044382}),
    # 31.8 is more than Scotland's 20.8, which is worse
    (
        "cpp_standing",
        (GLASGOW, SCOTLAND, "child_poverty"),
        {"comparator_value": 20.753530907646773, "level": "worse"},
    ),
    # cpp 'Mortality - CPP'!M7 = M29 = 450.6; 17 areas have fewer deaths, so the two share 18 and no one is 19
    ("cpp_latest", (DUMFRIES_AND_GALLOWAY, "early_mortality"), {"value": 450.6, "rank": 18}),
    ("cpp_latest", (SOUTH_AYRSHIRE, "early_mortality"), {"value": 450.6, "rank": 18}),
    # cpp 'P1BMI - Rolled'!B19 is blank, so from C19:
    # (M19 / C19 - 1) * 100 = (77.00570793901605 / 83.131067961165 - 1) * 100
    (
        "cpp_improvement",
        (INVERCLYDE, "p1_bmi"),
        {"first_year": 2011, "last_year": 2021, "improvement": -7.368316289417143},
    ),
    # cpp 'Well-being - CPP'!M24 is blank: no value, no rank, no standing
    ("cpp_latest", (ORKNEY, "wellbeing"), {"year": 2021, "value": None, "rank": None}),
    ("cpp_standing", (ORKNEY, SCOTLAND, "wellbeing"), {"comparator_value": 7.35, "level": None}),
    # ... and the improvement runs to L24, 2020/21: (7.9275 / 7.82306284071107 - 1) * 100
    ("cpp_improvement", (ORKNEY, "wellbeing"), {"last_year": 2020, "improvement": 1.3349906732877281}),
    # cpp 'Depopulation'!B19 = 100, M19 = 106.26892...: people were lost, so -(106.26892454335643 / 100 - 1) * 100
    ("cpp_improvement", (INVERCLYDE, "depopulation"), {"improvement": -6.268924543356436}),
    # cpp 'Chi Pov - CPP'!M of rows 2, 3, 13, 10, 12, 24, 25, 28 (the eight CPPs of deprivation group 1):
    # (16.352481873954268 + 12.120713079995058 + 14.624616243371477 + 11.040557148709546 + 10.86239277194051
    #  + 15.958345060512244 + 17.928813279378975 + 11.647173489278751) / 8
    (
        "family_mean",
        ("deprivation", 1, "child_poverty", 2021),
        {"value": 13.816886618392603, "status": "raw", "members": 8},
    ),
    # East Renfrewshire, 10.9, is 2.9545 lower (better), or 0.58567 of the yardstick of test_priority_views.py
    (
        "cpp_standing",
        (EAST_RENFREWSHIRE, "deprivation-1", "child_poverty"),
        {
            "comparator_value": 13.816886618392603,
            "level": "better",
            "level_gap": (13.816886618392603 - 10.86239277194051) / 5.044636871711408,
        },
    ),
    # Orkney, com 'Chi Pov - IGZ '!M979:M984 = 14.043583535108958, 10.425844346549193, 13.924050632911392,
    # 14.613778705636744, 22.131147540983605, 23.423423423423422: mean 16.42697136410222, sd 5.152364701820264.
    # West Kirkwall (M982): -(14.613778705636744 - 16.42697136410222) / 5.152364701820264
    # B979:B984 = 11.196911196911197, 11.26229554132184, 8.168677054671166, 5.0751126691707, 10.534580877794907,
    # 15.66073759548367. West Kirkwall's change: -(14.613778705636744 / 5.0751126691707 - 1)
    # The six changes are -0.25424, 0.07427, -0.70457, -1.87950, -1.10081, -0.49568: mean -0.7267532453179619,
    # sd 0.6910191050352995. Standardising over Scotland first moves mean and sd alike, so the area change score is
    # (-1.8794983792989783 + 0.7267532453179619) / 0.6910191050352995
    (
        "community_score",
        (WEST_KIRKWALL, "child_poverty"),
        {
            "area_score": 0.35191465732712934,
            "change": -1.8794983792989783,
            "area_change_score": -1.6681812783195487,
        },
    ),
    # Typology group 67 has seven communities, com rows 52, 66, 67, 86, 88, 981, 1121. Column M: 9.935205183585314,
    # 11.68, 10.596546310832025, 12.51596424010217, 9.981515711645102, 13.924050632911392, 16.009280742459396:
    # mean 12.091794688790772, sd 2.250676819187326. East Mainland: -(13.924050632911392 - 12.091794688790772) / sd
    # Changes from column B: -0.59244, -0.48327, -0.97138, -0.45503, -0.07216, -0.70457, -0.60411: mean
    # -0.5547084608254721, sd 0.2732009233823098; (-0.7045661787974689 + 0.5547084608254721) / 0.2732009233823098
    (
        "community_score",
        (EAST_MAINLAND, "child_poverty"),
        {"type_score": -0.8140910896226365, "type_change_score": -0.548525664250007},
    ),
    # com 'Total crimes per 10,000 - IGZ'!B of S02001475 is 0: no change to speak of, but a value
    (
        "community_score",
        ("S02001475", "crime_rate"),
        {"value": 0, "change": None, "area_change_score": None, "type_change_score": None},
    ),
    # SIMD 2020 rates: East Mainland 202 / 4331 = 0.04664 is the lowest, West Kirkwall 349 / 3725 = 0.09369 the highest
    # of six, so tile 1 and tile 6: M981 and M982. 14.613778705636744 - 13.924050632911392, and divided
    (
        "inequality_tenths",
        (ORKNEY, "child_poverty", 2021),
        {
            "least_deprived": 13.924050632911392,
            "most_deprived": 14.613778705636744,
            "gap": 0.6897280727253516,
            "ratio": 1.0495350161320935,
        },
    ),
    # Twelve communities: two in tile 1, S02001399 (rate 0.0402) and S02001395 (0.0630), one in tile 10, S02001402
    # (0.3396). com 'Emergency hos (65+) - IGZ': (M165 + M161) / 2 = (14989.5178197065 + 18070.4441041347) / 2, and
    # M168 = 29124.8206599713
    (
        "inequality_tenths",
        (CLACKMANNANSHIRE, "emergency_admissions", 2021),
        {
            "least_deprived": 16529.9809619206,
            "most_deprived": 29124.8206599713,
            "gap": 12594.839698050702,
            "ratio": 1.7619391532915185,
        },
    ),
    # Nine communities, so the last tile is the ninth: S02001692 (0.0707) and S02001693 (0.1395);
    # com 'Total crimes per 10,000 - IGZ'!M459 - M458 = 572.6405090137858 - 129.81199641897942
    ("inequality_tenths", (EILEAN_SIAR, "crime_rate", 2021), {"gap": 442.8285125948064}),
    # 1,279 = 10 * 127 + 9: 128 communities in tile 1 (M sums to 766.1378650615537), 127 in tile 10 (4736.050745865797)
    (
        "inequality_tenths",
        (SCOTLAND, "child_poverty", 2021),
        {
            "least_deprived": 5.9854520707933885,
            "most_deprived": 37.2917381564236,
            "gap": 31.30628608563021,
            "ratio": 6.230396253341057,
        },
    ),
    # Order by column M: S02002214, 15, 13, 16, 17, 18. SIMD 2020 deprived 210, 202, 166, 349, 200, 377 of 1504;
    # others 4020, 4129, 3013, 3376, 2168, 3790 of 20496. Running shares
    # a = 0.139628, 0.273936, 0.384309, 0.616356, 0.749335, 1
    # b = 0.196136, 0.397590, 0.544594, 0.709309, 0.815086, 1
    # sum a[k] b[k+1] = 1.729010564593818, sum a[k+1] b[k] = 1.8887859670594782; lower is better:
    # -(1.729010564593818 - 1.8887859670594782)
    ("duncan_index", (ORKNEY, "child_poverty", 2021), {"value": 0.15977540246566013}),
    # com 'Educational Attainment'!B979:B984, order S02002217, 14, 16, 13, 18, 15. SIMD 2012 deprived 235.0, 190.5,
    # 541.9, 194.1, 500.2, 125.0 of 1786.7; others 2224.0, 3507.0, 3892.1, 2788.1, 4445.4, 3316.0 of 20172.6.
    # a = 0.131527, 0.238149, 0.541445, 0.650081, 0.930039, 1
    # b = 0.110249, 0.284098, 0.477038, 0.615250, 0.835619, 1
    # 1.9573554964596873 - 1.8980178867422448; higher is better
    ("duncan_index", (ORKNEY, "attainment", 2010), {"value": 0.05933760971744251}),
    # Orkney in order of rate: S02002215, 14, 13, 17, 18, 16 with 4331, 4230, 3179, 2368, 4167, 3725 people of 22000:
    # x = 0.098432, 0.293, 0.461386, 0.587455, 0.735977, 0.915341, mean 0.5; weighted mean of M 16.06814660891387.
    # sum w (x - 0.5)(y - mean) / sum w (x - 0.5)^2 = 8.528325931363712: poverty is higher where more are deprived, so
    # positive; 8.528325931363712 / 16.06814660891387
    (
        "slope_index",
        (ORKNEY, "child_poverty", 2021),
        {"sii": 8.528325931363712, "rii": 0.5307597782704191},
    ),
    # Raw from F (2014/15) to M: -(M982 / F982 - 1) * 100 = -(14.613778705636744 / 6.871609403254973 - 1) * 100.
    # The six of column F have the mean 12.276377223203177: -(16.42697136410222 / 12.276377223203177 - 1) * 100
    (
        "vulnerable_change",
        (WEST_KIRKWALL, "child_poverty"),
        {
            "vulnerable_rank": 2,
            "first_year": 2014,
            "last_year": 2021,
            "first_value": 6.871609403254973,
            "last_value": 14.613778705636744,
            "improvement": -112.66893747939788,
            "area_improvement": -33.80960087357157,
        },
    ),
    # com 'Total crimes per 10,000 - IGZ', from its break in 2013/14 (column E) on: E980 to M980, and the means of
    # E979:E984 and M979:M984: -(68.8337 / 57.5816 - 1) * 100 and -(178.85424581724803 / 192.74942706852423 - 1) * 100
    (
        "vulnerable_change",
        (WEST_MAINLAND, "crime_rate"),
        {"first_year": 2013, "improvement": -19.541108986615697, "area_improvement": 7.208935176931208},
    ),
]


@pytest.mark.parametrize(("view", "key", "figures"), BY_HAND, ids=lambda value: None)
def test_figures_by_hand_agree_with_the_view(database, view, key, figures):
    keys = key_columns(view)
    where = " and ".join(f"{column} = ${column}" for column in keys)
    rows = records(database.query(f"select * from {view} where {where}", **dict(zip(keys, key, strict=True))))
    assert_same(by_key(rows, keys), {key: figures})


@pytest.mark.parametrize(("view", "key", "figures"), BY_HAND, ids=lambda value: None)
def test_figures_by_hand_agree_with_the_oracle(expected, view, key, figures):
    assert_same({key: expected(view)[key]}, {key: figures})


def test_four_figures_are_missing_and_no_others(table):
    missing = [row for row in table("observation") if row["value"] is None and row["level"] != "data_zone"]
    assert sorted((r["level"], r["place_code"], r["indicator"], r["period"]) for r in missing) == [
        ("community", "S02001662", "child_poverty", "2018/19"),  # workbook 'Chi Pov - IGZ '!J428
        ("community", "S02001662", "child_poverty", "2019/20"),  # K428
        ("cpp", "S12000018", "p1_bmi", "2010/11"),  # Inverclyde, 'P1BMI - Rolled'!B19
        ("cpp", "S12000023", "wellbeing", "2021/22"),  # Orkney Islands, 'Well-being - CPP'!M24
    ]
