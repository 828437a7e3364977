package dev.updraft.promote;

import dev.updraft.magics.view.LiteralText;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.workflow.WorkflowText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs between two graphs, whatever versions of tasks their nodes run. */
final class GraphChange {
  private final String in;
  private final List<Change> changes = new ArrayList<>();

  private GraphChange(String in) {
    this.in = in;
  }

  /**
   * Between a graph that was registered and one that would be.
   *
   * @param in which graph, for messages; empty for the workflow itself
   */
  static List<Change> between(Workflow before, Workflow now, String in) {
    var change = new GraphChange(in);
    change.variables("input", before.typedInterface().inputs(), now.typedInterface().inputs());
    change.variables("output", before.typedInterface().outputs(), now.typedInterface().outputs());
    change.nodes(nodes(before), nodes(now));
    change.results(before.outputs(), now.outputs());
    if (before.onFailure() != now.onFailure()) {
      change.changes.add(
          Change.changed(
              "--on-failure" + in,
              List.of(policy(before.onFailure()) + " -> " + policy(now.onFailure()))));
    }
    return change.changes;
  }

  private static String policy(Workflow.OnFailure policy) {
    return switch (policy) {
      case FAIL_IMMEDIATELY -> "stop";
      case FAIL_AFTER_EXECUTABLE_NODES_COMPLETE -> "finish";
    };
  }

  private void variables(String kind, Map<String, Variable> before, Map<String, Variable> now) {
    now.forEach(
        (name, variable) -> {
          var earlier = before.get(name);
          var what = kind + " " + name + in;
          if (earlier == null) {
            changes.add(Change.added(what, variable.type().inWords()));
          } else if (!earlier.type().equals(variable.type())) {
            var was = earlier.type().inWords();
            var is = variable.type().inWords();
            changes.add(
                Change.changed(
                    what,
                    List.of(
                        was.equals(is) ? "its type has another structure" : was + " -> " + is)));
          }
        });
    before.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> changes.add(Change.removed(kind + " " + name + in)));
  }

  private static Map<String, Node> nodes(Workflow workflow) {
    var nodes = new LinkedHashMap<String, Node>();
    workflow.nodes().forEach(node -> nodes.put(node.id(), plain(node)));
    workflow.failureNode().ifPresent(node -> nodes.put(node.id(), plain(node)));
    return nodes;
  }

  private void nodes(Map<String, Node> before, Map<String, Node> now) {
    now.forEach(
        (id, node) -> {
          var earlier = before.get(id);
          if (earlier == null) {
            changes.add(Change.added("node " + id + in, text(node)));
          } else if (!earlier.equals(node)) {
            var was = text(earlier);
            var is = text(node);
            changes.add(
                Change.changed(
                    "node " + id + in,
                    was.equals(is)
                        ? List.of("something within it")
                        : List.of("- " + was, "+ " + is)));
          }
        });
    before.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .forEach(id -> changes.add(Change.removed("node " + id + in)));
  }

  private void results(Map<String, Binding> before, Map<String, Binding> now) {
    now.forEach(
        (name, binding) -> {
          var earlier = before.get(name);
          if (earlier != null && !earlier.equals(binding)) {
            changes.add(
                Change.changed(
                    "result " + name + in, List.of(text(earlier) + " -> " + text(binding))));
          }
        });
  }

  private static Node plain(Node node) {
    return plain(node, "");
  }

  /**
   * Without the places and versions of what it runs, and without what compiling puts before the ids
   * of a branch's nodes.
   */
  private static Node plain(Node node, String prefix) {
    var id = node.id().startsWith(prefix) ? node.id().substring(prefix.length()) : node.id();
    return new Node(
        id,
        node.name(),
        node.inputs(),
        node.upstream(),
        node.options(),
        plain(node.work(), node.id() + "-"));
  }

  private static Work plain(Work work, String prefix) {
    return switch (work) {
      case Work.Task(var task) -> new Work.Task(plain(task));
      case Work.SubWorkflow(var workflow) -> new Work.SubWorkflow(plain(workflow));
      case Work.LaunchPlan(var plan) -> new Work.LaunchPlan(plain(plan));
      case Work.Gate gate -> gate;
      case Work.Branch branch ->
          new Work.Branch(
              branch.cases().stream()
                  .map(one -> new Work.Case(one.when(), plain(one.then(), prefix)))
                  .toList(),
              branch.otherwise().map(other -> plain(other, prefix)),
              branch.error());
      case Work.Each each ->
          new Work.Each(
              plain(each.node(), prefix),
              each.bound(),
              each.parallelism(),
              each.minSuccesses(),
              each.minSuccessRatio(),
              each.listTyped());
    };
  }

  private static Reference plain(Reference reference) {
    return new Reference("", "", reference.name(), "");
  }

  private static String text(Node node) {
    return WorkflowText.label(node)
        + node.inputs().entrySet().stream()
            .map(input -> input.getKey() + " = " + text(input.getValue()))
            .collect(Collectors.joining(", ", "(", ")"))
        + (node.upstream().isEmpty() ? "" : " after " + String.join(", ", node.upstream()));
  }

  private static String text(Binding binding) {
    return switch (binding) {
      case Binding.Value(var literal) -> LiteralText.brief(literal);
      case Binding.Promise(var node, var variable, var path) ->
          (node.equals(Workflow.START_NODE) ? variable : node + "." + variable)
              + path.stream().map(GraphChange::text).collect(Collectors.joining());
      case Binding.Items(var elements) ->
          elements.stream().map(GraphChange::text).collect(Collectors.joining(", ", "[", "]"));
      case Binding.Entries(var entries) ->
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + " = " + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String text(Binding.Step step) {
    return switch (step) {
      case Binding.Step.Field(var name) -> "." + name;
      case Binding.Step.Index(var at) -> "[" + at + "]";
    };
  }

  /** A graph among others, by its name. */
  static Optional<Workflow> named(List<Workflow> workflows, String name) {
    return workflows.stream().filter(each -> each.id().name().equals(name)).findFirst();
  }
}
