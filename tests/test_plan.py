"""A plan as its owner keeps it: written and read again, refused whole with its line, short enough for a link."""

import re

import pytest

from cpop.catalogue import indicators
from cpop.duties import duties
from cpop.plan import (
    MOST_BYTES,
    Answer,
    Known,
    Locality,
    Plan,
    PlanError,
    Seen,
    Target,
    packed,
    read,
    unpacked,
    write,
)

KNOWN = Known(
    {"fife": ("methil-west", "leven-east", "buckhaven"), "moray": ("elgin",)},
    ("scotland", "similar-deprivation", "moray"),
    indicators(),
    tuple(duties()),
)
PLAN = Plan(
    area="fife",
    comparator="similar-deprivation",
    edition="October 2023",
    start=2017,
    priorities=("child_poverty", "employment_rate"),
    targets=(Target("child_poverty", 18.0, 2027),),
    localities=(Locality("Levenmouth “east”", ("methil-west", "leven-east")),),
    answers=(Answer("plan", "partly", 'A "note"\nof two lines, with = and [[priority]]'), Answer("report", "no")),
    seen=(Seen("child_poverty", 2021, 23.2), Seen("employment_rate", 2021, 74.5)),
    notes="Kept by the partnership\x7f\\ # not a comment",
)


def test_what_is_written_is_read_again():
    assert read(write(PLAN).encode(), KNOWN) == PLAN
    assert read(write(Plan("moray")).encode(), KNOWN) == Plan("moray")


def test_the_file_can_be_read_by_people_and_edited_on_any_machine():
    text = write(PLAN)
    assert text.startswith("# A plan made with")
    assert 'target = 18.0\nyear = "2027/28"' in text
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert read(windows.encode(), KNOWN) == PLAN


def test_a_link_holds_the_whole_plan_while_it_is_short():
    assert unpacked(packed(PLAN), KNOWN) == PLAN
    assert re.fullmatch(r"[\w-]+", packed(PLAN))
    assert packed(Plan("fife", priorities=("child_poverty",))) == ""


def test_a_plan_too_long_for_a_link_is_left_to_its_file():
    # Digits of no pattern, so that they cannot be folded.
    noise = "".join(str(pow(7, number, 10007)) for number in range(500))
    long = Plan("fife", answers=tuple(Answer(code, "no", noise[place:]) for place, code in enumerate(duties())))
    assert packed(Plan("fife", notes=noise[:1000]))
    longest = Plan(
        "fife",
        notes=noise[:2000],
        answers=(Answer("plan", "no", noise[::-1][:2000]), Answer("report", "no", noise[::3] + noise[1::3])),
    )
    for plan in (long, longest):
        text = packed(plan)
        assert len(text) <= 3000


def line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


# What is altered in the file, the line it is in, and words of the reason.
FAULTS = [
    ('area = "fife"', 'area = "atlantis"', "atlantis", "not known"),
    ("format = 1", "format = 9", "format", "reads 1"),
    ('outcome = "child_poverty"', 'outcome = "poverty"', '"poverty"', "not known"),
    ('outcome = "employment_rate"', 'outcome = "child_poverty"', None, "already"),
    ("target = 18.0", "target = 180.0", "target =", "cannot be"),
    ("target = 18.0", 'target = "18"', "target =", "not a number"),
    ("target = 18.0", "target = nan", "target =", "not a number"),
    ("target = 18.0", "target = true", "target =", "not a number"),
    ('year = "2027/28"', 'year = "2027"', '"2027"', "not a year"),
    ('"methil-west"', '"elgin"', "elgin", "not a community of fife"),
    ('answer = "partly"', 'answer = "maybe"', "maybe", "not known"),
    ('duty = "report"', 'duty = "plan"', None, "answered already"),
    ('start = "2017/18"', "start = 2017", "start =", "not a text"),
    ('start = "2017/18"', 'begin = "2017/18"', "begin =", "not known here"),
    ('name = "Levenmouth “east”"', 'name = "  "', "name =", "needs a name"),
    ("[[locality]]", "[locality]", "[locality]", "[[locality]]"),
    ("target = 18.0", "target = = 18", "target =", ""),
    ('edition = "October 2023"', 'edition = "October', "edition =", ""),
]


@pytest.mark.parametrize(("found", "put", "part", "reason"), FAULTS)
def test_a_bad_file_is_refused_with_its_line_and_the_reason(found, put, part, reason):
    text = write(PLAN)
    assert found in text
    bad = text.replace(found, put, 1)
    with pytest.raises(PlanError) as refused:
        read(bad.encode(), KNOWN)
    said = str(refused.value)
    assert reason in said
    assert re.match(r"Line \d+: ", said)
    if part:
        assert said.startswith(f"Line {line_of(bad, part)}: ")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"x" * (MOST_BYTES + 1), b"<html>", b"a = [[[[[[", b"[priority]"]
)
def test_what_is_no_plan_is_refused(content):
    with pytest.raises(PlanError):
        read(content, KNOWN)


@pytest.mark.parametrize("text", ["", "x", "%%%", "eJwr", packed(PLAN)[:-9], "A" * 4000])
def test_a_link_cut_short_is_refused(text):
    with pytest.raises(PlanError):
        unpacked(text, KNOWN)


def test_one_target_and_one_answer_an_outcome_and_duty():
    plan = PLAN.with_target("child_poverty", Target("child_poverty", 15.0, 2030))
    assert plan.target("child_poverty").value == 15.0
    assert len(plan.targets) == 1
    assert plan.with_target("child_poverty", None).targets == ()
    assert plan.with_answer("report", Answer("report", "yes")).answer("report").answer == "yes"
    assert plan.with_answer("report", None).answer("report") is None
