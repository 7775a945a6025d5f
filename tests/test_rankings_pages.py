"""Rankings, All communities and Most vulnerable as a visitor opens them, without a browser."""

import re


def text(app):
    return " ".join(one.value for one in [*app.title, *app.subheader, *app.markdown, *app.warning])


def table_of(app, css):
    return next(one.value for one in app.markdown if f'class="cpop {css}"' in one.value)


def test_rankings_of_orkney_show_all_six_and_link_to_their_profiles(run_page):
    app = run_page("rankings.py", area="orkney-islands")
    table = table_of(app, "rankings")
    assert table.count('scope="row"') == 6
    assert "community?area=orkney-islands&amp;community=west-kirkwall" in table
    assert "outcomes are poorest in West Kirkwall of Orkney Islands’ 6 communities" in text(app)


def test_rankings_of_glasgow_show_both_ends_or_everyone(run_page):
    assert table_of(run_page("rankings.py", area="glasgow-city"), "rankings").count('scope="row"') == 20
    assert table_of(run_page("rankings.py", area="glasgow-city", show="5"), "rankings").count('scope="row"') == 10
    assert table_of(run_page("rankings.py", area="glasgow-city", show="all"), "rankings").count('scope="row"') == 136


def test_a_strategic_area_of_fife_is_ranked_by_itself(run_page):
    app = run_page("rankings.py", area="fife", within="cowdenbeath", indicators="out_of_work_benefits,attainment")
    table = table_of(app, "rankings")
    assert table.count('scope="row"') == 10
    assert table.index("Ballingry") < table.index("Cowdenbeath South")
    assert "of Cowdenbeath’s 10 communities" in text(app)


def test_the_table_is_sorted_by_the_question_asked(run_page):
    app = run_page("rankings.py", area="orkney-islands", sort="name", community="isles")
    names = re.findall(r'target="_self">([^<]+)</a></th>', table_of(app, "rankings"))
    assert names == sorted(names)
    assert '<tr class="followed">' in table_of(app, "rankings")
    assert "Isles: among Orkney Islands’ 6 communities, outcomes" in text(app)


def test_no_outcome_chosen_means_all(run_page):
    assert "all eight outcomes together" in text(run_page("rankings.py", area="fife", indicators=""))
    assert "child poverty alone" in text(run_page("rankings.py", area="fife", indicators="child_poverty"))


def test_scotland_shows_the_share_of_every_area(run_page):
    assert table_of(run_page("rankings.py"), "shares").count('scope="row"') == 32


def test_all_communities_draws_each_once_in_the_order_asked_for(run_page):
    app = run_page("all_communities.py", area="glasgow-city", indicator="child_poverty")
    grid = next(one.value for one in app.markdown if "one-outcome" in one.value)
    assert grid.count('class="one-card"') == 136
    assert grid.count("<defs>") == 1
    app = run_page("all_communities.py", area="glasgow-city", order="name", scale="own")
    grid = next(one.value for one in app.markdown if "one-outcome" in one.value)
    names = re.findall(r'target="_self">([^<]+)</a></h3>', grid)
    assert len(names) == 136
    assert names == sorted(names)


def test_all_communities_of_scotland_are_the_32_areas(run_page):
    grid = next(one.value for one in run_page("all_communities.py").markdown if "one-outcome" in one.value)
    assert grid.count('class="one-card"') == 32
    assert "all-communities?area=fife&amp;indicator=child_poverty" in grid


def test_the_most_vulnerable_of_then_and_now_stand_side_by_side(run_page):
    app = run_page("vulnerable.py", area="glasgow-city")
    lists = [one.value for one in app.markdown if 'class="cpop five"' in one.value]
    assert [one.count('scope="row"') for one in lists] == [5, 5]
    # No place among the five of then is said in words, and not by a dash before them.
    assert "<td>not among the five</td>" in lists[1]
    assert "–" not in re.sub("<caption>.*?</caption>", "", lists[1])
    then, now = table_of(app, "arrows"), table_of(run_page("vulnerable.py", area="glasgow-city", five="now"), "arrows")
    assert then.count('scope="row"') == now.count('scope="row"') == 8
    assert "Keppochhill" in then
    assert "Keppochhill" not in now
    assert "Sighthill" in now


def test_the_most_vulnerable_of_scotland_are_told_by_area(run_page):
    app = run_page("vulnerable.py")
    assert table_of(app, "still").count('scope="row"') == 32
    assert "of the 145 communities" in text(app)
    assert "3 areas have fewer than ten communities" in text(app)


def test_a_rank_that_one_outcome_decides_says_so(run_page):
    said = text(run_page("rankings.py", area="glasgow-city"))
    assert "City Centre South: recorded crime alone weighs heavily (10.4 standard deviations poorer" in said
    assert "With it 3rd poorest of 136 communities of Glasgow City; without it 56th best of 136." in said


def test_an_area_of_fewer_than_ten_shows_all_its_communities(run_page):
    app = run_page("vulnerable.py", area="orkney-islands")
    lists = [one.value for one in app.markdown if 'class="cpop five"' in one.value]
    assert [one.count('scope="row"') for one in lists] == [6]
    assert "too few for a list of the five most vulnerable" in text(app)
    assert not [one for one in app.radio if one.key == "five"]
    heads = re.findall(r'<th scope="col"><a', table_of(app, "arrows"))
    assert len(heads) == 6


def test_a_smaller_share_and_a_wider_gap_are_said(run_page):
    said = text(run_page("vulnerable.py", area="fife"))
    assert (
        "the gap widened from 15.0 points to 17.3 points, though it worsened by a smaller share (30% against 45%)"
        in said
    )


def test_no_line_of_the_council_is_drawn_where_it_is_not_counted_alike(run_page):
    said = text(run_page("all_communities.py", area="fife", indicator="crime_rate"))
    assert "Recorded crime is drawn without lines for Fife and Scotland" in said
    assert "Average of Fife’s communities</span>" in said
    assert " Scotland</span>" not in said
    assert " Scotland</span>" in text(run_page("all_communities.py", area="fife", indicator="child_poverty"))
