"""Every control of every page is in the link, and the link shows the same view again."""

import re
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from cpop.words.data_zones import SMALL_NUMBERS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
# Everything that holds a choice. Buttons, downloads, expanders and popovers hold none that a view depends on.
KINDS = (
    "selectbox",
    "multiselect",
    "toggle",
    "checkbox",
    "radio",
    "button_group",
    "slider",
    "select_slider",
    "number_input",
    "text_input",
    "text_area",
    "date_input",
    "time_input",
    "color_picker",
)
# Jumps to another page as soon as a place is chosen, and is empty again there: an address to go to, not a choice.
JUMPS = {"find", "find_on_page"}


def controls(app):
    """Each control of a page by its key."""
    found = {}
    for kind in KINDS:
        for one in app.get(kind):
            assert one.key, f"the {kind} {one.label!r} has no key, and so is in no link"
            found[one.key] = one
    return {key: one for key, one in found.items() if key not in JUMPS}


def values(app):
    return {key: one.value for key, one in controls(app).items()}


def click(control, labels):
    """Choose options by their labels: what a browser would send, whatever the page calls them itself."""

    def sent(self):
        state = WidgetState()
        state.id = self.id
        if self.type in ("selectbox", "radio"):
            state.string_value = labels[0]
        else:
            state.string_array_value.data[:] = labels
        return state

    kind = type(control)
    control.__class__ = type(f"Clicked{kind.__name__}", (kind,), {"_widget_state": property(sent)})


def change(control):
    """Choose something else; answers False where there is nothing else to choose."""
    kind = control.type
    if getattr(control.proto, "disabled", False):
        return False
    if kind in ("toggle", "checkbox"):
        control.set_value(not control.value)
    elif kind in ("selectbox", "radio"):
        others = [label for place, label in enumerate(control.options) if place != control.index]
        if not others:
            return False
        click(control, [others[-1]])
    elif kind in ("multiselect", "button_group"):
        labels = [option if isinstance(option, str) else option.content for option in control.options]
        chosen = [labels[place] for place in control.indices]
        others = [label for label in labels if label not in chosen]
        if kind == "button_group" and not isinstance(control.value, list):
            click(control, others[-1:])
        elif not others or len(chosen) >= (getattr(control.proto, "max_selections", 0) or len(labels)):
            click(control, chosen[:-1])
        else:
            click(control, [*chosen, others[-1]])
    elif isinstance(control.value, (tuple, list)):
        low, high = control.value
        control.set_value((low, low) if low != high else (control.options[0], control.options[-1]))
    elif kind == "select_slider":
        control.set_value(next(option for option in reversed(control.options) if option != control.value))
    elif kind == "slider":
        control.set_value(control.min if control.value != control.min else control.max)
    elif kind == "text_input":
        control.set_value("poverty")
    else:
        raise AssertionError(f"teach this test to change a {kind}")
    return True


def parameters(app):
    return {key: one[0] if isinstance(one, list) else one for key, one in dict(app.query_params).items()}


# Their controls write the plan, which the link holds as one packed parameter (test_plan.py, test_plan_pages.py).
WRITE_A_PLAN = {"plan.py", "duties.py", "localities.py"}


@pytest.mark.parametrize("file", [file for file in PAGES if file not in WRITE_A_PLAN])
def test_each_control_is_in_the_link_and_the_link_restores_the_view(run_page, file):
    start = run_page(file, area="fife")
    keys = list(controls(start))
    assert {"area", "comparator", "present"} <= set(keys)
    for key in keys:
        app = run_page(file, area="fife")
        before = values(app)
        if not change(controls(app)[key]):
            continue
        app.run()
        assert not app.exception, key
        after = values(app)
        assert after.get(key) != before[key], f"changing {key} changed nothing"
        again = run_page(file, **parameters(app))
        assert values(again) == after, f"the link {parameters(app)} does not restore {key}"


@pytest.mark.parametrize("file", PAGES)
def test_the_shown_link_is_the_one_of_the_view(run_page, file):
    app = run_page(file, area="glasgow-city", comparator="similar-density")
    shown = app.get("code")[0].value
    for key, value in parameters(app).items():
        assert f"{key}={value}" in shown


@pytest.mark.parametrize("file", PAGES)
def test_every_page_can_be_presented_and_left_again(run_page, file):
    app = run_page(file, area="fife", present="yes")
    # Data zones warn of small numbers on every view; no page may say more.
    assert [one.value for one in app.warning] == ([SMALL_NUMBERS] if file == "data_zones.py" else [])
    assert app.toggle(key="present").value is True
    before = parameters(app)
    assert before["present"] == "yes"
    app.button(key="leave").click().run()
    assert app.toggle(key="present").value is False
    assert parameters(app) == {"area": "fife"} | {key: one for key, one in before.items() if key != "present"}
    assert not [one for one in app.button if one.key == "leave"]


def test_a_mistyped_path_is_named_once_and_leaves_the_link(run_page):
    app = run_page("trends.py", area="fife", page="trendz/<b>")
    assert "Page: “trendz/<b>”" in app.warning[0].value
    assert "page" not in parameters(app)
    assert parameters(app)["area"] == "fife"
    assert not app.run().warning


@pytest.mark.parametrize(
    "asked", ["`", "``x``", "[a](https://b.example)", "a\n\n# b", "<img src=x>", "https://b.example"]
)
def test_a_visitors_words_stay_words(run_page, asked):
    said = run_page("guide.py", area=asked).warning[0].value
    told = said.partition("instead. ")[2]
    fence = told[: len(told) - len(told.lstrip("`"))]
    assert told.startswith(f"{fence} ")
    assert told.endswith(f" {fence}")
    assert "\n" not in told
    # No run of backticks of just that length ends the code before its end.
    assert fence not in re.findall("`+", told[len(fence) : -len(fence)])
