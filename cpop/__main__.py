"""The command line: python -m cpop build ..., python -m cpop query ..., python -m cpop check"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The type is private to argparse, and the one name there is for what add_subparsers answers.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 done, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m cpop", description="Community Planning Outcomes Profile")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_query(commands)
    _add_check(commands)
    given = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    return run(given)


def _add_build(commands: Commands) -> None:
    command = commands.add_parser("build", help="make the data from the published workbooks")
    command.add_argument("--cpp", type=Path, metavar="WORKBOOK", help="the areas' workbook")
    command.add_argument("--communities", type=Path, metavar="WORKBOOK", help="the communities' workbook")
    command.add_argument(
        "--reference",
        type=Path,
        metavar="DIR",
        help="folder of reference/*.csv and boundaries/*.geojson; without it, those in use are kept",
    )
    command.add_argument(
        "--newer",
        type=Path,
        metavar="DIR",
        help="folder of newer.csv and newer.toml, the official figures since the edition; without workbooks, "
        "only these are refreshed; without it, those in use are kept",
    )
    command.add_argument("--out", type=Path, default=Path("data"), metavar="DIR", help="default: %(default)s")
    command.add_argument("--boundaries", type=Path, metavar="DIR", help="where the outlines go")
    command.add_argument("--title", help='the areas\' edition, as "October 2023"; default: from the file name')
    command.add_argument("--community-title", help="the communities' edition, likewise")
    command.add_argument(
        "--accept-changes", action="store_true", help="build although the changes that a build asks about are made"
    )
    command.set_defaults(run=_build, usage=command.error)


def _build(given: argparse.Namespace) -> int:
    from cpop.build import BuildError, DoubtError, Request, build  # the app and other commands need no workbook reader
    from cpop.catalogue import CatalogueError

    if (given.cpp is None) != (given.communities is None):
        given.usage("give both workbooks, --cpp and --communities")
    if given.cpp is None and not given.newer:
        given.usage("give the workbooks, --cpp and --communities, or --newer")
    if given.cpp is None and (given.reference or given.title or given.community_title):
        given.usage("--reference, --title and --community-title go with the workbooks")
    request = Request(
        given.cpp,
        given.communities,
        given.reference,
        given.out,
        given.boundaries,
        given.title,
        given.community_title,
        given.newer,
        given.accept_changes,
    )
    try:
        lines = build(request, lambda line: print(line, file=sys.stderr))
    except BuildError as error:
        print("\n".join([*error.lines(), f"{error}: nothing was written"]), file=sys.stderr)
        return 1
    except DoubtError as error:
        advice = f"{error}: nothing was written; if they are right, build again with --accept-changes"
        print("\n".join([*error.doubts, advice]), file=sys.stderr)
        return 1
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def _add_query(commands: Commands) -> None:
    command = commands.add_parser(
        "query",
        help="ask the figures in SQL; the tables and views are those of cpop/schema/*.sql",
        description="Runs one select over the bundled edition. It can read nothing else and write nowhere but to -o.",
    )
    command.add_argument("sql", help='for example: "select * from cpp_latest where rank = 1"')
    command.add_argument("--format", choices=("csv", "json", "parquet"), default="csv", help="default: %(default)s")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="where the answer goes; default: the screen")
    command.set_defaults(run=_query)


def _query(given: argparse.Namespace) -> int:
    from cpop import database, store

    try:
        answer = database.read_only(given.sql)
    except (database.QueryError, store.StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    if given.format == "csv":
        content = answer.to_csv(index=False).encode()
    elif given.format == "json":
        content = answer.to_json(orient="records", indent=1, force_ascii=False).encode() + b"\n"
    else:
        content = answer.to_parquet(index=False)
    try:
        if given.output:
            given.output.write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
    except OSError as error:
        print(f"cannot write the answer: {error}", file=sys.stderr)
        return 2
    return 0


def _add_check(commands: Commands) -> None:
    command = commands.add_parser("check", help="see whether the data is whole and every page runs, as before a start")
    command.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    from cpop import database, health, store
    from cpop.queries import areas

    try:
        database.bundled()
        store.check_outlines([area.slug for area in areas.partnerships()])
    except store.StoreError as error:
        print(error, file=sys.stderr)
        return 1
    faults = health.try_pages()
    print("\n".join(faults) or "the data is whole, and every page runs", file=sys.stderr if faults else sys.stdout)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
