package dev.updraft.service;

import com.flyteidl.core.Identifier;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.EntityId;
import dev.updraft.model.Execution;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NotFound;
import dev.updraft.model.Role;
import dev.updraft.service.v1.GetOriginRequest;
import dev.updraft.service.v1.Origin;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a value came from: one call with what it was given, and which calls gave that. */
final class OriginCalls {
  private final ControlPlane engine;
  private final TaskCalls tasks;
  private final Givers givers;

  OriginCalls(ControlPlane engine, TaskCalls tasks, Givers givers) {
    this.engine = engine;
    this.tasks = tasks;
    this.givers = givers;
  }

  Origin get(GetOriginRequest request) {
    var asked = engine.executions().get(Ids.fromWire(request.getId()));
    return toWire(request.getNode().isEmpty() ? asked : below(asked, request.getNode()));
  }

  private Execution below(Execution graph, String path) {
    for (var child : engine.executions().children(graph.id())) {
      var here = child.role().parent().map(Role.Parent::path).orElse("");
      if (here.equals(path)) {
        return child;
      }
      if (path.startsWith(here + "/")) {
        return below(child, path);
      }
    }
    throw new NotFound(
        "Execution '%s' has no node '%s' that was begun. It has: %s."
            .formatted(
                graph.id().name(),
                path,
                String.join(
                    ", ",
                    engine.executions().children(graph.id()).stream()
                        .flatMap(child -> child.role().parent().stream())
                        .map(Role.Parent::path)
                        .toList())));
  }

  private Origin toWire(Execution execution) {
    var parent = execution.role().parent();
    var labels = execution.labels();
    var origin =
        Origin.newBuilder()
            .setId(Ids.toWire(parent.map(Role.Parent::root).orElse(execution.id())))
            .setNode(parent.map(Role.Parent::path).orElse(""))
            .setMade(Ids.toWire(execution.id()))
            .setWhat(what(execution))
            .setCodeKey(codeKey(execution))
            .setCreatedAt(Times.timestamp(execution.created()))
            .setUser(labels.user())
            .setNotebook(labels.notebook())
            .setCell(labels.cell());
    var inputs = Wire.readLiterals(engine.executions().inputs(execution.id()));
    var from = givers.ofInputs(execution);
    inputs.forEach((name, value) -> origin.addInputs(value(name, value, from)));
    if (execution.role().graph()) {
      var gave = givers.ofOutputs(execution);
      engine
          .executions()
          .outputs(execution.id())
          .map(Wire::readLiterals)
          .orElse(Map.of())
          .forEach((name, value) -> origin.addOutputs(value(name, value, gave)));
    }
    return origin.build();
  }

  private Origin.Value value(String name, Literal value, Map<String, List<Execution>> from) {
    var wire =
        Origin.Value.newBuilder()
            .setName(name)
            .setValue(
                LiteralMaps.read(Wire.writeLiterals(Map.of(name, value))).getLiteralsOrThrow(name));
    from.getOrDefault(name, List.of()).forEach(one -> wire.addFrom(Ids.toWire(maker(one).id())));
    return wire.build();
  }

  /** The call that ran, where this one took its outputs from the catalog. */
  private Execution maker(Execution execution) {
    if (execution.catalog() != CatalogStatus.HIT) {
      return execution;
    }
    return engine.executions().nodes(execution.id()).stream()
        .filter(node -> node.kind() == NodeExecution.Kind.TASK)
        .flatMap(node -> node.catalog().artifact().stream())
        .findFirst()
        .flatMap(
            artifact -> {
              try {
                return Optional.of(engine.executions().get(artifact.source().execution()));
              } catch (NotFound _) {
                return Optional.empty(); // retention has removed it
              }
            })
        .orElse(execution);
  }

  private static Identifier what(Execution execution) {
    return execution.role().graph()
        ? Ids.toWire(execution.workflow())
        : Ids.toWire(execution.task());
  }

  private String codeKey(Execution execution) {
    if (execution.role().graph()) {
      return "";
    }
    try {
      return TaskRuns.codeKey(tasks.task(EntityId.of(execution.task())).template());
    } catch (NotFound _) {
      return "";
    }
  }
}
