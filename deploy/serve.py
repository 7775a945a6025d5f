"""The hosted arrangement on one machine without containers: some app processes, and nginx before them.

Run by `make serve`. The same nginx.conf.template serves the containers; what it is told stands in SETTINGS. A
process that ends is started again; nginx leads its visitors to the others meanwhile.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).with_name("nginx.conf.template")
# What the app is served by. uvicorn itself, not `streamlit run`: that one leaves Nagle's algorithm on, which holds
# the last message of each rerun back for 40 to 200 ms.
UVICORN = (
    *("-m", "uvicorn", "app:app"),
    *("--log-level", "warning", "--no-access-log", "--no-server-header"),
    *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false"),
    # Longer than nginx keeps a connection that rests (60 s): one that the app ended first, as a request came, counts as
    # a fault of the process and leads its visitors to another for a while.
    *("--timeout-keep-alive", "75"),
    # A tab that stays open must not keep a process from ending.
    *("--timeout-graceful-shutdown", "5"),
)
# A thread for each rerun: without these each leaves memory of its own behind, and little of it goes back.
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "65536", "MALLOC_MMAP_THRESHOLD_": "65536"}
# What nginx.conf.template is told, unless the environment says otherwise; docs/hosting.md explains each.
SETTINGS = {
    "CPOP_LISTEN": "8500",
    "CPOP_NAME": "_",
    "CPOP_TLS": "",
    "CPOP_BASE": "",
    "CPOP_SERVERS": "server 127.0.0.1:8501 max_fails=1 fail_timeout=5s;",
    "CPOP_FRAME_ANCESTORS": "'self'",
    "CPOP_COOKIE": "SameSite=Lax",
    "CPOP_LOG": "/dev/stderr",
    "CPOP_RUN": "/run/cpop",
    "CPOP_STATIC": "/srv/cpop/static",
    "CPOP_NGINX": "/etc/nginx",
}
COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".geojson", ".html", ".ttf", ".map", ".wasm"}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Waits until `url` answers well; raises RuntimeError if it does not in time, or if the process ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the process behind {url} ended with code {process.returncode}")
        with suppress(OSError), urllib.request.urlopen(url, timeout=10) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"no good answer from {url} in {seconds:.0f} s")


def end(process: subprocess.Popen[bytes], seconds: float = 10) -> None:
    """Ends a process, by force if it does not end in time."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def write_static(folder: Path) -> None:
    """The files that nginx serves itself, Streamlit's and ours, each beside its compressed copy, and scripts.conf."""
    import streamlit

    served = Path(streamlit.__file__).parent / "static"
    for name, source in {"static": served / "static", "app/static": ROOT / "cpop" / "static"}.items():
        shutil.copytree(source, folder / name, dirs_exist_ok=True)
    for path in list(folder.rglob("*")):
        if path.suffix in COMPRESSIBLE:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))
    scripts = re.findall(r"<script>(.*?)</script>", (served / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    # Ours stand in files of their own: those that a page asks Streamlit to run.
    scripts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "cpop" / "ui").rglob("*.js"))]
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    said = " ".join(f"'sha256-{one}'" for one in hashes)
    (folder / "scripts.conf").write_text(f'set $cpop_scripts "{said}";\n', encoding="utf-8")
    # nginx may run as another user than the one who writes this.
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def write_nginx(path: Path, **settings: str) -> Path:
    """Writes nginx.conf from its template; the answer is its path."""
    text = Template(TEMPLATE.read_text(encoding="utf-8")).safe_substitute(SETTINGS | settings)
    path.write_text(text, encoding="utf-8")
    return path


