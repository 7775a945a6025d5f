"""A page's heading, and a chart with all that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import database, export, guide, status, urlstate
from cpop.catalogue import FAMILIES, Indicator, indicators
from cpop.charts import kit
from cpop.charts.enlarge import enlarged
from cpop.markup import element, joined, render
from cpop.queries import areas, communities
from cpop.site import NAME
from cpop.style import CONFIG, Role
from cpop.table import Judgement, Table, page
from cpop.ui import parts
from cpop.ui.share import PRESENT_SCALE, is_alone, is_presented, takes
from cpop.words.community import average_of_communities

Figure = dict[str, Any]
# Rows of a named type, or a frame.
Answer = Sequence[NamedTuple] | pd.DataFrame
# The terms that the page has led to the Guide's words for so far.
_EXPLAINED = "_explained_terms"
_is_example: ContextVar[bool] = ContextVar("is_example", default=False)


def html(*pieces: str) -> None:
    """Put our own HTML on the page. One line: a blank line would end an HTML block in Markdown."""
    markup = "".join(pieces)
    if markup:
        st.markdown(re.sub(r"\n\s*", " ", markup), unsafe_allow_html=True)


def header(title: str, question: str, part: str | None = None, *, window: str = "") -> None:
    """A page's title, the question that it answers, and a link to the part of the Guide that explains it.

    window: what the browser's tab says, where it is another thing than the page and its area.
    """
    st.session_state[_EXPLAINED] = set()
    if window:
        st.set_page_config(page_title=f"{window} · {NAME}")
    st.title(title, anchor=False)
    html(render("question.html", question=question, guide=part and urlstate.link("guide", part=part)))
    parts.begin()


def on_paper(place: str) -> None:
    """The first line of a printed page: whose figures, edition, date and the link to the view as it is picked."""
    today = f"{date.today():%-d %B %Y}"
    html(render("on_paper.html", place=place, edition=database.edition().title, day=today, link=urlstate.address()))


def footer() -> None:
    """What stands beneath every page: edition, source, the way to the Guide and to the accessibility statement."""
    statement = urlstate.link("guide", part="accessibility")
    edition, to_guide = database.edition(), urlstate.link("guide")
    html(render("footer.html", edition=edition, guide=to_guide, words=_words(), statement=statement))


def announce(words: str) -> None:
    """Let a listener hear what an action came to, as a line of status that nobody sees; said when it changes."""
    html(render("announced.html", words=words))


def explain(*notes: str) -> None:
    """How to read what stands near, in small type, a paragraph each; empty notes are left out."""
    html(render("notes.html", notes=[with_terms(note) for note in notes]))


def with_terms(text: str) -> str:
    """A text whose terms of method lead to what they mean in the Guide, each where it first appears on a page."""
    # What has markup of its own has its own links.
    if isinstance(text, Markup):
        return text
    explained, pieces, end = st.session_state.setdefault(_EXPLAINED, set()), [], 0
    for found in _terms().finditer(text):
        term = found[1].lower()
        if term not in explained:
            explained.add(term)
            pieces += [Markup() + text[end : found.start()], element("a", found[0], href=_words(), target="_self")]
            end = found.end()
    return joined([*pieces, Markup() + text[end:]])


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(guide.terms())})s?\b", re.IGNORECASE)


def _words() -> str:
    return urlstate.link("guide", part="words")


def legend(roles: Iterable[tuple[str, Role]], statuses: Iterable[str] = status.ORDER) -> None:
    """Which mark is which place, and which line is measured, estimated or projected."""
    html(legend_markup(roles, statuses))


def legend_markup(roles: Iterable[tuple[str, Role]], statuses: Iterable[str] = ()) -> Markup:
    """The same as HTML, to stand within other markup."""
    return render("legend.html", items=kit.legend(roles, statuses), lead="")


def judged(verdict: Judgement) -> Markup:
    """A judgement outside a table: its mark, its first word, and the rest."""
    return render("verdict.html", mark=verdict.mark, word=verdict.word, detail=verdict.detail)


def plot(
    figure: Figure,
    *,
    alt: str,
    sentence: str = "",
    config: Mapping[str, Any] = CONFIG,
    is_for_choosing: bool = False,
    **kwargs: Any,  # noqa: ANN401 - as Streamlit's
) -> Any:  # noqa: ANN401
    """The one way to put a Plotly figure on a page: without Streamlit’s theme, and larger where it is presented.

    alt: its short name for those who listen; sentence: what it shows, which stands on the page in words already. Where
    one chart is shown alone it is the first of the page, with its sentence and its source.
    is_for_choosing: whether it is a picker, which says nothing alone.
    """
    is_first = not is_for_choosing and takes(figure["layout"]["height"])
    shown = enlarged(figure, PRESENT_SCALE) if is_presented() else figure
    if not is_alone():
        return st.plotly_chart(shown, theme=None, config=dict(config), alt=alt, **kwargs)
    if not is_first:
        return None
    with st.container(key="chart-alone"):
        drawn = st.plotly_chart(shown, theme=None, config=dict(config), alt=alt, **kwargs)
        st.markdown(sentence)
        whole = urlstate.address(present=None, **{urlstate.CHART: None})
        html(render("alone.html", edition=database.edition(), whole=whole, name=NAME))
    return drawn


def show_chart(
    figure: Figure,
    *,
    title: str,
    sentence: str,
    indicator: Indicator,
    table: Table | Callable[[], Table],
    download: Answer,
    file_name: str,
    key: str,
    notes: Sequence[str] = (),
    key_to_marks: str = "",
    brief: bool = False,
    communities: bool = False,
) -> None:
    """A chart with its title (also its name for those who listen), its sentence, its table, its CSV, source and caveat.

    table: for reading, or what makes it once it is asked for; download: see download_csv; notes: how to read the
    chart, in small type above it, empty ones left out; key_to_marks: a legend as HTML; brief: leave out the
    definition and the warning, given nearby.
    communities: see download_csv.
    """
    if is_example():
        html(key_to_marks)
        _draw(figure, title, sentence, key)
        explain(sentence)
        return
    parts.header(title)
    # A projector shows the chart first: what explains it follows.
    if is_presented():
        html(key_to_marks)
        _draw(figure, title, sentence, key)
    st.markdown(sentence)
    if not brief:
        warn([indicator])
    explain(*notes)
    if not is_presented():
        html(key_to_marks)
        _draw(figure, title, sentence, key)
    with st.expander("Table and download", key=f"{key}_table", on_change="rerun") as expander:
        if expander.open:
            html(page.markup(table() if callable(table) else table))
            download_csv(download, file_name, key=f"{key}_csv", communities=communities)
    about(indicator, brief)


def _draw(figure: Figure, title: str, sentence: str, key: str) -> None:
    if figure["data"]:
        plot(figure, alt=f"Chart: {title}", sentence=sentence, key=key)
    else:
        st.info("There is no figure to draw here.")


@contextmanager
def as_example() -> Iterator[None]:
    """Within it a page's piece shows its charts as the Guide does: marks, drawing and sentence, and nothing more."""
    token = _is_example.set(True)
    try:
        yield
    finally:
        _is_example.reset(token)


