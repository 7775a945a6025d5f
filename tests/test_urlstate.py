"""State in the URL, without a browser: codes, defaults, pins, nonsense, and what is remembered."""

import pytest
from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st

    from cpop import urlstate

    page = st.session_state.get("page", "one")
    urlstate.begin(page)
    st.session_state["carried"] = urlstate.carry("Herbs", ["basil", "dill", "mint"], "priorities")
    urlstate.pick(st.selectbox, "Fruit", ["apple", "pear", "plum"], "fruit", "apple")
    urlstate.pick(st.selectbox, "Area", ["fife", "moray"], "area", none="No area")
    urlstate.pick(st.selectbox, "Beside", ["all", "fife", "moray"], "comparator", "all")
    if page != "three":
        urlstate.pick(st.selectbox, "Year", [2019, 2020, 2021], "year", 2021, pin=True)
    if page == "one":
        urlstate.pick(st.multiselect, "Nuts", ["almond", "hazel", "pecan"], "nuts", ["hazel"], multi=True, most=2)
        urlstate.pick(st.multiselect, "Herbs", ["basil", "dill", "mint"], "priorities", [], multi=True)
        urlstate.switch("Salt", "salt", True)
        urlstate.pick(st.selectbox, "Cheese", ["brie", "feta"], "cheese", none="No cheese", formerly=("dairy", "milk"))
        urlstate.text("Search", "search", longest=8)
    st.session_state["said"] = urlstate.misunderstood()
    st.session_state["link"] = urlstate.link("trends", indicator="x")
    st.session_state["to_moray"] = urlstate.link("compare", area="moray")
    urlstate.end()


@pytest.fixture
def visit():
    def run(**parameters):
        app = AppTest.from_function(script)
        for key, value in parameters.items():
            app.query_params[key] = value
        return app.run()

    return run


def url(app):
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


def test_a_fresh_visit_writes_only_what_a_later_edition_would_move(visit):
    assert url(visit()) == {"year": "2021"}


def test_choices_appear_as_codes_and_defaults_disappear(visit):
    app = visit()
    app.selectbox(key="fruit").select("plum")
    app.multiselect(key="nuts").select("pecan")
    app.toggle(key="salt").set_value(False)
    app.run()
    assert url(app) == {"fruit": "plum", "year": "2021", "nuts": "hazel,pecan", "salt": "no"}
    app.selectbox(key="fruit").select("apple").run()
    assert "fruit" not in url(app)


def test_a_link_restores_the_view(visit):
    app = visit(fruit="pear", year="2019", nuts="pecan,almond", salt="no", cheese="feta")
    assert app.selectbox(key="fruit").value == "pear"
    assert app.selectbox(key="year").value == 2019
    assert app.multiselect(key="nuts").value == ["pecan", "almond"]
    assert app.toggle(key="salt").value is False
    assert app.selectbox(key="cheese").value == "feta"
    assert app.session_state["said"] == []


@pytest.mark.parametrize("name", ["dairy", "milk"])
def test_an_older_name_of_a_parameter_is_understood_and_written_anew(visit, name):
    app = visit(**{name: "feta"})
    assert app.selectbox(key="cheese").value == "feta"
    assert app.session_state["said"] == []
    assert url(app) == {"cheese": "feta", "year": "2021"}


def test_a_parameter_wins_over_its_older_names(visit):
    app = visit(milk="brie", cheese="feta")
    assert app.selectbox(key="cheese").value == "feta"
    assert app.session_state["said"] == []
    assert url(app) == {"cheese": "feta", "year": "2021"}


def test_nonsense_under_an_older_name_is_named(visit):
    app = visit(dairy="edam")
    assert app.selectbox(key="cheese").value == ""
    assert app.session_state["said"] == ["Cheese: “edam”"]
    assert url(app) == {"year": "2021"}


def test_an_emptied_choice_of_many_is_not_the_default(visit):
    app = visit()
    app.multiselect(key="nuts").unselect("hazel").run()
    assert url(app)["nuts"] == ""
    assert visit(nuts="").multiselect(key="nuts").value == []


def test_nonsense_falls_back_and_is_named(visit):
    app = visit(fruit="turnip", year="1066", nuts="hazel,brick", salt="perhaps", cheese="edam", colour="red")
    assert app.selectbox(key="fruit").value == "apple"
    assert app.selectbox(key="year").value == 2021
    assert app.multiselect(key="nuts").value == ["hazel"]
    assert app.toggle(key="salt").value is True
    assert app.selectbox(key="cheese").value == ""
    said = app.session_state["said"]
    for wrong in ("turnip", "1066", "brick", "perhaps", "edam", "colour"):
        assert any(wrong in one for one in said), wrong
    assert url(app) == {"year": "2021"}