def nginx_program() -> str:
    """Where nginx is; RuntimeError where it is not."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if not program:
        raise RuntimeError("there is no nginx here: install it, or run the app alone with `make run`")
    return program


@dataclass
class Site:
    """A running arrangement: its address, and the app processes by port."""

    address: str
    log: Path | None
    environment: dict[str, str]
    root: Path = ROOT
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    nginx: subprocess.Popen[bytes] | None = None

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Starts the app on a port of this machine, without waiting for it."""
        self.processes[port] = self._run(
            [sys.executable, *UVICORN, "--host", "127.0.0.1", "--port", str(port)],
            MEMORY | os.environ | self.environment,
        )
        return self.processes[port]

    def start_nginx(self, conf: Path) -> None:
        """Starts nginx; raises RuntimeError where there is none, or it does not take the configuration."""
        command = [nginx_program(), "-e", "stderr", "-p", str(conf.parent), "-c", str(conf)]
        tried = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
        if tried.returncode:
            raise RuntimeError(f"nginx does not take {conf}: {tried.stderr.strip()}")
        self.nginx = self._run([*command, "-g", "daemon off;"], dict(os.environ))
        wait_for(f"{self.address}/_stcore/health", self.nginx)

    def _run(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with Path(self.log or os.devnull).open("ab") as sink:
            told = sink if self.log else None
            return subprocess.Popen(command, cwd=self.root, env=environment, stdout=told, stderr=told)

    def restart(self) -> list[int]:
        """Starts again every app process that has ended; answers their ports."""
        ended = [port for port, process in self.processes.items() if process.poll() is not None]
        for port in ended:
            self.start(port)
        return ended

    def end(self) -> None:
        """Ends everything: nginx first, so that nobody is led to a process that ends."""
        for process in [self.nginx, *self.processes.values()]:
            if process:
                process.terminate()
        for process in [self.nginx, *self.processes.values()]:
            if process:
                end(process)


@contextmanager
def app(log: Path | None = None, root: Path = ROOT, **environment: str) -> Iterator[Site]:
    """One app process of its own, without nginx; it ends with the block. root: the folder of the app."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", log, environment, root)
    try:
        wait_for(f"{site.address}/_stcore/health", site.start(port))
        yield site
    finally:
        site.end()


@contextmanager
def arrangement(
    processes: int = 2, port: int | None = None, log: Path | None = None, base: str = "", **settings: str
) -> Iterator[Site]:
    """Some app processes behind nginx, on this machine alone unless CPOP_LISTEN says otherwise; ends with the block.

    base: the path under which the app is served, as "/cpop"; settings: of nginx, as in SETTINGS.
    """
    port = port or free_port()
    ports = [free_port() for _ in range(processes)]
    site = Site(f"http://127.0.0.1:{port}{base}", log, {"CPOP_COMPRESS": "no", "CPOP_BASE": base})
    with tempfile.TemporaryDirectory(prefix="cpop-nginx-") as folder:
        # nginx's workers, of another user where root starts it, read here.
        Path(folder).chmod(0o755)
        write_static(Path(folder))
        given = {
            "CPOP_BASE": base,
            "CPOP_RUN": folder,
            "CPOP_STATIC": folder,
            "CPOP_LISTEN": f"127.0.0.1:{port}",
            "CPOP_SERVERS": " ".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;" for one in ports),
        }
        conf = write_nginx(Path(folder) / "nginx.conf", **given | settings)
        try:
            for one in ports:
                site.start(one)
            for one, process in list(site.processes.items()):
                wait_for(f"http://127.0.0.1:{one}/_stcore/health", process)
            site.start_nginx(conf)
            yield site
        finally:
            site.end()


def main() -> int:
    """Serves until it is ended, or writes the static files alone."""
    parser = argparse.ArgumentParser(description="Serve the app by some processes behind nginx.")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="default: %(default)s, one a processor")
    parser.add_argument("--port", type=int, default=8500, help="of nginx; default: %(default)s")
    parser.add_argument("--base", default="", metavar="/PATH", help="serve under this path")
    parser.add_argument("--static", type=Path, metavar="DIR", help="only write the static files for nginx there")
    parser.add_argument("--conf", type=Path, metavar="FILE", help="only write nginx.conf there, from the environment")
    parser.add_argument("--web", action="store_true", help="only run nginx, for processes that run elsewhere")
    given = parser.parse_args()
    if given.static:
        write_static(given.static)
        return 0
    settings = {name: os.environ[name] for name in SETTINGS if name in os.environ}
    if given.conf:
        write_nginx(given.conf, **settings)
        return 0
    if given.web:
        folder = Path(settings.get("CPOP_RUN", SETTINGS["CPOP_RUN"]))
        conf = write_nginx(folder / "nginx.conf", **settings)
        # In this process's place, so that the end of the container is nginx's.
        os.execv(nginx_program(), ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(conf), "-g", "daemon off;"])
    # Ctrl+C and a service manager's end are the same here.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        with arrangement(given.processes, given.port, base=given.base.rstrip("/"), **settings) as site:
            print(f"{given.processes} processes behind {site.address}/  (stop them with Ctrl+C)", flush=True)
            while site.nginx and site.nginx.poll() is None:
                time.sleep(1)
                for port in site.restart():
                    print(f"the process on port {port} had ended and is started again", file=sys.stderr, flush=True)
        print("nginx has ended", file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    except RuntimeError as error:
        print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
