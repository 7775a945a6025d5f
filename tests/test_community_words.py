"""What is said of one community: its type, its positions, its maps, its data zones."""

import pytest

from cpop.catalogue import Area, Community, indicators
from cpop.queries.communities import Latest
from cpop.queries.community import Contribution, Profile, SimilarOutcome, StartYear
from cpop.queries.data_zones import Zone
from cpop.words import communities as of_map
from cpop.words import community as words
from cpop.words import data_zones as of_zones

INVERCLYDE = Area("S12000018", "inverclyde", "Inverclyde", 4, 3)
SCOTLAND = Area("S92000003", "scotland", "Scotland")
POVERTY, ATTAINMENT, CRIME = (indicators()[code] for code in ("child_poverty", "attainment", "crime_rate"))


def community(code="A", name="Greenock East", label="Other Urban, Dep - Average, HH Inc 0-20%"):
    return Community(code, name.lower().replace(" ", "-"), name, INVERCLYDE, 38, label)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Large Urban, Dep - OP, HH Inc 0- 70%", words.Kind("large urban", ("older people",), False, 0, 70)),
        ("Large Urban, Dep - Child,HH Inc 0-10%", words.Kind("large urban", ("children",), False, 0, 10)),
        (
            "Large Urban, Dep  - Adult, HH Inc 80-100%",
            words.Kind("large urban", ("adults of working age",), False, 80, 100),
        ),
        ("Other Urban, Dep -Student, HH Inc 30-70%", words.Kind("other urban", ("students",), False, 30, 70)),
        (
            "Accessible Small Town, Dep - Student & Adult, HH Inc 0-60%",
            words.Kind("accessible small town", ("students", "adults of working age"), False, 0, 60),
        ),
        (
            "Accessible Small Town, Dep - Average, HH Inc 0 -50%",
            words.Kind("accessible small town", (), False, 0, 50),
        ),
        (
            "Remote Small Town, Dep not OP, HH Inc 0-100%",
            words.Kind("remote small town", ("older people",), True, 0, 100),
        ),
        (
            "Accessible Rural, Dep - not OP or Child, HH Inc 60-80%",
            words.Kind("accessible rural", ("older people", "children"), True, 60, 80),
        ),
    ],
)
def test_labels_of_types_are_read(label, kind):
    assert words.kind(label) == kind


def test_every_label_of_the_edition_is_read(table):
    labels = {row["typology_label"] for row in table("community")}
    assert len({words.kind(label) for label in labels}) == len(labels) == 67


@pytest.mark.parametrize(
    "label", ["", "Large Urban", "Middle of nowhere, Dep - OP, HH Inc 0-10%", "Large Urban, Dep - Cat, HH Inc 0-10%"]
)
def test_other_labels_are_refused(label):
    with pytest.raises(ValueError, match="type of community|not known"):
        words.kind(label)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 20, "household incomes among the lowest 20% of communities"),
        (70, 100, "household incomes among the highest 30% of communities"),
        (40, 70, "household incomes above the lowest 40% of communities and below the highest 30%"),
        (0, 100, "household incomes of any level"),
    ],
)
def test_income_in_words(low, high, said):
    assert words.income(words.Kind("large urban", (), False, low, high)) == said


def test_what_a_community_is_like():
    said = words.what_it_is_like(community(), 39)
    assert said == [
        "Greenock East is in a town or smaller city (an urban area of 10,000 to 124,999 people).",
        "Communities of its type have about the usual mix of ages, and household incomes among the lowest 20% of "
        "communities.",
        "39 other communities in Scotland are of the same type.",
    ]
    assert words.what_it_is_like(community(label="Seaside"), 1) == [
        "Its type: Seaside.",
        "1 other community in Scotland is of the same type.",
    ]


def test_age_structures_in_words():
    assert words.people(words.kind("Remote Rural, Dep - not OP, HH Inc 0-60%")) == (
        "not an especially large share of older people"
    )
    assert words.people(words.kind("Large Urban, Dep - Child,HH Inc 0-10%")) == "a large share of children"


@pytest.mark.parametrize(
    ("place", "among", "said"),
    [
        (1.0, 17, "the poorest of 17"),
        (4.0, 17, "4th poorest of 17"),
        (9.0, 17, "9th poorest of 17"),
        (10.0, 17, "8th best of 17"),
        (17.0, 17, "the best of 17"),
        (2.5, 17, "joint 2nd poorest of 17"),
        (16.5, 17, "joint 1st best of 17"),
        (None, 17, "no position: a figure is missing"),
    ],
)
def test_positions_in_words(place, among, said):
    assert words.position(place, among) == said


def test_positions_by_improvement_in_words():
    assert words.improvement_position(1, 40) == "the least improved of 40"
    assert words.improvement_position(30, 40) == "11th most improved of 40"


