"""What is said of two editions, and the page: no sentence that its row contradicts."""

import pytest

from cpop.catalogue import indicators
from cpop.queries import areas
from cpop.queries import changes as ask
from cpop.words import changes as words

AREAS = list(areas.by_slug().values())


@pytest.mark.parametrize("row", ask.summaries(), ids=lambda row: f"{row.indicator}-{row.level}")
def test_what_a_revision_looks_like_is_what_the_row_says(row):
    said = words.looks_like(row, indicators()[row.indicator])
    assert (said == "Nothing was revised.") == (row.revised == 0)
    assert ("relabelling" in said) == (row.looks_like in ("relabelled_later", "relabelled_earlier"))
    assert ("Another scale" in said) == (row.looks_like == "rescaled")
    assert ("rounding only" in said) == (row.looks_like == "rounding_only")
    assert f"by {indicators()[row.indicator].format_difference(0)} " not in said


@pytest.mark.parametrize("row", ask.verdicts(), ids=lambda row: f"{row.indicator}-{row.level}")
def test_a_verdict_and_its_sentence_agree_with_the_errors(row):
    indicator = indicators()[row.indicator]
    said = words.projections(row, indicator, "August 2022")
    assert ("not tested" in said) == (row.measured == 0)
    if row.verdict in ("not_tested", "not_comparable"):
        assert words.verdict(row, indicator).detail == ""
        return
    assert indicator.format_difference(row.typical_error) in said
    assert f"{row.right_directions:,} of {row.directions:,}" in said
    assert ("nearer" in said) == (row.typical_error > row.no_change_error and row.verdict != "as_no_change")
    assert ("better than to say" in said and "no better" not in said) == (row.verdict == "better_than_no_change")


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_every_projection_of_an_area_is_told_as_it_went(area):
    verdicts = {row.indicator: row.verdict for row in ask.verdicts() if row.level == "cpp"}
    rows = ask.projections(area.code)
    assert {row.indicator for row in rows} == verdicts.keys()
    for row in rows:
        indicator = indicators()[row.indicator]
        said = words.scored(row, indicator, verdicts[row.indicator])
        assert indicator.format(row.projected) in said
        assert indicator.format(row.came) in said
        if verdicts[row.indicator] not in ("not_tested", "not_comparable"):
            assert ("too high" in said) <= (row.projected > row.came)
            assert ("too low" in said) <= (row.projected < row.came)


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_the_largest_revision_comes_first_and_is_one(area):
    rows = ask.largest_revisions(area.code)
    sizes = [row.size for row in rows if row.size is not None]
    assert sizes == sorted(sizes, reverse=True)
    for row in rows:
        indicator = indicators()[row.indicator]
        assert indicator.format(row.old_value) != indicator.format(row.new_value)
        assert "projected" not in (row.old_status, row.new_status)
    assert indicators()[rows[0].indicator].in_sentence in words.revised(area, rows, indicators())


@pytest.mark.parametrize("area", areas.by_slug().values(), ids=lambda area: area.slug)
def test_no_revision_is_told_as_none(area):
    for row in ask.largest_revisions(area.code):
        indicator = indicators()[row.indicator]
        said = words.revised_by(indicator, row)
        assert said != indicator.format_difference(0) or row.old_value == row.new_value


def test_ranks_that_moved_did_move():
    rows = ask.moved(None, 1000)
    assert rows
    for row in rows:
        assert (row.old_rank, row.old_level) != (row.new_rank, row.new_level)
        assert ("rank kept" in words.moved(row)) == (row.old_rank == row.new_rank)
    sizes = [abs(row.old_rank - row.new_rank) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert {row.area_code for row in ask.moved("S12000047", 1000)} == {"S12000047"}


@pytest.mark.parametrize("area", ["glasgow-city", "orkney-islands", "scotland"])
def test_the_page(run_page, area):
    app = run_page("changes.py", area=area)
    text = " ".join(one.value for one in app.markdown)
    assert "August 2022" in text
    assert "relabelling" in text
    assert [one.value for one in app.header][:2] == [
        "Were the projections right?",
        f"Revised figures of {areas.by_slug()[area].name}",
    ]


def test_without_an_edition_before_the_page_says_so(run_page, monkeypatch):
    from dataclasses import replace

    from cpop import database

    record = replace(database.edition(), previous={"title": None, "community_title": None})
    monkeypatch.setattr(database, "edition", lambda: record)
    app = run_page("changes.py", area="fife")
    assert "no edition before" in app.info[0].value


def test_a_projection_says_what_earlier_ones_were_worth(run_page):
    shown = " ".join(
        one.value for one in run_page("trends.py", area="glasgow-city", indicator="child_poverty").markdown
    )
    assert "How far to trust a projection" in shown
    assert "Glasgow City: projected 25.2% for 2021/22, and 31.8% came" in shown
    hidden = run_page("trends.py", area="glasgow-city", indicator="child_poverty", projections="no")
    assert "How far to trust" not in " ".join(one.value for one in hidden.markdown)
