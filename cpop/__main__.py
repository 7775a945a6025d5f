"""The command line: python -m cpop build ..."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 done, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m cpop", description="Community Planning Outcomes Profile")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    given = parser.parse_args(arguments)
    return given.run(given)


def _add_build(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("build", help="make the data from the published workbooks")
    command.add_argument("--cpp", type=Path, required=True, metavar="WORKBOOK", help="the areas' workbook")
    command.add_argument(
        "--communities", type=Path, required=True, metavar="WORKBOOK", help="the communities' workbook"
    )
    command.add_argument(
        "--reference",
        type=Path,
        metavar="DIR",
        help="folder of reference/*.csv and boundaries/*.geojson; without it, those in use are kept",
    )
    command.add_argument("--out", type=Path, default=Path("data"), metavar="DIR", help="default: %(default)s")
    command.add_argument("--boundaries", type=Path, metavar="DIR", help="where the outlines go")
    command.add_argument("--title", help='the edition, as "October 2023"; default: from the file name')
    command.set_defaults(run=_build)


def _build(given: argparse.Namespace) -> int:
    from cpop.build import BuildError, Request, build  # the app and other commands need no workbook reader
    from cpop.catalogue import CatalogueError

    request = Request(given.cpp, given.communities, given.reference, given.out, given.boundaries, given.title)
    try:
        lines = build(request, lambda line: print(line, file=sys.stderr))
    except BuildError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{error}: nothing was written", file=sys.stderr)
        return 1
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