def test_bands_in_words():
    assert [words.band_name(band, 7) for band in range(1, 8)] == [
        "most vulnerable",
        "second most vulnerable",
        "third most vulnerable",
        "middle",
        "third least vulnerable",
        "second least vulnerable",
        "least vulnerable",
    ]
    # Orkney has six communities, and so six bands: none is in the middle.
    assert [words.band_name(band, 6) for band in (1, 3, 4, 6)] == [
        "most vulnerable",
        "third most vulnerable",
        "third least vulnerable",
        "least vulnerable",
    ]


def test_the_map_of_vulnerability_says_that_bands_are_within_the_area():
    said = of_map.of_vulnerability(INVERCLYDE, [community(), community("B", "Kilmacolm")], 7)
    assert "2 communities" in said
    assert "Outcomes are poorest in Greenock East, best in Kilmacolm" in said
    assert "not within Scotland" in said
    assert "of its own area, not of Scotland" in of_map.of_vulnerability(SCOTLAND, [], 7)


def latest(*rows):
    """Rows of the map: code, year, value, status and the change between the measured years."""
    return [Latest("S12000018", code, 1.0, 17, 1, 7, "child_poverty", *rest) for code, *rest in rows]


def test_the_map_of_values_names_both_ends_and_the_missing():
    rows = latest(
        ("A", 2021, 43.12, "raw", 2014, 20.0, 2021, 43.12, -115.6, "worsened", "points"),
        ("B", 2021, 3.0, "raw", 2014, 10.0, 2021, 3.0, 70.0, "improved", "points"),
        ("C", 2021, None, "raw", 2014, 10.0, 2021, None, None, None, None),
    )
    names = {"A": "Greenock East", "B": "Kilmacolm", "C": "Gourock"}
    assert of_map.of_values(INVERCLYDE, POVERTY, rows, names) == (
        "Child poverty in 2021/22, % of children under 16: from 43.1% in Greenock East, the poorest figure, to 3.0% in "
        "Kilmacolm, the best. 1 community has no figure."
    )
    assert of_map.of_change(INVERCLYDE, POVERTY, rows, names) == (
        "Child poverty: 1 of 2 communities of Inverclyde improved from 2014/15 to 2021/22, 1 worsened. For the size of "
        "its first figure it improved most in Kilmacolm (from 10.0% to 3.0%) and worsened most in Greenock East (from "
        "20.0% to 43.1%). The change of 1 is not known."
    )
    none = latest(("A", 2021, None, "raw", None, None, None, None, None, None, None))
    assert "has a figure" in of_map.of_values(INVERCLYDE, POVERTY, none, names)
    assert "no change is known" in of_map.of_change(INVERCLYDE, POVERTY, none, names)


def test_the_map_of_change_is_true_where_nobody_improved():
    rows = latest(
        ("A", 2021, 30.0, "raw", 2014, 20.0, 2021, 30.0, -50.0, "worsened", "points"),
        ("B", 2021, 20.0, "raw", 2014, 20.0, 2021, 20.01, -0.1, "little_change", "points"),
    )
    said = of_map.of_change(INVERCLYDE, POVERTY, rows, {"A": "East", "B": "West"})
    assert "0 of 2 communities of Inverclyde improved from 2014/15 to 2021/22, 1 worsened, 1 changed little" in said
    assert "it worsened most in East" in said
    assert "West" not in said


@pytest.mark.parametrize(
    ("indicator", "change", "said"),
    [
        (POVERTY, ("improved", "points", 20.0, 10.04), "Improved: down 10.0 points"),
        (POVERTY, ("little_change", "points", 20.0, 20.01), "Little change"),
        (CRIME, ("worsened", "values", 12.0, 46.0), "Worsened: 12 to 46"),
        (CRIME, ("improved", "percent", 300.0, 200.0), "Improved: down 33%"),
        (CRIME, ("improved", "percent", 300.0, 297.0), "Improved: down 1.0%"),
        (CRIME, (None, None, None, 46.0), "Not known: not measured twice"),
    ],
)
def test_changes_in_a_cell(indicator, change, said):
    assert words.changed(indicator, *change).text == said


def profile(value, status, *change, is_alike=True, level="worse", beside="raw", code="attainment"):
    return Profile(code, 2021, value, status, *(change or [None] * 6), is_alike, beside, level)


def beside_area(*levels, alike=True):
    return [
        profile(1.0, "raw", is_alike=alike, level=level, beside=status, code=code) for code, level, status in levels
    ]


def test_where_a_community_is_poorer_than_its_area():
    catalogue = indicators()

    def said(rows):
        return words.poorer_than_area(community(), rows, catalogue)

    poverty, attainment = ("child_poverty", "worse", "raw"), ("attainment", "better", "raw")
    some = said(beside_area(poverty, attainment))
    assert some == (
        "Greenock East has a poorer figure than Inverclyde on 1 of 2 outcomes that are counted alike: child poverty."
    )
    assert "poorer figure than Inverclyde on all 1" in said(beside_area(poverty))
    assert "better figure than Inverclyde on all 1" in said(beside_area(attainment))
    same = said(beside_area(poverty, ("attainment", "about_the_same", "imputed")))
    assert "child poverty; about the same on school leavers' attainment." in same
    assert same.endswith("Estimated, not measured, in the latest year: school leavers' attainment.")
    assert said(beside_area(("attainment", None, "raw"))) == "Nothing can be compared with the area."


