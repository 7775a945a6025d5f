"""The pages of the plan: decided, kept in the link and the file, opened again; progress and duties from the same."""

import re
from types import SimpleNamespace

import pytest
from markupsafe import escape

from cpop.catalogue import Area, headline_indicators, indicators
from cpop.charts import kit
from cpop.charts.progress import NARROW, WIDE, path
from cpop.charts.series import Line, Point
from cpop.duties import duties
from cpop.pack import progress as paper
from cpop.pack.report import write_report
from cpop.plan import Answer, Plan, Seen, Target, packed, read, write
from cpop.queries import areas, newer
from cpop.queries import progress as ask
from cpop.queries.progress import Ambition, Progress, Since
from cpop.site import SITE
from cpop.style import AREA
from cpop.ui import plans
from cpop.ui import progress as on_page
from cpop.words import progress as words

FIFE = Area("S12000047", "fife", "Fife", 3, 2)
POVERTY = indicators()["child_poverty"]


def text(app):
    return " ".join(re.sub(r"<[^>]+>", " ", one.value) for one in app.markdown)


def parameters(app):
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


def target(**changes):
    """Child poverty falls from 20% to 18%; 15% is asked for by 2027/28."""
    base = Progress(
        indicator="child_poverty", goal=15.0, goal_year=2027, baseline_year=2015, baseline_value=20.0,
        baseline_status="imputed", latest_year=2021, latest_value=18.0, latest_status="raw", measured_since=5,
        years_left=6, needed=-0.5, achieved=-1 / 3, verdict="too_slow",
    )  # fmt: skip
    return base._replace(**changes)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            target(),
            "Too slow: down 0.3 points a year since 20.0% (estimated) in 2015/16; down 0.5 points a year is needed.",
        ),
        (target(verdict="on_course", achieved=-0.6), "On course: down 0.6 points a year"),
        (target(verdict="moving_away", achieved=0.5), "Moving away: up 0.5 points a year"),
        (target(verdict="too_early", measured_since=1), "Too early to say: one year is measured"),
        (target(verdict="met"), "Met."),
        (target(needed=None), "and the year of the target has come."),
    ],
)
def test_a_target_is_told_with_the_figures_its_verdict_rests_on(row, said):
    assert said in words.sentence(FIFE, POVERTY, row)


def test_a_target_without_a_figure_says_so():
    row = target(latest_year=None, latest_value=None, latest_status=None, verdict=None)
    assert "no figure to set beside" in words.sentence(FIFE, POVERTY, row)
    assert words.summary([row, target()]) == "Of two targets: 1 too slow, 1 without a figure."


def test_ambition_counts_all_and_similar_areas():
    rows = [Ambition("child_poverty", "all", 3, 2.0, 32, 4), Ambition("child_poverty", "deprivation-3", 3, 2.0, 8, 0)]
    said = words.ambition(rows, {"deprivation-3": "deprivation"})
    assert said == (
        "Of the 32 areas with figures three years apart, four ever improved this much; "
        "of the 8 areas alike in deprivation, none."
    )
    every = [one._replace(made=one.areas) for one in rows]
    assert words.ambition(every, {"deprivation-3": "deprivation"}) == (
        "Of the 32 areas with figures three years apart, all ever improved this much; "
        "of the 8 areas alike in deprivation, all."
    )
    assert words.ambition([], {}) == ""
    assert "cannot be said" in words.ambition([Ambition("child_poverty", "all", 20, 2.0, 0, 0)], {})


