"""Runs Rasa's graph of components one node after the other, in an order worked out once.

Rasa hands the graph to dask at each message, several times, which plans it anew and prints its inputs for a log that
nobody reads. With a handful of nodes that takes longer than most of them.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

Step = tuple[str, GraphNode, tuple[str, ...]]
"""A node's name, the node, and the names of what it needs, in its order."""


class SequentialGraphRunner(DaskGraphRunner):
    """Rasa's runner, which makes the nodes, less dask, which runs them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the nodes; the arguments are those of Rasa's runner."""
        super().__init__(*args, **kwargs)
        self._steps: dict[tuple[str, ...], list[Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the output of each of `targets` (by default those of the graph), given the `inputs` by name.

        Raises:
            GraphRunError: a node lacks an input.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._steps_to(wanted):
            # A name that nothing gives is handed over as it is: the node says what it lacks.
            outputs[name] = node(*(outputs.get(need, need) for need in needs))
        return {target: outputs[target][1] for target in wanted}

    def _steps_to(self, targets: tuple[str, ...]) -> list[Step]:
        """Return the nodes that `targets` need, each after those that it needs."""
        if targets not in self._steps:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            order = TopologicalSorter({name: node.needs.values() for name, node in nodes.items()}).static_order()
            self._steps[targets] = [
                (name, self._instantiated_nodes[name], tuple(nodes[name].needs.values()))
                for name in order
                if name in nodes
            ]
        return self._steps[targets]