def is_example() -> bool:
    """Whether a chart is shown as an example of its kind, without what belongs to its page."""
    return _is_example.get()


def warn(several: Iterable[Indicator]) -> None:
    """What a reader must know of all figures of some indicators while this edition is shown: a quiet note on each."""
    edition = database.edition().title
    html(render("warned.html", items=[(one.label, one.warned(edition)) for one in several if one.warned(edition)]))


def about(indicator: Indicator, brief: bool = False) -> None:
    """An indicator's definition, source and caveat, in small type; source and caveat alone if `brief`."""
    html(render("about.html", indicator=indicator, is_brief=brief))


def about_all(several: Sequence[Indicator]) -> None:
    """The definitions, sources and caveats of several indicators, folded away."""
    html(render("about_all.html", several=several))


@cache
def place_names() -> dict[str, str]:
    """What every place that a download can name is called, by its code. Worked out once a process."""
    every = areas.by_slug().values()
    names = {code: one.label for code, one in communities.by_code().items()}
    names |= {"type": "Average of its type"}
    for area in every:
        names |= {area.code: area.name, f"mean-{area.code}": average_of_communities(area)}
    for family, alike in FAMILIES.items():
        for group in {getattr(area, f"family_{family}") for area in every} - {None}:
            names[f"{family}-{group}"] = f"Average of similar areas: group {group} by {alike}"
    return names


def download_csv(
    figures: Answer,
    file_name: str,
    *,
    key: str,
    label: str = "Download these figures (CSV)",
    communities: bool = False,
) -> None:
    """A button for a tidy CSV that says what it holds: names beside codes, units, source and edition.

    figures: the answer of a question, with codes for places and indicators.
    communities: its figures are of communities or come from theirs, and so from the edition of their workbook.
    """
    st.download_button(
        label,
        data=lambda: export.csv_file(
            export.described(_frame(figures), place_names(), indicators(), database.edition().of(communities))
        ),
        file_name=f"cpop-{file_name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def _frame(figures: Answer) -> pd.DataFrame:
    return figures if isinstance(figures, pd.DataFrame) else pd.DataFrame(figures)
