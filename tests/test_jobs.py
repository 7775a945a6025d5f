"""Jobs run elsewhere, few at once, tell how far they are, and end with whoever asked for them."""

import os
import textwrap
import threading

import pytest

from cpop import jobs


class Gone(BaseException):
    """Like Streamlit's own interruptions, no Exception."""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A function that makes a module from the body of `make(given, tell)`, and answers its name."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def write(body):
        source = "import os, time\nfrom cpop import jobs\ndef make(given, tell):\n"
        source += textwrap.indent(textwrap.dedent(body), "    ") + "\njobs.serve(make)\n"
        (tmp_path / "somejob.py").write_text(source)
        return "somejob"

    return write


def test_a_job_answers_from_another_process_and_tells_how_far_it_is(module, tmp_path):
    told = []
    name = module(
        """
        tell(0.5)
        while not os.path.exists(given):
            time.sleep(0.01)
        return os.getpid(), given
        """
    )
    wanted = str(tmp_path / "go")

    def tell(share):
        told.append(share)
        if share == 0.5:
            (tmp_path / "go").touch()

    pid, given = jobs.run(name, wanted, tell)
    assert given == wanted
    assert pid != os.getpid()
    assert told[-1] == 0.5


def test_a_job_that_fails_says_why(module):
    with pytest.raises(jobs.JobError, match="ValueError: no such slide"):
        jobs.run(module("raise ValueError('no such slide')"), None, lambda share: None)


def test_a_job_ends_with_whoever_asked_for_it(module, tmp_path):
    def leave(share):
        if (tmp_path / "pid").exists():
            raise Gone

    name = module("open(given, 'w').write(str(os.getpid())) and time.sleep(600)")
    with pytest.raises(Gone):
        jobs.run(name, str(tmp_path / "pid"), leave)
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_job_without_an_end_is_ended(module, monkeypatch):
    monkeypatch.setattr(jobs, "PATIENCE", 1)
    with pytest.raises(jobs.JobError, match="more than 1 seconds"):
        jobs.run(module("time.sleep(600)"), None, lambda share: None)


def test_no_more_jobs_at_once_than_allowed(module, tmp_path):
    name = module(
        """
        mine = os.path.join(given, str(os.getpid()))
        open(mine, "w").close()
        most = 0
        for _ in range(20):
            most = max(most, len(os.listdir(given)))
            time.sleep(0.01)
        os.remove(mine)
        return most
        """
    )
    running = tmp_path / "running"
    running.mkdir()
    seen, waited = [], []

    def ask():
        seen.append(jobs.run(name, str(running), lambda share: waited.append(share)))

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(seen) == 5
    assert max(seen) <= jobs.MOST
    assert None in waited


def test_the_board_pack_is_made_elsewhere_while_others_are_served(run_page, monkeypatch):
    from cpop import gate

    turns = []
    real = jobs.run

    def run(module, given, tell):
        turns.append((module, gate.reruns._free))
        return real(module, given, tell)

    monkeypatch.setattr(jobs, "run", run)
    app = run_page("board_pack.py", area="fife")
    app = app.button(key="make_pack").click().run(timeout=120)
    assert not app.exception
    assert turns == [("cpop.pack", 1)]
    labels = [one.proto.label for one in app.get("download_button")]
    assert [label.partition(",")[0] for label in labels] == ["PowerPoint", "Report (HTML)", "Word"]
    assert gate.reruns._free == 1
