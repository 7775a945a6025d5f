"""Every question that the app asks the data: the public functions of the modules of cpop.queries."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

from cpop import queries


def questions() -> Iterator[tuple[str, Callable]]:
    """Each with its module's name: "communities.latest"."""
    for found in pkgutil.iter_modules(queries.__path__):
        module = importlib.import_module(f"cpop.queries.{found.name}")
        for name, one in vars(module).items():
            is_function = callable(one) and not inspect.isclass(one)
            if is_function and not name.startswith("_") and getattr(one, "__module__", "") == module.__name__:
                yield f"{found.name}.{name}", one