def test_what_others_add_to_links_is_no_mistake(visit):
    assert visit(utm_source="mail", fbclid="1").session_state["said"] == []


def test_a_complaint_is_made_once(visit):
    app = visit(fruit="turnip")
    assert app.session_state["said"]
    app.run()
    assert app.session_state["said"] == []


def test_more_choices_than_allowed_are_cut(visit):
    assert visit(nuts="almond,hazel,pecan").multiselect(key="nuts").value == ["almond", "hazel"]


def test_choices_survive_a_change_of_page_and_back(visit):
    app = visit(fruit="pear", nuts="pecan")
    app.session_state["page"] = "two"
    app.run()
    assert app.selectbox(key="fruit").value == "pear"
    assert "nuts" not in url(app)
    app.session_state["page"] = "one"
    app.run()
    assert app.multiselect(key="nuts").value == ["pecan"]
    assert url(app) == {"fruit": "pear", "year": "2021", "nuts": "pecan"}


def test_a_link_says_by_what_it_leaves_out_that_it_is_at_its_default(visit):
    app = visit(fruit="pear", nuts="pecan", salt="no", cheese="feta")
    app.query_params.clear()
    app.query_params["year"] = "2020"
    app.run()
    assert url(app) == {"year": "2020"}
    assert app.multiselect(key="nuts").value == ["hazel"]
    assert app.selectbox(key="cheese").value == ""


def test_going_back_through_the_navigations_bare_link_shows_what_was_chosen_and_writes_nothing(visit):
    app = visit(fruit="pear", nuts="pecan")
    app.query_params.clear()
    app.run()
    assert app.selectbox(key="fruit").value == "pear"
    assert app.multiselect(key="nuts").value == ["pecan"]
    assert url(app) == {}
    app.selectbox(key="fruit").select("plum").run()
    assert url(app) == {"fruit": "plum", "year": "2021", "nuts": "pecan"}


def test_a_bare_link_that_was_once_the_whole_truth_means_just_that(visit):
    app = visit()
    app.session_state["page"] = "three"
    app.run()
    app.run()
    app.selectbox(key="fruit").select("pear").run()
    assert url(app) == {"fruit": "pear"}
    app.query_params.clear()
    app.run()
    assert app.selectbox(key="fruit").value == "apple"
    assert url(app) == {}


def test_a_text_of_a_link_is_cut_at_its_longest(visit):
    app = visit(search="cardamom and cloves")
    assert app.text_input(key="search").value == "cardamom"
    assert url(app)["search"] == "cardamom"


def test_what_was_not_understood_is_told_cut_to_its_beginning(visit):
    app = visit(fruit="f" * 500, **{"k" * 500: "x"})
    assert app.session_state["said"] == [f"Fruit: “{'f' * 60}”", f"“{'k' * 40}”"]


def test_no_link_compares_an_area_with_itself(visit):
    app = visit(area="fife", comparator="moray")
    assert app.session_state["link"] == "trends?area=fife&comparator=moray&indicator=x"
    assert app.session_state["to_moray"] == "compare?area=moray"


def test_links_between_pages_are_relative(visit):
    assert visit().session_state["link"] == "trends?indicator=x"


def test_what_one_page_chooses_every_other_carries_along(visit):
    app = visit(priorities="mint,basil")
    assert app.session_state["carried"] == ["mint", "basil"]
    app.session_state["page"] = "two"
    app.run()
    assert app.session_state["carried"] == ["mint", "basil"]
    assert url(app)["priorities"] == "mint,basil"
    assert app.session_state["link"] == "trends?priorities=mint,basil&indicator=x"
    app.session_state["page"] = "one"
    app.run()
    app.multiselect(key="priorities").unselect("mint").run()
    assert app.session_state["carried"] == ["basil"]
    app.multiselect(key="priorities").unselect("basil").run()
    assert app.session_state["carried"] == []
    assert "priorities" not in url(app)


def test_a_link_without_what_is_carried_clears_it(visit):
    app = visit(priorities="mint", fruit="pear")
    app.query_params.clear()
    app.query_params["fruit"] = "plum"
    app.run()
    assert app.session_state["carried"] == []


def test_what_is_carried_and_not_understood_is_named_once(visit):
    app = visit(priorities="mint,turnip")
    assert app.session_state["carried"] == ["mint"]
    assert [one for one in app.session_state["said"] if "turnip" in one] == ["Herbs: “turnip”"]


def test_no_choice_is_an_option_of_its_own_and_no_part_of_a_link(visit):
    app = visit(cheese="feta")
    assert app.selectbox(key="cheese").options == ["No cheese", "brie", "feta"]
    app.selectbox(key="cheese").select("").run()
    assert url(app) == {"year": "2021"}
    assert visit(cheese="").session_state["said"] == []
