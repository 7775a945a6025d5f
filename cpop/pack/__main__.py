"""Makes the files of a board pack in a process of its own: see jobs.py."""

from __future__ import annotations

from cpop import jobs
from cpop.pack.files import files

if __name__ == "__main__":
    jobs.serve(files)
