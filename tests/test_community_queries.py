"""Questions about communities: what comes first, how many, and who is left out."""

from cpop.catalogue import community_indicators
from cpop.queries import communities, community

ALL = list(communities.by_code().values())
GREENOCK = communities.by_code()["S02002046"]


def test_the_one_that_improved_most_is_the_first_to_learn_from():
    found = {one: community.learn_from(one, len(ALL)) for one in ALL[::40]}
    changes = [[row.type_change for row in rows] for rows in found.values()]
    assert [sorted(one, reverse=True) for one in changes] == changes
    assert max(len(set(one)) for one in changes) > 2
    for one, rows in found.items():
        assert community.learn_from(one, 2) == rows[:2]


def test_so_is_it_by_one_outcome():
    longest = dict.fromkeys(community_indicators(), 0)
    for indicator in longest:
        for one in ALL[::80]:
            rows = community.learn_from_outcome(one, indicator, len(ALL))
            changes = [row.change for row in rows]
            assert changes == sorted(changes, reverse=True)
            assert community.learn_from_outcome(one, indicator, 2) == rows[:2]
            longest[indicator] = max(longest[indicator], len(set(changes)))
    # Population is an index of its base year, in which nobody was poorer than another.
    assert [code for code, most in longest.items() if most < 3] == ["depopulation"]


def test_the_map_has_each_area_s_communities_the_poorest_first():
    area = GREENOCK.area
    rows = communities.vulnerability(area)
    assert rows[0].community_code == GREENOCK.code
    assert [row.position for row in rows] == sorted(row.position for row in rows)
    assert {row.community_code for row in rows} == {one.code for one in communities.within(area).values()}
    latest = communities.latest(area, "child_poverty")
    assert [row[:6] for row in latest] == [tuple(row) for row in rows]


def test_a_profile_goes_by_the_catalogue_and_its_lists_by_outcomes_first():
    assert [row.indicator for row in community.profile(GREENOCK.code)] == list(community_indicators())
    assert [row.indicator for row in community.contributions_to(GREENOCK)] == list(community_indicators())
    lists = [(row.topic, row.among) for row in community.lists(GREENOCK.code)]
    assert lists == [("outcomes", "area"), ("outcomes", "type"), ("improvement", "area"), ("improvement", "type")]


def test_similar_communities_are_those_of_the_type_without_itself():
    similar = communities.similar_to(GREENOCK)
    assert GREENOCK.key not in similar
    assert {one.typology_group for one in similar.values()} == {GREENOCK.typology_group}
    assert len(similar) == 39
