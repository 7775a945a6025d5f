"""The pack's list of communities with the poorest outcomes, against a plain reading of the views beneath it."""

import pytest

from cpop import database
from cpop.queries import areas, board_pack


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
        found = board_pack.poorest(area.code, most, outcomes)
        answered = [(row.community_code, row.position, row.indicator, row.value) for row in found]
        assert answered == expected, area.name
        if area.is_scotland:
            assert not found
        for row in found:
            members = [
                one["value"]
                for one in scores
                if (one["area_code"], one["indicator"], one["year"]) == (area.code, row.indicator, row.year)
                and one["value"] == one["value"]
            ]
            assert row.area_value == pytest.approx(sum(members) / len(members))


def test_the_most_vulnerable_are_those_of_the_view_with_the_outcomes_on_which_they_gained_ground():
    listed = database.query("select * from most_vulnerable").to_dict("records")
    changes = database.query("select * from raw_change join indicator using (indicator)").to_dict("records")
    changes.sort(key=lambda one: one["catalogue_order"])
    for area in areas.by_slug().values():
        found = board_pack.vulnerable(area.code)
        mine = {row["community_code"]: row for row in listed if row["area_code"] == area.code}
        assert {row.community_code for row in found} == mine.keys()
        then = [row.rank_then for row in found]
        assert then == sorted(then, key=lambda place: (place is None, place))
        for row in found:
            known = [one for one in changes if one["community_code"] == row.community_code and one["ground"]]
            known = [one for one in known if one["ground"] == one["ground"]]
            assert row.gained == tuple(one["indicator"] for one in known if one["ground"] == "gained")
            assert row.judged == len(known)
            assert row.has_five == mine[row.community_code]["has_five"]
