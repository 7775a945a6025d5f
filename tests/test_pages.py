"""Every page in its frame: by default, for areas of different kinds, and with links that make no sense."""

import ast
from pathlib import Path

import pytest

from cpop.site import SITE

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))


def words(app):
    """All text of a page in one string."""
    return " ".join(one.value for one in [*app.title, *app.header, *app.subheader, *app.markdown, *app.warning])


def test_each_page_file_has_its_place_in_the_navigation():
    assert sorted(page.file for page in SITE) == PAGES
    assert len({page.path for page in SITE}) == len(SITE)


@pytest.mark.parametrize("file", PAGES)
def test_a_page_opens_without_any_choice(run_page, file):
    app = run_page(file)
    assert app.title[0].value
    assert not app.warning
    assert "October" in app.markdown[-1].value, "the footer names the edition"


@pytest.mark.parametrize("area", ["glasgow-city", "na-h-eileanan-siar", "scotland"])
@pytest.mark.parametrize("file", PAGES)
def test_a_page_opens_for_areas_of_different_kinds(run_page, file, area):
    app = run_page(file, area=area)
    assert app.selectbox(key="area").value == area
    assert len(words(app)) > 300


@pytest.mark.parametrize("comparator", ["similar-deprivation", "similar-density", "fife"])
@pytest.mark.parametrize("file", PAGES)
def test_a_page_opens_with_every_kind_of_comparator(run_page, file, comparator):
    app = run_page(file, area="orkney-islands", comparator=comparator)
    assert app.selectbox(key="comparator").value == comparator


@pytest.mark.parametrize("file", PAGES)
def test_a_page_names_what_it_did_not_understand(run_page, file):
    app = run_page(file, area="atlantis", comparator="the-moon", indicater="child_poverty")
    said = app.warning[0].value
    assert "atlantis" in said
    assert "the-moon" in said
    assert "indicater" in said


@pytest.mark.parametrize("file", PAGES)
def test_a_page_survives_nonsense_for_each_of_its_parameters(run_page, file):
    app = run_page(file, area="fife")
    keys = [one.key for kind in ("selectbox", "multiselect", "toggle", "radio") for one in app.get(kind) if one.key]
    app = run_page(file, area="fife", **{key: "nonsense" for key in keys if key not in ("area", "comparator")})
    assert not app.exception


@pytest.mark.parametrize("file", PAGES)
def test_a_page_is_a_short_script_without_logic_of_its_own(file):
    tree = ast.parse((ROOT / "pages" / file).read_text(encoding="utf-8"))
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.Lambda)
    assert [node for node in ast.walk(tree) if isinstance(node, forbidden)] == []
    source = ast.unparse(tree)
    for word in ("session_state", "select ", "plotly", "groupby", "merge(", "#"):
        assert word not in source
