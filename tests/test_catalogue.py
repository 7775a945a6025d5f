"""The catalogue: what it accepts, what it refuses, and how a value is written."""

import pytest

from cpop import catalogue
from cpop.catalogue import Area, CatalogueError, rounded

GOOD = """
[child_poverty]
workbook_name = "Child Poverty"
label = "Child poverty"
theme = "Economy"
unit = "% of children"
decimals = 1
better = "lower"
levels = ["cpp"]
headline = true
rolling_years = 1
definition = "d"
source = "s"
caveat = "c"
national_outcomes = ["Poverty"]
"""


def load(tmp_path, text):
    path = tmp_path / "indicators.toml"
    path.write_text(text, encoding="utf-8")
    return catalogue.load(path)


def test_the_bundled_catalogue_has_twenty_indicators_of_which_eighteen_are_headlines():
    assert len(catalogue.indicators()) == 20
    assert len(catalogue.headline_indicators()) == 18
    assert len(catalogue.community_indicators()) == 8


def test_indicators_of_a_theme_stand_together():
    themes = [one.theme for one in catalogue.indicators().values()]
    assert [t for i, t in enumerate(themes) if i == 0 or themes[i - 1] != t] == list(dict.fromkeys(themes))


def test_a_good_entry_is_read(tmp_path):
    one = load(tmp_path, GOOD)["child_poverty"]
    assert (one.sign, one.is_percentage, one.rolling_years_community) == (-1, True, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('better = "lower"', 'better = "up"', "better = 'up'"),
        ('unit = "% of children"', "", "lacks unit"),
        ("decimals = 1", 'decimals = "one"', "decimals = 'one'"),
        ('levels = ["cpp"]', 'levels = ["street"]', "unknown level 'street'"),
        ("[child_poverty]", "[Child-Poverty]", "not a code"),
        ('caveat = "c"', 'caveat = "c"\ncolour = "red"', "unknown field colour"),
    ],
)
def test_each_fault_of_an_entry_is_named(tmp_path, old, new, said):
    with pytest.raises(catalogue.CatalogueError, match=said):
        load(tmp_path, GOOD.replace(old, new))


def test_all_faults_are_told_at_once(tmp_path):
    text = GOOD.replace('better = "lower"', 'better = "up"') + GOOD.replace("[child_poverty]", "[second]")
    with pytest.raises(catalogue.CatalogueError) as error:
        load(tmp_path, text)
    assert "better = 'up'" in str(error.value)
    assert "used twice" in str(error.value)


@pytest.mark.parametrize(
    ("code", "value", "short", "full"),
    [
        ("child_poverty", 31.816862, "31.8%", "31.8% of children under 16"),
        ("median_earnings", 500.46, "£500", "£500 a week"),
        ("emergency_admissions", 23430.2, "23,430", "23,430 admissions per 100,000 people aged 65+"),
        ("wellbeing", 7.135, "7.14", "7.14 (score from 0 to 10)"),
        ("fragility", 101.32, "101.3", "101.3 (index, 2010/11 = 100)"),
        ("child_poverty", 0.0, "0.0%", "0.0% of children under 16"),
        ("child_poverty", -0.01, "0.0%", "0.0% of children under 16"),
        ("child_poverty", None, "no figure", "no figure"),
        ("child_poverty", float("nan"), "no figure", "no figure"),
    ],
)
def test_a_value_is_written_with_its_unit(code, value, short, full):
    one = catalogue.indicators()[code]
    assert one.format(value) == short
    assert one.format_with_unit(value) == full


def test_years_and_labels_are_each_others_inverse():
    assert [catalogue.period(year) for year in (2009, 1999, 2021)] == ["2009/10", "1999/00", "2021/22"]
    assert catalogue.year_of("2021/22") == 2021
    for wrong in ("2021/23", "2021", "latest", "21/22"):
        with pytest.raises(ValueError, match="not a year"):
            catalogue.year_of(wrong)


def test_slugs_are_plain():
    assert catalogue.slug("Na h-Eileanan Siar") == "na-h-eileanan-siar"
    assert catalogue.slug("Cults, Bieldside and Milltimber West") == "cults-bieldside-and-milltimber-west"


def test_ordinals_and_owners():
    assert [catalogue.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 32, 101)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "32nd", "101st")
    ]
    assert catalogue.possessive("Fife") == "Fife’s"
    assert catalogue.possessive("Scottish Borders") == "Scottish Borders’"


def test_comparators_of_an_area():
    scotland, fife, moray = (
        Area("S9", "scotland", "Scotland"),
        Area("S1", "fife", "Fife", 3, 2),
        Area("S2", "moray", "M", 2, 2),
    )
    areas = {one.slug: one for one in (scotland, fife, moray)}
    assert catalogue.comparator_codes(fife, areas) == ["scotland", "similar-deprivation", "similar-density", "moray"]
    assert catalogue.comparator_codes(scotland, areas) == ["scotland"]
    assert catalogue.comparator(fife, "similar-density", areas).place_code == "density-2"
    assert catalogue.comparator(fife, "moray", areas).place_code == "S2"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (406.5, 0, "407"),
        (-406.5, 0, "-407"),
        (0.285, 2, "0.29"),
        (2.675, 2, "2.68"),
        (7.349999999999999, 2, "7.35"),
        (-0.04, 1, "-0.0"),
        (1e6, 0, "1000000"),
    ],
)
def test_half_is_rounded_away_from_zero(value, decimals, text):
    assert str(rounded(value, decimals)) == text


def test_the_database_rounds_as_the_pages_do(database):
    values = [step / 1000 for step in range(-3000, 3001)]
    for decimals in (0, 1, 2):
        answer = database.query(
            "select shown(value, $decimals) as shown from (select unnest($values) as value)",
            values=values,
            decimals=decimals,
        )
        assert answer["shown"].tolist() == [float(rounded(value, decimals)) for value in values]


@pytest.mark.parametrize(
    "wrong",
    [
        '{ level = "community", year = "2013/14", what = "x" }',
        '{ level = "street", year = 2013, what = "x" }',
        "{ year = 2013 }",
    ],
)
def test_a_break_that_makes_no_sense_is_named(tmp_path, catalogue_file, wrong):
    text = catalogue_file.read_text(encoding="utf-8").replace('level = "community", year = 2013', "LEFT", 1)
    start = text.index("{ LEFT")
    path = tmp_path / "indicators.toml"
    path.write_text(text[:start] + wrong + text[text.index("}", start) + 1 :], encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"\[crime_rate\] break"):
        catalogue.load(path)
