"""The pack's list of communities with the poorest outcomes, against a plain reading of the views beneath it."""

import pytest

from cpop import database, queries


@pytest.fixture(scope="module")
def tables():
    vulnerability = database.query("select * from vulnerability").to_dict("records")
    scores = database.query("select * from community_score").to_dict("records")
    return vulnerability, scores


@pytest.mark.parametrize(("most", "outcomes"), [(8, 2), (3, 8)])
def test_every_area_lists_its_poorest_communities_and_what_pulls_them_down(tables, most, outcomes):
    vulnerability, scores = tables
    by_community = {}
    for row in scores:
        if row["area_score"] == row["area_score"] and row["area_score"] is not None:
            by_community.setdefault(row["community_code"], []).append(row)
    for area in queries.areas.by_slug().values():
        mine = [row for row in vulnerability if row["area_code"] == area.code]
        mine.sort(key=lambda row: (row["position"], row["community_code"]))
        expected = []
        for row in mine[:most]:
            worst = sorted(by_community[row["community_code"]], key=lambda one: (one["area_score"], one["indicator"]))
            expected += [
                (row["community_code"], row["position"], one["indicator"], one["value"]) for one in worst[:outcomes]
            ]
        found = queries.poorest_communities(area, most, outcomes)
        columns = ("community_code", "position", "indicator", "value")
        assert list(zip(*(found[name] for name in columns), strict=True)) == expected, area.name
        if area.is_scotland:
            assert not len(found)
