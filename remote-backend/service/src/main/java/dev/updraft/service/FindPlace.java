package dev.updraft.service;

import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.UniqueId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NotFound;
import dev.updraft.model.Place;
import java.util.List;
import java.util.Optional;

/** A node of an execution, by its unique id. */
final class FindPlace {
  private final ControlPlane.Executions executions;

  FindPlace(ControlPlane.Executions executions) {
    this.executions = executions;
  }

  Place find(ExecutionId id, String node) {
    var top = executions.places(id);
    return find(top, node)
        .orElseThrow(
            () ->
                new NotFound(
                    "Execution '%s' has no node '%s'; it has %s."
                        .formatted(
                            id.name(),
                            node,
                            String.join(
                                ", ",
                                top.stream().map(one -> "'" + one.node().id() + "'").toList()))));
  }

  /** The same by what people see: also the ids from the top down, with slashes between. */
  Place named(ExecutionId id, String node) {
    return find(id, node.contains("/") ? UniqueId.ofPath(node) : node);
  }

  /** At the top first; then within. */
  private Optional<Place> find(List<Place> places, String node) {
    return places.stream()
        .filter(place -> place.node().id().equals(node))
        .findFirst()
        .or(
            () ->
                places.stream()
                    .filter(place -> place.graph().isPresent())
                    .flatMap(place -> find(executions.within(place), node).stream())
                    .findFirst());
  }
}
