"""Many visitors at once, measured from outside and printed: run by `make load`. Nothing here fails a build.

Visitors are websocket clients that speak Streamlit's own protocol and wander over all pages. They share the
machine's processors with the server: compare figures of one run only. Nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clients import Client, Failed
from websockets.exceptions import WebSocketException

from deploy import serve

# Seconds between a visitor's questions: as long as it takes to read a little.
THOUGHT = (2.5, 7.5)
# A meeting opens the link within this many seconds.
ARRIVAL = 10
SECONDS = 60
VISITS = 2_000
# Memory settles during the first visits, as libraries and caches fill; growth counts from here.
SETTLED = 200
# Ends a scenario whose server has stopped answering, so many seconds after it should have ended.
BOUND = 120
# Where the servers' logs go.
QUIET = Path(os.devnull)
HEADINGS = (
    f"{'':46}{'runs':>7}{'a second':>10}{'p50 s':>8}{'p95 s':>8}{'max s':>8}{'cpu ms a run':>14}{'MB':>6}{'faults':>8}"
)


class Tally:
    """What the visitors of one scenario saw."""

    def __init__(self):
        self.seconds = []
        self.faults = []

    async def count(self, run):
        """Waits for a run and keeps how long it took, or what was wrong; answers whether the connection holds."""
        try:
            self.seconds.append((await run).seconds)
        except Failed as fault:
            self.faults.append(str(fault))
        except (OSError, TimeoutError, WebSocketException) as fault:
            self.faults.append(f"{type(fault).__name__}: {fault}"[:200])
            return False
        return True

    def row(self, name, taken, site):
        """A line of the table: the runs of a scenario that took some seconds, and what they cost the site."""
        ordered = sorted(self.seconds) or [float("nan")]
        p50, p95 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
        runs = len(self.seconds)
        pids = [one.pid for one in site.processes.values()]
        return (
            f"{name:46}{runs:7,}{runs / taken:10.1f}{p50:8.2f}{p95:8.2f}{ordered[-1]:8.2f}"
            f"{processor(pids) / max(runs, 1) * 1000:14.0f}{sum(map(memory, pids)):6.0f}{len(self.faults):8}"
        )


def memory(pid):
    """The resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


def processor(pids):
    """Seconds of processor that some processes have used since they were ready."""
    return sum(_used(pid) - _used_before.get(pid, 0) for pid in pids)


def _used(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_used_before = {}


async def wander(address, number, until, tally):
    """One visitor: a deep link, then other areas and other pages until the time is up."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, ARRIVAL))
    async with Client(address) as client:
        holds = await tally.count(client.open("", "area=fife"))
        while holds and time.monotonic() < until:
            await asyncio.sleep(chance.uniform(*THOUGHT))
            if chance.random() < 0.5:
                holds = await tally.count(client.choose_area(chance.choice(client.areas)))
            else:
                holds = await tally.count(client.go(chance.choice(list(client.pages))))


async def crowd(address, visitors, seconds):
    """Some visitors at once for some seconds."""
    tally = Tally()
    until = time.monotonic() + seconds
    async with asyncio.timeout(seconds + BOUND):
        came = await asyncio.gather(
            *(wander(address, number, until, tally) for number in range(visitors)), return_exceptions=True
        )
    tally.faults += [f"{type(one).__name__}: {one}"[:200] for one in came if isinstance(one, BaseException)]
    return tally


async def queue(address, visits, tally, weigh):
    """Visits one after another, each of a deep link and one more page; the answer is the memory at each hundred."""
    chance = random.Random(visits)
    weights = {}
    for number in range(1, visits + 1):
        async with Client(address) as client:
            if await tally.count(client.open("", "area=fife")):
                await tally.count(client.go(chance.choice(list(client.pages))))
        if number % 100 == 0:
            weights[number] = weigh()
    return weights


def many(name, arrangement, visitors, seconds):
    """Prints the row of a crowd."""
    with arrangement as site:
        for one in site.processes.values():
            _used_before[one.pid] = _used(one.pid)
        start = time.monotonic()
        tally = asyncio.run(crowd(site.address, visitors, seconds))
        print(tally.row(name, time.monotonic() - start, site), flush=True)
        _tell(tally)


def one_by_one(visits):
    """Prints the row of visits one after another, and how the memory grew."""
    with serve.app(QUIET) as site:
        (process,) = site.processes.values()
        _used_before[process.pid] = _used(process.pid)
        tally = Tally()
        start = time.monotonic()
        weights = asyncio.run(queue(site.address, visits, tally, lambda: memory(process.pid)))
        print(tally.row(f"{visits:,} visits one after another", time.monotonic() - start, site), flush=True)
        _tell(tally)
        settled = weights.get(SETTLED) or next(iter(weights.values()))
        every = max(1, len(weights) // 10)
        told = ", ".join(f"{number:,}: {weight:.0f}" for number, weight in list(weights.items())[every - 1 :: every])
        print(f"  memory in MB after so many visits: {told}")
        print(f"  growth after the first {SETTLED}: {list(weights.values())[-1] - settled:.0f} MB")


def _tell(tally):
    for fault in sorted(set(tally.faults))[:5]:
        print(f"  {tally.faults.count(fault)} times: {' '.join(fault.split())[:150]}")


def main():
    """Every scenario, or those asked for."""
    parser = argparse.ArgumentParser(description="Measure the app under load, on this machine alone.")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of each crowd; default: %(default)s")
    parser.add_argument("--visits", type=int, default=VISITS, help="one after another; default: %(default)s")
    parser.add_argument("--only", choices=("one", "two", "ungated", "visits"), action="append")
    given = parser.parse_args()
    wanted = given.only or ["ungated", "one", "two", "visits"]
    print(HEADINGS, flush=True)
    if "ungated" in wanted:
        many("50 visitors, one process, without the gate", serve.app(QUIET, CPOP_RERUNS="1000"), 50, given.seconds)
        many("100 visitors, one process, without the gate", serve.app(QUIET, CPOP_RERUNS="1000"), 100, given.seconds)
    if "one" in wanted:
        many("50 visitors, one process", serve.app(QUIET), 50, given.seconds)
        many("100 visitors, one process", serve.app(QUIET), 100, given.seconds)
    if "two" in wanted:
        many("100 visitors, two processes behind nginx", serve.arrangement(2, log=QUIET), 100, given.seconds)
    if "visits" in wanted and given.visits:
        one_by_one(given.visits)


if __name__ == "__main__":
    main()