@pytest.mark.parametrize("measures", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("values", [(20.0, 25.0, 30.0), (30.0, 25.0, 20.0)])
def test_the_words_of_a_targets_chart_stand_clear_of_it_and_within_it(values, measures):
    points = tuple(Point(2019 + place, value, "raw") for place, value in enumerate(values))
    line = Line("Dumfries and Galloway", AREA, points)
    drawing = path(POVERTY, line, (2021, values[-1]), (2026, values[0]), "told", measures=measures)
    spots = [float(y) for y in re.findall(r'<circle cx="[0-9.]+" cy="([0-9.]+)"', drawing)]
    word = re.search(r'<text x="[0-9.]+" y="([0-9.]+)"[^>]*>baseline<', drawing)
    assert float(word[1]) < min(spots) - 4
    # A larger figure stands higher.
    assert (spots[0] > spots[-1]) == (values[0] < values[-1])
    for x, rest, words_ in re.findall(r'<text x="([0-9.]+)"([^>]*)>([^<]+)<', drawing):
        room = kit.room_for([words_], measures.size)
        share = 1 if "end" in rest else 0.5 if "middle" in rest else 0
        assert float(x) - share * room >= -1
        assert float(x) + (1 - share) * room <= measures.width


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            Since("child_poverty", 2021, 23.2, 16.7, 2023, 15.0, "raw", "revised"),
            "16.7% for that year now: revised; the latest is 15.0%",
        ),
        (Since("child_poverty", 2021, 23.2, None, None, None, None, "gone"), "no figure for that year now."),
        (
            Since("child_poverty", 2021, 23.2, 23.2, 2022, 24.0, "imputed", "newer"),
            "the latest is 24.0% (estimated) in 2022/23",
        ),
        (Since("child_poverty", 2021, 23.2, 23.2, 2021, 23.2, "raw", "same"), "nothing newer"),
    ],
)
def test_what_moved_since_is_told(row, said):
    assert said in words.moved(row, POVERTY)


def test_for_every_area_each_target_has_its_verdict_in_words():
    for area in areas.by_slug().values():
        figures = areas.glance(area.code, areas.scotland().code, list(headline_indicators()))
        asked = [
            (row.indicator, row.value * (1 + 0.1 * indicators()[row.indicator].sign), row.year + 5)
            for row in figures
            if row.value is not None
        ]
        rows = ask.progress(area.code, 2015, asked)
        assert len(rows) == len(asked)
        for row in rows:
            assert words.VERDICT[row.verdict] in words.sentence(area, indicators()[row.indicator], row)
        assert {row.indicator for row in ask.ambition(area.code, asked)} == {code for code, _, _ in asked}


def decided(run_page):
    app = run_page("plan.py", area="fife", priorities="child_poverty,employment_rate")
    app.number_input(key="target-child_poverty").set_value(18.0).run()
    app.selectbox(key="target-year-child_poverty").set_value(2027).run()
    app.selectbox(key="plan-start").set_value(2015).run()
    app.text_area(key="plan-notes").set_value("By the board.").run()
    assert not app.exception
    return parameters(app)


def test_what_is_decided_is_in_the_link_and_on_every_page(run_page):
    link = decided(run_page)
    again = run_page("plan.py", **link)
    assert again.number_input(key="target-child_poverty").value == 18.0
    assert again.selectbox(key="target-year-child_poverty").value == 2027
    assert again.selectbox(key="plan-start").value == 2015
    assert again.text_area(key="plan-notes").value == "By the board."
    progress = run_page("progress.py", **link)
    assert "Of one target: 1 " in text(progress)
    assert "Ambition: Of the" in text(progress)
    # What official figures that are newer say, beside it and apart from it.
    for series in (one for one in newer.series() if one.beside == "child_poverty"):
        assert series.label_with_unit in text(progress)
    assert "Not the profile’s own measure." in text(progress)
    assert parameters(progress)["plan"] == link["plan"]
    duty = run_page("duties.py", **link)
    duty.radio(key="duty-plan").set_value("partly").run()
    assert f"1 of {len(duties())} questions answered: 1 partly" in text(duty)
    kept = plans.known()
    from cpop.plan import unpacked

    plan = unpacked(parameters(duty)["plan"], kept)
    assert plan.answer("plan").answer == "partly"
    assert plan.target("child_poverty") == Target("child_poverty", 18.0, 2027)


def test_a_link_without_a_plan_closes_none_and_another_area_has_its_own(run_page):
    link = decided(run_page)
    app = run_page("plan.py", **link)
    app.selectbox(key="area").set_value("moray").run()
    assert "plan" not in parameters(app)
    app.selectbox(key="area").set_value("fife").run()
    assert parameters(app)["plan"]


