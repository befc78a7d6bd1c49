"""Inert names for the parts of TensorFlow that Rasa imports but this assistant never runs.

Rasa imports TensorFlow in almost every module, for its neural components. None of them is in our `config.yml`, and
TensorFlow costs 850 MB on disk and seconds at each start. Each package beside this module calls `replace`, after which
every attribute and submodule of it is a `Name`: good enough to be a base class, a decorator or a type annotation, which
is all that happens while Rasa is imported. Calling one for real raises `TensorFlowMissing`.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any

_HARMLESS = {
    "set_seed",
    "set_verbosity",
    "set_inter_op_parallelism_threads",
    "set_intra_op_parallelism_threads",
    "get_logger",
    "list_physical_devices",
}


class TensorFlowMissing(RuntimeError):
    """A component that needs TensorFlow was really used."""


def _component() -> str:
    """The Rasa class or function that made the call: the outermost class below Rasa's neural code, else the caller."""
    frame = sys._getframe(2)
    name = ""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("rasa.") and not module.startswith(("rasa.utils.tensorflow", "rasa.engine")):
            owner = frame.f_locals.get("self", frame.f_locals.get("cls"))
            found = owner if isinstance(owner, type) else type(owner)
            if owner is not None and found.__module__ == module:
                return found.__name__
            name = name or module
        frame = frame.f_back
    return name or "the caller"


class _Naming(type):
    """Answers every attribute with another `Name`, and refuses to be called unless as a decorator."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _name(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        if cls.__name__ in _HARMLESS:
            return []
        raise TensorFlowMissing(
            f"this assistant is built without TensorFlow; component {_component()} needs it. "
            "Use the components in config.yml, or install TensorFlow instead of tensorflow-standin."
        )

    def __getitem__(cls, item: object) -> type:
        return cls

    def __or__(cls, other: object) -> type:
        return cls

    __ror__ = __or__

    def __iter__(cls) -> Any:
        return iter(())


class Name(metaclass=_Naming):
    """Any class or function of TensorFlow."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Accept the keyword arguments that some of TensorFlow's base classes take."""


def _name(name: str) -> type:
    return _Naming(name, (Name,), {})


class _Module(types.ModuleType):
    __version__ = "0"

    def __getattr__(self, name: str) -> type:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _name(name)


class _Submodules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds any submodule of the replaced packages."""

    def __init__(self) -> None:
        self.roots: set[str] = set()

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        root, _, rest = fullname.partition(".")
        if rest and root in self.roots:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


_FINDER = _Submodules()


def replace(package: str) -> None:
    """Turn the package of this name, which is being imported, into a stand-in."""
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)
    _FINDER.roots.add(package)
    sys.modules[package].__class__ = _Module
