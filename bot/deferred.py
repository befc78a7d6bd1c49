"""Imports that are put off until somebody uses them.

Rasa imports the libraries of all its channels, databases, plots and classifiers at the start. A server of ours uses few
of them; the others would take 90 MB in it. With `deferred(...)` around the import of Rasa, each name that Rasa takes
from such a library is a promise: the library is imported when the name is called or looked into.
"""

import importlib
import sys
from collections.abc import Iterator, MutableSequence, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class Promise:
    """A name of a module that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _kept(self) -> Any:
        return getattr(importlib.import_module(self._module), self._name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Import the library and call what was promised."""
        return self._kept()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Asked by `typing` and others who only want to know what this is.
            raise AttributeError(name)
        return getattr(self._kept(), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type]:
        return (self._kept(),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._kept())

    def __or__(self, other: object) -> Any:
        return Any

    __ror__ = __or__


class _Module(ModuleType):
    __path__: MutableSequence[str] = []  # noqa: RUF012  Only asked for; never changed.

    def __getattr__(self, name: str) -> Promise:
        if name.startswith("__"):
            raise AttributeError(name)
        return Promise(self.__name__, name)


class _Finder(MetaPathFinder, Loader):
    def __init__(self, roots: Sequence[str]) -> None:
        self.roots = roots

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if _below(fullname, self.roots) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run yet."""


@contextmanager
def deferred(*packages: str) -> Iterator[None]:
    """Put off what is imported from these packages by the code inside; afterwards they are imported as always."""
    finder = _Finder([name for name in packages if name not in sys.modules])
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Module)]:
            if _below(name, finder.roots):
                del sys.modules[name]


def _below(name: str, packages: Sequence[str]) -> bool:
    return name.partition(".")[0] in packages
