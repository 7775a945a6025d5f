"""State in the URL: readable codes, shared across pages, one write a run.

A link holds only what differs from the default, and what a later edition would move (`pin`). Values are
kept for the session, so that a picker remembers its choice across pages. A URL that we did not write (a
deep link, the Back button) wins over what the session remembers, also by what it leaves out: that is at its
default. Only the navigation's bare links ask for what was chosen before. What a link says that is not
understood falls back to the default and is named by `misunderstood()`.

Used in this order in every run: begin (frame), pick, switch and text (frame and page), end (frame).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

# The path beneath which a proxy serves the app, if it takes that off before it asks here.
BASE = "CPOP_BASE"
_STATE = "_urlstate"
# Written by mail programs, social media and Streamlit's own embedding: not ours, and no mistake.
_NOT_OURS = ("utm_", "fbclid", "gclid", "embed", "mc_")
ON, OFF = "yes", "no"
# The code of "no choice", which is an option like any other: Escape would empty a box that can be empty.
NONE = ""
# Chosen once for all pages, and kept in every link between them.
_SHARED = ("area", "comparator", "since", "priorities", "plan", "present")
# How each widget is told its first value, where that is not to overrule what a browser has sent already.
_FIRST = {
    "selectbox": "index",
    "radio": "index",
    "multiselect": "default",
    "pills": "default",
    "segmented_control": "default",
}
# What a mistyped path asked for: the server redirects to the nearest page, and says so in the link (server.py).
LOST = "page"
# One chart of a page without the page, in another site's: `chart=alone`. `embed` is Streamlit's own word, which no app
# is told of; the server redirects `embed=chart` to this (server.py).
CHART, ALONE = "chart", "alone"
EMBED = ("embed", "chart")


def _in_url() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _state() -> dict[str, Any]:
    state: dict[str, Any] = st.session_state[_STATE]
    return state


def _is_back() -> bool:
    """Whether the browser's tab had been open before this session, as after the end of a process or a long sleep.

    Streamlit's socket names the session that the tab had, after its own name and a token. Such a tab asks for
    nothing until its visitor chooses something; then it sends that choice, with the link from before the choice.
    """
    spoken = st.context.headers.get("Sec-WebSocket-Protocol") or ""
    return len([one for one in spoken.split(",") if one.strip()]) > 2


def begin(page: str) -> None:
    """Read the URL at the start of a run of `page` (its path)."""
    state = st.session_state.setdefault(
        _STATE, {"values": {}, "written": None, "page": None, "asked": {}, "next": {}, "plain": set(), "given": {}}
    )
    have = _in_url()
    lost = have.pop(LOST, [])
    is_foreign = have != state["written"]
    state["back"] = state["written"] is None and _is_back()
    state["foreign"] = have if is_foreign else {}
    # The first run on this page seeds its widgets again: Streamlit forgot them when they left the screen.
    state["fresh"] = state["page"] != page
    # The navigation's bare link stays in the browser's history beneath the one we write. Going Back through
    # it shows what was chosen, and writes nothing: a new entry there would never let the visitor further back.
    # Where a bare link was once the whole truth (`plain`: everything at its default), it means just that.
    state["passing"] = is_foreign and not have and not state["fresh"] and page not in state["plain"]
    state["reset"] = is_foreign and not state["passing"] and (bool(have) or not state["fresh"])
    state.update(page=page, next={}, asked={}, complaints=[], linked={})
    _complain("Page", lost[-1:])


def pick(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    default: Any = None,  # noqa: ANN401 - one of options, or a list of them
    *,
    multi: bool = False,
    pin: bool = False,
    most: int | None = None,
    aliases: Mapping[str, Any] | None = None,
    formerly: Sequence[str] = (),
    none: str | None = None,
    **kwargs: Any,  # noqa: ANN401 - handed on to the widget
) -> Any:  # noqa: ANN401
    """The chosen option of a widget bound to the parameter `key`; with `multi`, the list of them.

    `options` are codes as they stand in the link (give labels by format_func); `default` is one of them.
    `pin` writes the default too, so that a link keeps its meaning when a later edition moves it. `most` is the
    largest number of choices with `multi`. `aliases` are other ways of writing an option in a link, such as its
    official code. `formerly` are the parameter's names in older
    links: they are understood where `key` itself is absent, and the link is written anew with `key`. `none` is what
    the first option says that stands for no choice, where there may be none; None is answered for it.
    """
    session, state = st.session_state, _state()
    options = list(options)
    if none is not None:
        options, default = [NONE, *options], NONE
        name = kwargs.get("format_func", str)
        kwargs["format_func"] = lambda one: none if one == NONE else name(one)
        if key in session and session[key] is None:
            session[key] = NONE
    by_code = dict(aliases or {}) | {str(option): option for option in options}

    def valid(value: Any) -> bool:  # noqa: ANN401
        if multi:
            return isinstance(value, list) and all(one in options for one in value)
        return value in options

    new = None
    asked = _asked(key, *formerly)
    if asked is not None:
        codes = _split(asked) if multi else asked[-1:]
        understood = list(dict.fromkeys(by_code[code] for code in codes if code in by_code))[:most]
        _complain(label, [code for code in codes if code not in by_code])
        if multi and (understood or not codes):
            new = understood
        elif understood:
            new = understood[-1]
        else:
            new = default
    elif state["reset"]:
        new = default
    elif state["fresh"] or key not in session or not (valid(session[key]) or session[key] is None):
        remembered = state["values"].get(key, default)
        new = remembered if valid(remembered) else default
    if key in state["given"]:
        new = session[key] = state["given"].pop(key)
        state["linked"][key] = new
    elif state["back"]:
        state["linked"][key] = new
        first = _FIRST[widget.__name__]
        kwargs[first] = new if first == "default" else options.index(new) if new in options else None
    elif new is not None or (state["reset"] and key in session):
        session[key] = new
    elif key in session and session[key] is not None and not valid(session[key]):
        # What was chosen among other options, such as a community of the area before, is no choice any more.
        del session[key]
    if multi and most is not None:
        kwargs["max_selections"] = most
    if widget.__name__ == "multiselect":
        # Nothing chosen is everything wherever everything makes sense: Streamlit's own "Select all" says it twice.
        kwargs["select_all"] = False
    value = widget(label, options, key=key, **kwargs)
    _keep(key, value, default, pin, multi)
    return None if none is not None and value == NONE else value


def pick_again(label: str, options: Sequence[Any], key: str, **kwargs: Any) -> None:  # noqa: ANN401
    """The select box of the picker `key` once more, elsewhere on the screen: what is chosen in one is chosen in both.

    Call it after `pick`, with the same options. kwargs are handed on to the widget.
    """
    session, state = st.session_state, _state()
    again = f"{key}_again"
    if state["back"]:
        kwargs["index"] = options.index(state["linked"][key])
    else:
        session[again] = session[key]
    value = st.selectbox(label, options, key=again, on_change=lambda: put(key, session[again]), **kwargs)
    if state["back"] and value != state["linked"][key]:
        # The first words of a tab that came back are a choice in this box: too late for the other in this run.
        state["given"][key] = value
        st.rerun()


def carry(label: str, options: Sequence[str], key: str) -> list[str]:
    """Several codes chosen by a widget on one page (pick with `multi`), known to every other page too.

    Call it in the frame: it reads the link, or the widget where it is on screen, or what the session remembers.
    """
    session, state = st.session_state, _state()
    asked = _asked(key)
    if asked is not None:
        codes = _split(asked)
        _complain(label, [code for code in codes if code not in options])
    else:
        codes = [] if state["reset"] else session[key] if key in session else state["values"].get(key, [])
    value = [code for code in dict.fromkeys(codes) if code in options]
    _keep(key, value, [], pin=False, multi=True)
    return value


def switch(label: str, key: str, default: bool = False, **kwargs: Any) -> bool:  # noqa: ANN401
    """Whether a toggle bound to the parameter `key` is on; the link says yes or no."""
    session, state = st.session_state, _state()
    asked = _asked(key)
    new = None
    if asked is not None:
        _complain(label, [code for code in asked[-1:] if code not in (ON, OFF)])
        new = {ON: True, OFF: False}.get(asked[-1], default)
    elif state["reset"]:
        new = default
    elif state["fresh"] or key not in session:
        new = bool(state["values"].get(key, default))
    if state["back"]:
        kwargs["value"] = bool(new)
    elif new is not None:
        session[key] = new
    value = st.toggle(label, key=key, **kwargs)
    state["values"][key] = value
    if value != default:
        state["next"][key] = [ON if value else OFF]
    return value


def text(label: str, key: str, *, longest: int = 60, **kwargs: Any) -> str:  # noqa: ANN401
    """The words in a text box bound to the parameter `key`; empty at first."""
    session, state = st.session_state, _state()
    asked = _asked(key)
    new = None
    if asked is not None:
        new = asked[-1][:longest]
    elif state["reset"]:
        new = ""
    elif state["fresh"] or key not in session:
        new = state["values"].get(key, "")
    if state["back"]:
        kwargs["value"] = new or ""
    elif new is not None:
        session[key] = new
    value: str = st.text_input(label, key=key, max_chars=longest, **kwargs).strip()
    _keep(key, value, "", False, False)
    return value


def _asked(*names: str) -> list[str] | None:
    """What the link says under the first of some names that it has; all of them are known from now on."""
    state = _state()
    found = {name: state["foreign"].get(name) for name in names}
    state["asked"] |= found
    return next((asked for asked in found.values() if asked is not None), None)


def _split(asked: list[str]) -> list[str]:
    return [code for part in asked for code in part.split(",") if code]


def _keep(key: str, value: Any, default: Any, pin: bool, multi: bool) -> None:  # noqa: ANN401
    state = _state()
    if value == default:
        # No choice of the visitor's: another page with the same picker has its own default.
        state["values"].pop(key, None)
    else:
        state["values"][key] = value
    if value is None or (value == default and not pin):
        return
    # Many codes stand in one parameter, with commas: shorter to read out than a parameter each.
    state["next"][key] = [",".join(str(one) for one in value) if multi else str(value)]


def linked(key: str) -> str | None:
    """What a link that we did not write says of `key`, which no widget shows; None where it says nothing."""
    asked = _asked(key)
    return asked[-1] if asked else None


def write(key: str, value: str) -> None:
    """Have the link say `value` for `key`, which no widget shows."""
    _state()["next"][key] = [value]


def complain(reason: str) -> None:
    """Name something that the link asked for and that is not understood."""
    _state()["complaints"].append(reason)


def _complain(label: str, codes: list[str]) -> None:
    _state()["complaints"] += [f"{label}: “{code[:60]}”" for code in codes]


def put(key: str, value: Any) -> None:  # noqa: ANN401
    """Choose `value` for the picker `key`, from a callback of another control, before the next run."""
    st.session_state[key] = value
    _state()["values"][key] = value


def misunderstood() -> list[str]:
    """What the link asked for and nobody understood, a phrase each: 'Area: “atlantis”'.

    Call it after the page has run: only then is it known which parameters the page has.
    """
    state = _state()
    unknown = [
        key
        for key in state["foreign"]
        if key not in state["asked"] and key not in state["values"] and not key.startswith(_NOT_OURS)
    ]
    return list(dict.fromkeys(state["complaints"])) + [f"“{key[:40]}”" for key in unknown]


def end() -> None:
    """Write the URL at the end of a run, once, if it changed."""
    state, have = _state(), _in_url()
    if state["passing"]:
        state["written"] = have
        return
    if state["next"] != have:
        st.query_params.from_dict(state["next"])
    elif not have:
        state["plain"].add(state["page"])
    state["written"] = state["next"]


def shared(**changes: str | None) -> dict[str, str]:
    """The parameters of a link that keeps what all pages share, with `changes`; None drops one.

    A comparator that is the area of the link itself is dropped: an area is not compared with itself.
    """
    chosen = _state()["next"]
    kept = {key: chosen[key][0] for key in _SHARED if key in chosen}
    wanted = {key: value for key, value in (kept | changes).items() if value is not None}
    if wanted.get("comparator") == wanted.get("area"):
        wanted.pop("comparator", None)
    return wanted


def link(path: str, **changes: str | None) -> str:
    """A link to a page of the app that keeps the shared choices (_SHARED) and adds `changes`.

    Relative, so that it also works where the app is served under a path of its own.
    """
    query = urlencode(shared(**changes), safe=",")
    return (path.strip("/") or ".") + (f"?{query}" if query else "")


def _root() -> str:
    """The address of the app itself, without its last slash; nothing where there is no browser.

    Of the browser's address only scheme and host are asked: Streamlit cuts its path at the first page whose
    name it ends with (all-communities ends with communities), and it may be mistyped.
    """
    here = urlsplit(st.context.url or "")
    base = (os.environ.get(BASE) or st.get_option("server.baseUrlPath") or "").strip("/")
    return (f"{here.scheme}://{here.netloc}" if here.netloc else "") + (f"/{base}" if base else "")


def address(path: str | None = None, **changes: str | None) -> str:
    """The full address, host and all, to hand to somebody else or to write in a file.

    Of this page as it is picked so far; with `path`, of another page, as `link` makes it.
    """
    page, root = _state()["page"], _root()
    if path is not None:
        return f"{root}/{link(path, **changes).removeprefix('.')}"
    picked = {key: values[0] for key, values in _state()["next"].items()} | changes
    query = urlencode({key: value for key, value in picked.items() if value is not None}, safe=",")
    return f"{root}/{page}" + (f"?{query}" if query else "")
