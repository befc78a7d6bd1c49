"""Runs Rasa's graph for one message as plain calls in order.

Rasa hands its graph to dask, which plans it anew for every message; with five components the planning costs more
than some of
them. Training keeps dask.
"""

from functools import cache
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class PlainGraphRunner(DaskGraphRunner):
    """The same nodes, called one after the other in an order that is planned once."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run what the targets need; see `GraphRunner.run`."""
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._plan(wanted):
            outputs[name] = self._instantiated_nodes[name](*(outputs.get(need, need) for need in needs))
        return dict(outputs[name] for name in wanted)

    @cache  # noqa: B019  One runner lives as long as its model.
    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The nodes that the targets need, each behind what it needs."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        planned: dict[str, tuple[str, ...]] = {}

        def visit(name: str) -> None:
            if name in nodes and name not in planned:
                needs = tuple(nodes[name].needs.values())
                for need in needs:
                    visit(need)
                planned[name] = needs

        for target in targets:
            visit(target)
        return list(planned.items())
