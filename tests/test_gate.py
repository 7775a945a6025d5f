"""Turns are few, in order, and given back on every way out."""

import threading
import time

import pytest

from cpop import gate


class Gone(BaseException):
    """Like Streamlit's own interruptions, no Exception."""


def started(target):
    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    return thread


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.002)


@pytest.mark.parametrize("places", [1, 2, 3])
def test_no_more_turns_at_once_than_there_are_places(places):
    turns, now, most = gate.Gate(places), [], []

    def visit():
        with turns.turn():
            now.append(1)
            most.append(len(now))
            time.sleep(0.005)
            now.pop()

    threads = [started(visit) for _ in range(20)]
    for thread in threads:
        thread.join(10)
    assert max(most) == places
    assert len(most) == 20


def test_first_come_is_first_served():
    turns, order, go = gate.Gate(1), [], threading.Event()

    def hold():
        with turns.turn():
            go.wait(10)

    def visit(number):
        with turns.turn():
            order.append(number)

    threads = [started(hold)]
    until(lambda: turns._free == 0)
    for number in range(8):
        threads.append(started(lambda number=number: visit(number)))
        until(lambda number=number: len(turns._waiting) == number + 1)
    go.set()
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


@pytest.mark.parametrize("fault", [ValueError, Gone])
def test_a_turn_is_given_back_whatever_ends_it(fault):
    turns = gate.Gate(1)
    for _ in range(3):
        with pytest.raises(fault), turns.turn():
            raise fault
    assert (turns._free, len(turns._waiting)) == (1, 0)


def test_a_turn_within_a_turn_is_the_same_turn():
    turns = gate.Gate(1)
    with turns.turn(), turns.turn():
        assert turns._free == 0
    assert turns._free == 1


def test_who_does_not_want_a_turn_any_more_leaves_the_queue(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE", 0.01)
    turns, left = gate.Gate(1), []

    def give_up():
        raise Gone

    def visit():
        try:
            with turns.turn(give_up):
                left.append("was served")
        except Gone:
            left.append("left")

    with turns.turn():
        started(visit).join(10)
        assert (left, len(turns._waiting)) == (["left"], 0)
    assert turns._free == 1


def test_a_turn_that_comes_to_one_who_gave_up_goes_to_the_next():
    turns, served = gate.Gate(1), []

    def visit(wanted):
        try:
            with turns.turn(wanted):
                served.append(1)
        except Gone:
            pass

    def give_up():
        raise Gone

    with turns.turn():
        first = started(lambda: visit(give_up))
        until(lambda: len(turns._waiting) == 1)
        second = started(lambda: visit(lambda: None))
        until(lambda: len(turns._waiting) == 2)
    first.join(10)
    second.join(10)
    assert (served, turns._free) == ([1], 1)


def test_a_turn_set_aside_serves_others_and_comes_back():
    turns, served = gate.Gate(1), []

    def visit():
        with turns.turn():
            served.append(1)

    with turns.turn():
        with turns.set_aside():
            started(visit).join(10)
            assert served == [1]
        assert turns._free == 0
    assert turns._free == 1


@pytest.mark.parametrize("fault", [ValueError, Gone])
def test_a_fault_while_the_turn_is_set_aside_leaves_no_turn_behind(fault):
    turns = gate.Gate(1)
    with pytest.raises(fault), turns.turn(), turns.set_aside():
        raise fault
    assert turns._free == 1


def test_who_gives_up_on_the_way_back_leaves_no_turn_behind(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE", 0.01)
    turns, go = gate.Gate(1), threading.Event()

    def hold():
        with turns.turn():
            go.wait(10)

    def give_up():
        raise Gone

    with pytest.raises(Gone), turns.turn(), turns.set_aside(give_up):
        other = started(hold)
        until(lambda: turns._free == 0)
    go.set()
    other.join(10)
    assert turns._free == 1


def test_a_gate_without_a_place_is_refused():
    with pytest.raises(ValueError, match="CPOP_RERUNS is 0"):
        gate.Gate(0)