@pytest.mark.parametrize("page", ["plan.py", "progress.py", "duties.py"])
def test_scotland_has_no_plan_and_says_so(run_page, page):
    app = run_page(page)
    assert "Scotland as a whole has no plan" in app.info[0].value


def test_scotlands_pack_says_that_it_has_no_plan_and_shows_none(run_page):
    """Whatever the link brings along."""
    plan = packed(Plan(area="fife", priorities=("child_poverty",), targets=(Target("child_poverty", 15.0, 2027),)))
    app = run_page("board_pack.py", plan=plan)
    assert "Scotland’s pack has no plan" in app.info[0].value
    said = " ".join(one.value for one in app.markdown)
    assert "Sources and method" in said
    assert "15.0% by" not in said
    assert "Of one target" not in said


@pytest.mark.parametrize("area", ["fife", "orkney-islands"])
def test_without_targets_progress_says_what_to_do(run_page, area):
    assert "no target yet" in run_page("progress.py", area=area).info[0].value


def test_a_plan_altered_in_the_link_is_named_and_left_out(run_page):
    app = run_page("plan.py", area="fife", plan="nonsense")
    assert "Our plan: Line 1" in app.warning[0].value


def test_a_file_opens_as_it_was_kept_and_says_what_moved(run_page, monkeypatch):
    plan = Plan(
        "fife", "scotland", "October 2020", 2015, ("child_poverty",), (Target("child_poverty", 18.0, 2027),),
        answers=(Answer("plan", "yes"),), seen=(Seen("child_poverty", 2018, 99.0),),
    )  # fmt: skip
    assert read(write(plan).encode(), plans.known()) == plan
    app = run_page("plan.py")
    app.file_uploader(key="plan-file").upload("plan.toml", write(plan).encode(), "application/toml").run()
    assert not app.exception
    assert parameters(app)["area"] == "fife"
    assert parameters(app)["priorities"] == "child_poverty"
    assert "What moved since" in app.success[0].value
    assert "revised" in text(app)
    assert app.number_input(key="target-child_poverty").value == 18.0
    app.file_uploader(key="plan-file").upload("plan.toml", b"format = 1\narea = 'nowhere'", "application/toml").run()
    assert "Line 2" in app.error[0].value
    assert app.number_input(key="target-child_poverty").value == 18.0


def test_duties_lead_to_pages_that_exist():
    paths = {one.path or "glance" for one in SITE}
    for duty in duties().values():
        assert set(duty.evidence) <= paths
        assert duty.question.endswith("?")


def test_the_sheet_has_a_column_a_member():
    from cpop.ui.duties import blank

    sheet = blank("Fife", duties().values(), 4)
    assert len(sheet.columns) == 5
    assert len(sheet.rows) == len(duties())


def test_a_plan_with_a_target_fits_its_link():
    plan = SimpleNamespace(
        text=packed(Plan("fife", targets=(Target("child_poverty", 1.0, 2027),), priorities=("child_poverty",)))
    )
    assert 0 < len(plan.text) < 400


@pytest.mark.parametrize("area", [one.slug for one in areas.partnerships()])
def test_the_report_for_the_public_has_a_summary_and_a_part_an_outcome(run_page, monkeypatch, area):
    made = []
    monkeypatch.setattr(on_page, "report", lambda known: made.append(paper.report(known)))
    codes = ("child_poverty", "employment_rate")
    targets = tuple(Target(code, 20.0, 2027) for code in codes)
    plan = packed(Plan(area, start=2015, priorities=codes, targets=targets))
    app = run_page("progress.py", area=area, priorities=",".join(codes), plan=plan)
    [pack] = made
    summary, *parts = pack.slides
    assert summary.title + "." in " ".join(one.value for one in app.markdown)
    assert [slide.chart.indicator.code for slide in parts] == list(codes)
    # What a reader must know of child poverty's level goes with its chart.
    assert any("Take care with the level" in point.rest for point in parts[0].points)
    report = write_report(pack)
    assert report.count("<section") == 3
    for slide in parts:
        assert escape(slide.title) in report
        assert "Not the profile’s own measure." in " ".join(point.rest for point in slide.points)
