"""The download of every page: each code has its name beside it, and each row the edition it was published in."""

import io

import pandas as pd
import pytest

from cpop import database
from cpop.queries import areas, communities
from cpop.site import SITE
from cpop.ui import card

AREAS = ("fife", "orkney-islands", "scotland")
OF_AREAS = {"changes.py", "compare.py", "glance.py", "priorities.py", "trends.py"}
# A code, and the column that says it in words.
NAMED = {
    "area_code": "area",
    "community_code": "community",
    "place_code": "place",
    "comparator": "comparator_name",
    "indicator": "indicator_label",
    "year": "period",
}
# Pages that hand out no figures of the edition at once: those of the plan need one, the pack is made on demand,
# Data has its own tests, and newer figures are of no edition.
WITHOUT = {"data.py", "guide.py", "board_pack.py", "find.py", "newer.py"} | {
    page.file for page in SITE if page.section == "Plan"
}
# Pages of one community, which a link has to name.
OF_ONE_COMMUNITY = {"community.py", "data_zones.py"}


@pytest.fixture
def taken(monkeypatch):
    """The files that the buttons of the last run hand out, by name, as a program reads them."""
    files = {}

    def button(label, *, data, file_name, **more):
        files[file_name] = pd.read_csv(io.BytesIO(data()))

    monkeypatch.setattr(card.st, "download_button", button)
    return files


@pytest.mark.parametrize("file", [page.file for page in SITE if page.file not in WITHOUT])
def test_each_download_names_its_places_and_its_own_edition(run_page, taken, file):
    edition = database.edition()
    own = edition.title if file in OF_AREAS else edition.community_title
    for area in AREAS:
        for family in ("deprivation", "density"):
            beside = {} if area == "scotland" else {"comparator": f"similar-{family}"}
            if file in OF_ONE_COMMUNITY:
                place = next(one for one in areas.by_slug().values() if one.slug == area)
                beside["community"] = next(iter(communities.within(place)))
            app = run_page(file, area=area, **beside)
            for one in app.expander:
                if one.key:
                    app.session_state[one.key] = True
            app.run()
            assert not app.exception
    # The first run of a session is always that of the first page.
    if file != "glance.py":
        taken = {name: told for name, told in taken.items() if "at-a-glance" not in name}
    assert taken
    for name, told in taken.items():
        whose = edition.title if "all-areas" in name else own
        assert set(told["edition"]) == {whose}, name
        assert told["attribution"].str.contains(f"({whose})", regex=False).all(), name
        for code, word in NAMED.items():
            if code in told:
                assert told.loc[told[code].notna(), word].notna().all(), f"{name}: {code} without {word}"
                assert word == "period" or list(told).index(word) == list(told).index(code) + 1, name


def test_the_mean_of_a_family_has_a_name_of_its_own():
    names = card.place_names()
    groups = {f"{family}-{getattr(area, f'family_{family}')}" for area in areas.by_slug().values()
              for family in ("deprivation", "density") if not area.is_scotland}  # fmt: skip
    assert len(groups) == 8
    assert len({names[group] for group in groups}) == 8
    with pytest.raises(KeyError):
        names["deprivation-9"]
