"""The pack's list of communities with the poorest outcomes, against a plain reading of the views beneath it."""

import pytest

from cpop import database
from cpop.queries import areas
from cpop.queries.board_pack import poorest


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
    for area in areas.by_slug().values():
        mine = [row for row in vulnerability if row["area_code"] == area.code]
        mine.sort(key=lambda row: (row["position"], row["community_code"]))
        expected = []
        for row in mine[:most]:
            worst = sorted(by_community[row["community_code"]], key=lambda one: (one["area_score"], one["indicator"]))
            expected += [
                (row["community_code"], row["position"], one["indicator"], one["value"]) for one in worst[:outcomes]
            ]
        found = poorest(area.code, most, outcomes)
        assert [(row.community_code, row.position, row.indicator, row.value) for row in found] == expected, area.name
        if area.is_scotland:
            assert not found