def test_what_is_not_counted_alike_is_left_out_and_compared_with_the_communities():
    crime = beside_area(("crime_rate", "worse", "raw"), alike=False)
    rows = [*beside_area(("child_poverty", "better", "raw")), *crime]
    said = words.poorer_than_area(community(), rows, indicators())
    assert "on all 1 outcomes that are counted alike. Recorded crime is not counted alike" in said
    assert "compared with the average of Inverclyde’s communities: poorer on recorded crime." in said
    assert words.not_alike([POVERTY], INVERCLYDE) == ""
    assert "Recorded crime is drawn without lines for Inverclyde and Scotland" in words.not_alike(
        [POVERTY, CRIME], INVERCLYDE
    )


def test_an_outcome_far_out_is_told_with_the_position_without_it():
    row = Contribution("S1", "crime_rate", -10.378, None, True, None, 81.0, 136)
    assert words.contribution("City Centre South", "communities of Glasgow City", 3.0, 136, row, indicators()) == (
        "City Centre South: recorded crime alone weighs heavily (10.4 standard deviations poorer than the average). "
        "With it 3rd poorest of 136 communities of Glasgow City; without it 56th best of 136."
    )
    same = row._replace(outcomes_without=3.0)
    said = words.contribution("City Centre South", "communities of Glasgow City", 3.0, 136, same, indicators())
    assert said.endswith(" With it and without it 3rd poorest of 136 communities of Glasgow City.")


def test_the_years_that_change_scores_start_from():
    years = [StartYear("child_poverty", 2010), StartYear("attainment", 2010), StartYear("crime_rate", 2013)]
    assert words.base_years(years, indicators()) == "2010/11 (recorded crime: 2013/14)"
    assert words.base_years(years[:2], indicators()) == "2010/11"


def test_learning_says_when_there_is_nobody_to_learn_from():
    assert words.learning(community(), 0, None, "2010/11").startswith(
        "No other community of its type whose outcomes were"
    )
    assert "whose child poverty was as poor, or nearly, in 2010/11" in words.learning(
        community(), 2, POVERTY, "2010/11"
    )
    assert words.moved(6.0, 15.0, 40) == "6th poorest of 40 then; 15th poorest of 40 now"
    row = SimilarOutcome(
        "S1", "S2", "child_poverty", 2010, 23.63, "imputed", 2021, 25.09, "raw", -0.06, "worsened", "points"
    )
    assert words.then_and_now(POVERTY, row) == "23.6% in 2010/11 (estimated); 25.1% in 2021/22"


def test_indicators_with_other_spans_of_years_are_named():
    said = words.rolling_note([POVERTY, indicators()["emergency_admissions"]])
    assert "emergency admissions at ages 65+ (averages of three years for communities, single years for areas)" in said
    assert words.rolling_note([POVERTY]) == ""


def zones(*values):
    return [
        Zone(
            f"S0{n}",
            f"Greenock East - 0{n}",
            -4.7,
            55.9,
            "any",
            2020,
            value,
            "raw",
            value is None,
            False,
            None,
            None,
            "any",
        )
        for n, value in enumerate(values, 1)
    ]


def test_data_zones_name_their_year_their_ends_and_the_suppressed():
    scale = [words.Beside("Greenock East", 15.5, "raw"), words.Beside("Scotland", 16.0, "raw")]
    assert of_zones.sentence(community(), POVERTY, zones(10.0, None, 34.6), scale) == (
        "Child poverty in 2020/21, % of children under 16: from 34.6% in Data zone 03, the poorest, to 10.0% in Data "
        "zone 01, the best. For scale: Greenock East 15.5%; Scotland 16.0%. 1 of its 3 data zones has no "
        "published figure."
    )
    assert "no data zone of Greenock East has a published figure" in of_zones.sentence(
        community(), POVERTY, zones(None, None), scale
    )
    crime = of_zones.sentence(community(), CRIME, zones(300.0, 200.0), scale[:1])
    assert crime.endswith("For scale: Greenock East 16. The source does not count it alike for areas and for Scotland.")
    assert "6.50 in Data zone 01. For scale" in of_zones.sentence(community(), ATTAINMENT, zones(6.5), scale)


def test_names_of_data_zones_lose_what_their_community_says_already():
    assert of_zones.name("Greenock East - 01", community()) == "Data zone 01"
    assert of_zones.name("Elsewhere - 01", community()) == "Elsewhere - 01"
