"""The catalogue: what it accepts, what it refuses, and how a value is written."""

import re

import pytest

from cpop import catalogue
from cpop.catalogue import Area, CatalogueError, rounded

GOOD = """
[child_poverty]
workbook_name = "Child Poverty"
label = "Child poverty"
in_sentence = "child poverty"
theme = "Economy"
kind = "percentage"
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
        ('kind = "percentage"', 'kind = "share"', "kind = 'share'"),
        ('kind = "percentage"', 'kind = "money"', "does not go with kind = 'money'"),
        ('unit = "% of children"', 'unit = "children in 100"', "does not go with kind = 'percentage'"),
        ('kind = "percentage"', 'kind = "index"', "does not go with kind = 'index'"),
        ('levels = ["cpp"]', 'levels = ["community"]', "lacks interval"),
        ('caveat = "c"', 'caveat = "c"\nage_group = "toddlers"', "age_group = 'toddlers'"),
        ('caveat = "c"', 'caveat = "c"\nage_group = "under_16"\nrate_base = 1000', "needs rate_base"),
        ('caveat = "c"', 'caveat = "c"\ninterval = "exact"', "interval = 'exact'"),
        ('caveat = "c"', 'caveat = "c"\ninterval = "wilson"', "'wilson' is that of a percentage of an age_group"),
        ('caveat = "c"', 'caveat = "c"\npossible = { least = "0" }', "not a least and a most"),
        ('caveat = "c"', 'caveat = "c"\npossible = { least = 9, most = 9 }', "the least is not below"),
        ('caveat = "c"', 'caveat = "c"\nwarning = { what = "x" }', "warning = "),
        ('caveat = "c"', 'caveat = "c"\nalike_across_levels = "no"', "alike_across_levels = 'no'"),
        (
            'caveat = "c"',
            'caveat = "c"\nunusual_years = [{ level = "community", year = 2020, what = "x" }]',
            "unusual_years of 2020: 'community' is not one",
        ),
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
    ],
)
def test_a_value_is_written_with_its_unit(code, value, short, full):
    one = catalogue.indicators()[code]
    assert one.format(value) == short
    assert one.format_with_unit(value) == full


def test_the_content_says_what_the_methodology_says():
    content = catalogue.indicators()
    assert {code for code, one in content.items() if not one.alike_across_levels} == {"crime_rate", "early_mortality"}
    assert [code for code, one in content.items() if one.overlaps_deprivation] == ["out_of_work_benefits"]
    communities = catalogue.community_indicators()
    denominators = {code: (one.interval, one.age_group, one.rate_base) for code, one in communities.items()}
    assert denominators == {
        "child_poverty": ("wilson", "under_16", None),
        "out_of_work_benefits": ("wilson", "aged_16_to_64", None),
        "participation_rate": ("wilson", "aged_16_to_19", None),
        "crime_rate": ("byar", "aged_16_to_64", 10_000),
        "emergency_admissions": ("byar", "aged_65_and_over", 100_000),
        "early_mortality": ("byar", "under_75", 100_000),
        "attainment": ("not assessed", None, None),
        "depopulation": ("not assessed", None, None),
    }


def test_a_rate_says_in_its_unit_what_it_is_per():
    for one in catalogue.indicators().values():
        if one.rate_base:
            assert f"per {one.rate_base:,} people" in one.unit, one.code


def test_every_figure_is_possible_but_for_the_data_zones_that_the_edition_names(table, database):
    over = database.edition().data_zone_over_100
    content = catalogue.indicators()
    seen = dict.fromkeys(over, 0)
    for row in table("observation"):
        limits, value = content[row["indicator"]].possible, row["value"]
        if value is None:
            continue
        low = limits.least is not None and value < limits.least
        high = limits.most is not None and value > limits.most
        if high and row["level"] == "data_zone":
            seen[row["indicator"]] += 1
        else:
            assert not low and not high, row
    assert seen == over


def test_the_figure_that_a_warning_sets_beside_another_is_the_editions_own(table):
    told = catalogue.indicators()["child_poverty"].warning.what
    fife = next(row["area_code"] for row in table("area") if row["name"] == "Fife")
    year, here = re.search(r"for (\d{4}/\d\d), for example, is [\d.]+%, against ([\d.]+)% here", told).groups()
    figure = next(
        row["value"]
        for row in table("observation")
        if (row["indicator"], row["place_code"], row["year"]) == ("child_poverty", fife, catalogue.year_of(year))
    )
    assert str(rounded(figure, 1)) == here


def test_a_warning_is_for_its_own_edition():
    one = catalogue.indicators()["child_poverty"]
    assert one.warned(one.warning.edition) == one.warning.what
    assert one.warned("October 2031") == ""
    assert catalogue.indicators()["wellbeing"].warned(one.warning.edition) == ""


@pytest.mark.parametrize("level", ["cpp", "community"])
def test_an_unusual_year_moved_the_places_that_it_says_and_passed(table, level):
    said = {"everywhere": 1, "in nearly every area": 0.95, "in most communities": 0.8}
    for one in catalogue.indicators().values():
        for event in one.unusual_years:
            if event.level != level:
                continue
            by_year = {
                year: {
                    row["place_code"]: row["value"]
                    for row in table("observation")
                    if (row["indicator"], row["level"], row["year"]) == (one.code, level, year)
                }
                for year in (event.year - 1, event.year, event.year + 1)
            }
            before, during, after = by_year.values()
            fell = sum(during[place] < before[place] for place in during) / len(during)
            rose = sum(after[place] > during[place] for place in during) / len(during)
            least = next(share for words, share in said.items() if words in event.what)
            assert fell >= least, (one.code, fell)
            assert rose > 0.5, (one.code, rose)


def test_years_and_labels_are_each_others_inverse():
    assert [catalogue.period(year) for year in (2009, 1999, 2021)] == ["2009/10", "1999/00", "2021/22"]
    assert catalogue.year_of("2021/22") == 2021
    for wrong in ("2021/23", "2021", "latest", "21/22"):
        with pytest.raises(ValueError, match="not a year"):
            catalogue.year_of(wrong)


def test_slugs_are_plain():
    assert catalogue.slug("Na h-Eileanan Siar") == "na-h-eileanan-siar"
    assert catalogue.slug("Cults, Bieldside and Milltimber West") == "cults-bieldside-and-milltimber-west"


def test_counts_in_a_sentence_are_words_up_to_ten():
    assert [catalogue.cardinal(n) for n in (0, 1, 8, 10, 11, 32)] == ["no", "one", "eight", "ten", "11", "32"]


def test_a_group_of_similar_areas_is_named_by_its_family():
    fife = catalogue.Area("S1", "fife", "Fife", 3, 2)
    assert [fife.group(family) for family in catalogue.FAMILIES] == ["deprivation-3", "density-2"]


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


def test_a_name_inside_a_sentence_has_no_comma_of_its_own():
    from cpop.catalogue import indicators

    assert [one.code for one in indicators().values() if "," in one.in_sentence] == []
