package dev.updraft.service;

import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Graphs;
import dev.updraft.engine.Reads;
import dev.updraft.engine.graph.Plan;
import dev.updraft.model.Execution;
import dev.updraft.model.Refusal;
import dev.updraft.model.Role;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.CheckWorkflow;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which nodes of a graph gave a value to another, or to the graph as its result. */
final class Givers {
  private final ControlPlane engine;
  private final Graphs graphs;

  Givers(ControlPlane engine, Graphs graphs) {
    this.engine = engine;
    this.graphs = graphs;
  }

  /** By the name of an input; nothing for one that is no graph's node. */
  Map<String, List<Execution>> ofInputs(Execution execution) {
    return execution
        .role()
        .parent()
        .map(parent -> ofInputs(engine.executions().get(parent.execution()), parent.node()))
        .orElseGet(Map::of);
  }

  private Map<String, List<Execution>> ofInputs(Execution graph, String node) {
    return switch (plan(graph)) {
      case Plan.Whole(var workflow, _) ->
          CheckWorkflow.everyNode(workflow).stream()
              .filter(each -> each.id().equals(node))
              .findFirst()
              .map(found -> given(graph, found.inputs()))
              .orElseGet(Map::of);
      case Plan.Map _ -> ofInputs(graph); // what an element is given, its map was given
      case null -> Map.of();
    };
  }

  /** By the name of an output of a graph. */
  Map<String, List<Execution>> ofOutputs(Execution graph) {
    return switch (plan(graph)) {
      case Plan.Whole(var workflow, _) -> given(graph, workflow.outputs());
      case Plan.Map(_, _, var outputs, _) -> {
        var elements = engine.executions().children(graph.id());
        var all = new LinkedHashMap<String, List<Execution>>();
        outputs.forEach(output -> all.put(output, elements));
        yield all;
      }
      case null -> Map.of();
    };
  }

  /** Nothing where the workflow cannot be read any more. */
  private @Nullable Plan plan(Execution graph) {
    var executions = engine.executions();
    try {
      return graphs
          .open(
              engine,
              graph,
              new Reads.Document(
                  executions.spec(graph.id()),
                  executions.inputs(graph.id()),
                  Optional.empty(),
                  Optional.empty()))
          .plan();
    } catch (Refusal _) {
      return null;
    }
  }

  private Map<String, List<Execution>> given(Execution graph, Map<String, Binding> bindings) {
    var children = engine.executions().children(graph.id());
    var own = ofInputs(graph);
    var all = new LinkedHashMap<String, List<Execution>>();
    bindings.forEach(
        (name, binding) -> {
          var found = new ArrayList<Execution>();
          promises(binding)
              .forEach(
                  promise ->
                      found.addAll(
                          promise.node().equals(Workflow.START_NODE)
                              ? own.getOrDefault(promise.variable(), List.of())
                              : at(graph, children, promise.node())));
          all.put(name, found.stream().distinct().toList());
        });
    return all;
  }

  private static Stream<Binding.Promise> promises(Binding binding) {
    return switch (binding) {
      case Binding.Value _ -> Stream.empty();
      case Binding.Promise promise -> Stream.of(promise);
      case Binding.Items(var elements) -> elements.stream().flatMap(Givers::promises);
      case Binding.Entries(var entries) -> entries.values().stream().flatMap(Givers::promises);
    };
  }

  /** What stands for a node: itself, or the arm that it chose. */
  private static List<Execution> at(Execution graph, List<Execution> children, String node) {
    var place = graph.role().parent().map(parent -> parent.path() + "/" + node).orElse(node);
    return children.stream()
        .filter(
            child ->
                child
                    .role()
                    .parent()
                    .map(Role.Parent::path)
                    .filter(path -> path.equals(place) || path.startsWith(place + "/"))
                    .isPresent())
        .toList();
  }
}
